use super::rule::{Group, Rule, Source};
use crate::diagnostic::Severity;
use crate::host::Host;

impl Rule {
    /// Its page, in Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        let docs = &self.docs;
        let severity = match self.severity {
            Severity::Error => "Error: the host won't run this agent.",
            Severity::Warning => "Warning: the agent runs, but not as written.",
            Severity::Info => "Info: advice.",
        };
        let host = Host::find(docs.host).map_or(docs.host, |host| host.name);
        let source = match self.docs.source {
            Source::Observed(cases) => {
                let cases = cases.join("` and `");
                format!("Observed: {host} was run on small files; see the cases `{cases}` in `tests/conformance`.")
            }
            Source::Documented(page) => format!("Documented: <{page}>."),
            Source::Opinion => "Opinion: nothing says that it must be so.".to_owned(),
        };
        let mut page = format!("# {}\n\n{}.\n\n", self.name, self.docs.summary);
        for (heading, text) in [("What it does", docs.what), ("Why it matters", docs.why)] {
            page.push_str(&format!("## {heading}\n\n{text}\n\n"));
        }
        for (heading, example) in [("Bad", docs.bad), ("Good", docs.good)] {
            if !example.is_empty() {
                page.push_str(&format!("## {heading}\n\n````markdown\n{}````\n\n", example.replace('\r', "")));
            }
        }
        page.push_str(&format!("## Fix\n\n{}\n\n## Source\n\n{source}\n\n", docs.fix));
        let enabled = if self.enabled { "On" } else { "Off" };
        let (group, confidence) = (self.group.name(), self.docs.confidence.name());
        page.push_str(&format!(
            "Group: {group}. {severity} Confidence: {confidence}. {enabled} by default. Since {}.\n",
            self.docs.since
        ));
        page
    }

    /// The list of all rules in Markdown, with links to their pages.
    #[must_use]
    pub fn index() -> String {
        let mut page = String::from("# Rules\n");
        for &group in Group::ALL {
            page.push_str(&format!("\n## {group:?}\n\n{}\n\n", group.about()));
            for rule in Self::ALL.iter().filter(|rule| rule.group == group) {
                let off = if rule.enabled { "" } else { " Off by default." };
                page.push_str(&format!("- [{0}]({0}.md): {1}.{off}\n", rule.name, rule.docs.summary));
            }
        }
        page
    }
}

impl Group {
    /// What it is about, in one sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Loading => "No agent comes of the file, or the host won't start it.",
            Self::Loss => "Something that is written doesn't arrive, or arrives as something else.",
            Self::Delegation => "What the main model goes by when it chooses an agent.",
            Self::Prompt => "What the agent is told.",
            Self::Safety => "What can do harm.",
            Self::Portability => "What other readers of the file see otherwise.",
            Self::Suppression => "Comments that are addressed to Passmuster.",
        }
    }
}
