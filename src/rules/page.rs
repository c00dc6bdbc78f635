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
        let source = match self.source {
            Source::Observed(cases) => {
                format!("Observed: {host} was run on small files; see the cases `{cases}` in `tests/conformance`.")
            }
            Source::Documented(page) => format!("Documented: <{page}>."),
        };
        let mut page = format!("# {}\n\n{}.\n\n", self.name, self.summary);
        for (heading, text) in [("What it does", docs.what), ("Why it matters", docs.why)] {
            page.push_str(&format!("## {heading}\n\n{text}\n\n"));
        }
        for (heading, example) in [("Bad", docs.bad), ("Good", docs.good)] {
            if !example.is_empty() {
                page.push_str(&format!("## {heading}\n\n````markdown\n{}````\n\n", example.replace('\r', "")));
            }
        }
        page.push_str(&format!("## Fix\n\n{}\n\n## Source\n\n{source}\n\n", docs.fix));
        page.push_str(&format!("Group: {}. {severity} Since {}.\n", self.group.name(), self.since));
        page
    }

    /// The list of all rules in Markdown, with links to pages that end in `extension`.
    #[must_use]
    pub fn index(extension: &str) -> String {
        let mut page = String::from("# Rules\n");
        for (heading, group) in
            [("Loading", Group::Loading), ("Loss", Group::Loss), ("Portability", Group::Portability)]
        {
            page.push_str(&format!("\n## {heading}\n\n"));
            for rule in Self::ALL.iter().filter(|rule| rule.group == group) {
                page.push_str(&format!("- [{0}]({0}{extension}): {1}.\n", rule.name, rule.summary));
            }
        }
        page
    }
}
