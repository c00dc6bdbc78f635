//! What the site's documentation is made of: all that is known of rules and hosts, as data for the scripts in
//! `www/scripts/docs`, which make pages of it.

use std::fs;

use anyhow::{Context, Result};
use passmuster::api;
use passmuster::host::{FieldKind, FieldSpec, Host, Source as HostSource, ToolOutcome};
use passmuster::preview::markdown_html;
use passmuster::rules::{Group, Rule, Source};
use serde::Serialize;

use crate::Project;
use crate::process::announce;

/// Where the data goes, below the page's folder. Not in `dist`, which the page's build empties.
const FILE: &str = "generated/docs.json";

/// Writes the data. The page's build fails without it.
pub(crate) fn write_data(project: &Project) -> Result<()> {
    announce("write what the site's documentation is made of");
    let file = project.page().join(FILE);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    let groups = Group::ALL.iter().map(|&group| GroupPage {
        name: group.name(),
        title: format!("{group:?}"),
        about: group.about(),
    });
    let site = Site {
        rules: api::rules().into_iter().zip(Rule::ALL).map(|(info, rule)| RulePage::new(info, rule)).collect(),
        groups: groups.collect(),
        hosts: Host::ALL.iter().zip(api::hosts()).map(|(host, info)| HostPage::new(info, host)).collect(),
    };
    fs::write(&file, serde_json::to_string(&site)?).with_context(|| format!("writing {}", file.display()))
}

#[derive(Serialize)]
struct Site {
    rules: Vec<RulePage>,
    groups: Vec<GroupPage>,
    hosts: Vec<HostPage>,
}

#[derive(Serialize)]
struct GroupPage {
    name: &'static str,
    title: String,
    about: &'static str,
}

/// A rule as the API tells it, with the rest of its documentation. What ends in `html` was Markdown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RulePage {
    #[serde(flatten)]
    info: api::RuleInfo,
    summary_html: String,
    what_html: String,
    why_html: String,
    fix_html: String,
    ground: Ground,
    host: &'static str,
    bad: &'static str,
    good: &'static str,
}

impl RulePage {
    fn new(info: api::RuleInfo, rule: &Rule) -> Self {
        let docs = &rule.docs;
        Self {
            info,
            summary_html: markdown_html(&format!("{}.", docs.summary)),
            what_html: markdown_html(docs.what),
            why_html: markdown_html(docs.why),
            fix_html: markdown_html(docs.fix),
            ground: match docs.source {
                Source::Observed(groups) => Ground::Cases(groups.to_vec()),
                Source::Documented(page) => Ground::Page(page),
                Source::Opinion => Ground::Opinion,
            },
            host: docs.host,
            bad: docs.bad,
            good: docs.good,
        }
    }
}

/// How something is known.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Ground {
    /// Groups of cases in `tests/conformance`.
    Cases(Vec<&'static str>),
    /// A page of documentation.
    Page(&'static str),
    Opinion,
}

impl From<HostSource> for Ground {
    fn from(source: HostSource) -> Self {
        match source {
            HostSource::Documented(page) => Self::Page(page),
            HostSource::Observed(cases) => Self::Cases(vec![cases]),
        }
    }
}

/// A host as the API tells it, with its tables.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HostPage {
    #[serde(flatten)]
    info: api::HostInfo,
    fields: Vec<FieldRow>,
    tools: Vec<ToolRow>,
    models: Vec<ModelRow>,
    model_ids: Vec<ModelRow>,
}

impl HostPage {
    fn new(info: api::HostInfo, host: &Host) -> Self {
        let model = |name: &'static str, retired| ModelRow { name, requests: host.model_requested(name), retired };
        Self {
            info,
            fields: host.fields.iter().map(FieldRow::new).collect(),
            tools: host.tools.iter().map(|tool| ToolRow::new(tool.name, tool.outcome, host)).collect(),
            models: host.models.iter().map(|alias| model(alias.word, None)).collect(),
            model_ids: host.model_ids.iter().map(|id| model(id.base, id.retired)).collect(),
        }
    }
}

#[derive(Serialize)]
struct FieldRow {
    name: &'static str,
    kind: &'static str,
    /// The words that it takes, if it takes only some.
    words: &'static [&'static str],
    /// The least number that it takes.
    least: Option<u32>,
    required: bool,
    applies: bool,
    meaning: &'static str,
    ground: Ground,
}

impl FieldRow {
    fn new(field: &FieldSpec) -> Self {
        let (kind, words, least): (_, &[&str], _) = match field.kind {
            FieldKind::Name => ("name", &[], None),
            FieldKind::Description => ("description", &[], None),
            FieldKind::Tools => ("tools", &[], None),
            FieldKind::Model => ("model", &[], None),
            FieldKind::Word(words) => ("word", words, None),
            FieldKind::WordOrInteger(words) => ("word or integer", words, None),
            FieldKind::PositiveInteger => ("integer", &[], Some(1)),
            FieldKind::IntegerFrom(least) => ("integer", &[], Some(least)),
            FieldKind::Flag => ("flag", &[], None),
            FieldKind::Text => ("text", &[], None),
            FieldKind::Names => ("names", &[], None),
            FieldKind::McpServers => ("servers", &[], None),
            FieldKind::Hooks => ("hooks", &[], None),
            FieldKind::Any => ("any", &[], None),
        };
        Self {
            name: field.name,
            kind,
            words,
            least,
            required: field.required,
            applies: field.applies,
            meaning: field.meaning,
            ground: field.source.into(),
        }
    }
}

#[derive(Serialize)]
struct ToolRow {
    name: &'static str,
    outcome: &'static str,
    /// What it is called now, or what took its place.
    instead: Option<&'static str>,
    /// Whether an agent that runs in the background gets it, where others do.
    background: bool,
}

impl ToolRow {
    fn new(name: &'static str, outcome: ToolOutcome, host: &Host) -> Self {
        let (outcome, instead) = match outcome {
            ToolOutcome::Granted => ("granted", None),
            ToolOutcome::Renamed(instead) => ("renamed", Some(instead)),
            ToolOutcome::Depends => ("depends", None),
            ToolOutcome::NotForSubagents => ("withheld", None),
            ToolOutcome::Gone(instead) => ("gone", instead),
        };
        Self { name, outcome, instead, background: !host.foreground_tools.contains(&name) }
    }
}

/// A word or an id, and the model that is asked for because of it; `None` for the session's own.
#[derive(Serialize)]
struct ModelRow {
    name: &'static str,
    requests: Option<String>,
    retired: Option<&'static str>,
}
