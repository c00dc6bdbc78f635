use super::{InvalidOptions, Options};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::reading::{Agent, Fate, Grant, Reading, Status, ToolList};
use crate::rules;
use crate::text::{Span, Utf16Map, is_blank};
use serde::Serialize;

/// What the host makes of a file, and everything worth saying about it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct CheckResult {
    /// The host's identifier, as in the options.
    pub host: &'static str,
    /// The version of the host that this was measured on.
    pub host_version: &'static str,
    /// Whether an agent comes of the file.
    pub status: StatusName,
    /// Why it is refused or ignored, in one sentence; `null` when it loads.
    pub reason: Option<String>,
    /// Whether the host leaves its user without a word about this file. It may still write to a
    /// debug log that nobody sees.
    pub silent: bool,
    /// What the host makes of the file; `null` when it is ignored.
    pub agent: Option<AgentInfo>,
    /// The findings, by place.
    pub diagnostics: Vec<DiagnosticInfo>,
}

/// Whether an agent comes of a file: `loads` (it does), `refused` (it is registered but the host
/// won't start it), `ignored` (no agent comes of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum StatusName {
    /// The agent runs.
    Loads,
    /// It is registered, but the host won't start it.
    Refused,
    /// No agent comes of the file.
    Ignored,
}

/// An agent as the host reads it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct AgentInfo {
    /// The name that the host shows to the model.
    pub name: String,
    /// The description that the host shows to the model.
    pub description: String,
    /// The tools as the host lists them to the model: `All tools`, `Read, Grep`,
    /// `All tools except Write`.
    pub tools_listed: String,
    /// The tools that the agent would really get; `null` for all.
    pub tools_granted: Option<Vec<String>>,
    /// The entries of `tools`, in order; `null` if the file doesn't limit them.
    pub tools: Option<Vec<ToolInfo>>,
    /// The entries of `disallowedTools`, in order; `null` if there is no such list.
    pub disallowed_tools: Option<Vec<ToolInfo>>,
    /// The model id that the host would ask the API for; `null` when the agent inherits it.
    pub model_requested: Option<String>,
    /// How many tokens of every session the host counts for the name and the description.
    pub description_tokens: u32,
    /// The agents that `tools` names behind `Agent`, as in `Agent(reviewer)`.
    pub delegates: Vec<DelegateInfo>,
    /// The agent's own part of the system prompt.
    pub prompt: String,
    /// Every frontmatter entry, in the order of the file.
    pub fields: Vec<FieldInfo>,
}

/// An entry of a list of tools. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct ToolInfo {
    /// The entry as the host lists it.
    pub text: String,
    /// The tool that it stands for, by the host's own name; `null` if it is none of the host's own.
    pub tool: Option<&'static str>,
    /// What it stands for: `tool`; `all` tools; a tool that `depends` on the platform or a setting; what an
    /// `mcp` server offers; what subagents `never` get; or `unknown`.
    #[cfg_attr(
        target_arch = "wasm32",
        tsify(type = "\"tool\" | \"all\" | \"depends\" | \"mcp\" | \"never\" | \"unknown\"")
    )]
    pub kind: &'static str,
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// An agent that another one names. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DelegateInfo {
    /// Its name as written.
    pub name: String,
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// One frontmatter entry and what became of it. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct FieldInfo {
    /// The key as the host reads it.
    pub key: String,
    /// Where the key starts.
    pub key_from: u32,
    /// Where the key ends.
    pub key_to: u32,
    /// Where the value starts; `null` if nothing is written.
    pub value_from: Option<u32>,
    /// Where the value ends.
    pub value_to: Option<u32>,
    /// The value as read; `null` if nothing was.
    pub value: Option<String>,
    /// `used`; `dropped`: the host knows the field but not this value; `unknown`: it does not know
    /// the field; `replaced`: a later entry of the same name wins; `ignored`: it does not apply here.
    #[cfg_attr(
        target_arch = "wasm32",
        tsify(type = "\"used\" | \"dropped\" | \"unknown\" | \"replaced\" | \"ignored\"")
    )]
    pub fate: &'static str,
    /// Why, in a few words; `null` if it is used.
    pub note: Option<String>,
}

/// One finding. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct DiagnosticInfo {
    /// The rule's name.
    pub rule: &'static str,
    /// `error`: the host won't run this agent; `warning`: it runs, but not as written; `info`: advice.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"error\" | \"warning\" | \"info\""))]
    pub severity: &'static str,
    /// What is wrong and why it matters; code stands in backticks.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where the fault starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Other places that explain it.
    pub related: Vec<RelatedInfo>,
    /// Edits that mend it, the best first.
    pub fixes: Vec<FixInfo>,
    /// The rule's page, relative to the root of the documentation.
    pub url: String,
}

/// Another place that explains a finding. Offsets are UTF-16 code units.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RelatedInfo {
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What is there.
    pub message: String,
}

/// Edits that mend a finding together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FixInfo {
    /// What happens, as the label of a button.
    pub title: String,
    /// Whether nothing but the mended thing changes its meaning.
    pub safe: bool,
    /// Sorted and disjoint; all offsets are those of the text before any of them.
    pub edits: Vec<EditInfo>,
}

/// Replaces `from..to` by `insert`. Offsets are UTF-16 code units.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct EditInfo {
    /// Where the replaced text starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What comes in its place.
    pub insert: String,
}

/// Says what the host makes of `source`. Never fails on any source.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn check(source: &str, options: &Options) -> Result<CheckResult, InvalidOptions> {
    let document = Document::parse(source);
    let settings = options.settings()?;
    let reading = Reading::of(&document, settings.host, settings.path);
    let diagnostics = rules::check(&document, &reading, &settings);
    let map = Utf16Map::new(source);
    Ok(CheckResult {
        host: reading.host.id,
        host_version: reading.host.version,
        status: match reading.status {
            Status::Loads => StatusName::Loads,
            Status::Refused => StatusName::Refused,
            Status::Ignored => StatusName::Ignored,
        },
        reason: reading.reason.as_ref().map(ToString::to_string),
        silent: reading.silent,
        agent: reading.agent.as_ref().map(|agent| agent_info(&document, &reading, agent, &map)),
        diagnostics: diagnostics.into_iter().map(|diagnostic| diagnostic_info(diagnostic, &map)).collect(),
    })
}

fn agent_info(document: &Document<'_>, reading: &Reading<'_>, agent: &Agent, map: &Utf16Map<'_>) -> AgentInfo {
    let fields = reading.fields.iter().map(|field| {
        let (key_from, key_to) = map.span(field.key_span);
        let value = field.value_span.map(|span| map.span(span));
        FieldInfo {
            key: field.key.clone(),
            key_from,
            key_to,
            value_from: value.map(|(from, _)| from),
            value_to: value.map(|(_, to)| to),
            value: field.value.clone(),
            fate: match field.fate {
                Fate::Used => "used",
                Fate::Dropped(_) => "dropped",
                Fate::Unknown => "unknown",
                Fate::Replaced => "replaced",
                Fate::Ignored => "ignored",
            },
            note: field.note(),
        }
    });
    let tokens = reading.host.description_tokens(&agent.name, &agent.description);
    AgentInfo {
        name: agent.name.clone(),
        description: agent.description.clone(),
        tools_listed: agent.tools_listed.clone(),
        tools_granted: agent.tools_granted.clone(),
        tools: reading.tools.as_ref().map(|list| tools(list, map)),
        disallowed_tools: reading.disallowed.as_ref().map(|list| tools(list, map)),
        model_requested: agent.model_requested.clone(),
        description_tokens: tokens.try_into().unwrap_or(u32::MAX),
        delegates: delegates(document, reading, map),
        prompt: document.text(agent.prompt).to_owned(),
        fields: fields.collect(),
    }
}

fn tools(list: &ToolList, map: &Utf16Map<'_>) -> Vec<ToolInfo> {
    let entries = list.entries.iter().map(|entry| {
        let (kind, tool) = match entry.grant {
            Grant::All => ("all", None),
            Grant::Tool(name) => ("tool", Some(name)),
            Grant::Depends(name) => ("depends", Some(name)),
            Grant::Mcp => ("mcp", None),
            Grant::NotForSubagents => ("never", None),
            Grant::Unknown => ("unknown", None),
        };
        let (from, to) = map.span(entry.span);
        ToolInfo { text: entry.text.clone(), tool, kind, from, to }
    });
    entries.collect()
}

/// The agents in the parentheses behind `Agent`. Where the value is written otherwise than it is read,
/// each has the place of the whole entry.
fn delegates(document: &Document<'_>, reading: &Reading<'_>, map: &Utf16Map<'_>) -> Vec<DelegateInfo> {
    let mut found = Vec::new();
    for entry in reading.tools.iter().flat_map(|tools| &tools.entries) {
        let list = entry.text.strip_prefix(&entry.name).and_then(|text| text.strip_prefix('(')?.strip_suffix(')'));
        let (Grant::Tool("Agent"), Some(list)) = (entry.grant, list) else { continue };
        let exact = document.text(entry.span) == entry.text;
        let mut at = entry.span.start() + entry.name.len() + 1;
        for piece in list.split(',') {
            let name = piece.trim_matches(is_blank);
            let start = at + piece.len() - piece.trim_start_matches(is_blank).len();
            at += piece.len() + 1;
            // With these the entry is about all agents.
            if !name.is_empty() && !name.contains('*') {
                let (from, to) = map.span(if exact { Span::new(start, start + name.len()) } else { entry.span });
                found.push(DelegateInfo { name: name.to_owned(), from, to });
            }
        }
    }
    found
}

fn diagnostic_info(diagnostic: Diagnostic, map: &Utf16Map<'_>) -> DiagnosticInfo {
    let (from, to) = map.span(diagnostic.span);
    let place = |span: Span| map.span(span);
    DiagnosticInfo {
        rule: diagnostic.rule.name,
        severity: Severity::name(diagnostic.severity),
        message: diagnostic.message,
        help: diagnostic.help,
        from,
        to,
        related: diagnostic
            .related
            .into_iter()
            .map(|related| {
                let (from, to) = place(related.span);
                RelatedInfo { from, to, message: related.message }
            })
            .collect(),
        fixes: diagnostic
            .fixes
            .into_iter()
            .map(|fix| FixInfo {
                title: fix.title,
                safe: fix.safe,
                edits: fix
                    .edits
                    .into_iter()
                    .map(|edit| {
                        let (from, to) = place(edit.span);
                        EditInfo { from, to, insert: edit.insert }
                    })
                    .collect(),
            })
            .collect(),
        url: diagnostic.rule.url(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, check};

    #[test]
    fn names_the_agents_behind_agent() {
        let source = |tools: &str| ["---\nname: é\ndescription: d\ntools: ", tools, "\n---\nx\n"].concat();
        let delegates = |tools: &str| -> Vec<(String, String)> {
            let source = source(tools);
            let units: Vec<u16> = source.encode_utf16().collect();
            let result = check(&source, &Options::default()).expect("these options");
            let agent = result.agent.expect("an agent");
            let marked = |from: u32, to: u32| String::from_utf16_lossy(&units[from as usize..to as usize]);
            agent.delegates.into_iter().map(|found| (found.name, marked(found.from, found.to))).collect()
        };
        let same = |names: &[&str]| -> Vec<(String, String)> {
            names.iter().map(|&name| (name.to_owned(), name.to_owned())).collect()
        };
        assert_eq!(delegates("Read, Agent(a,  b ,plug:c), Bash(d)"), same(&["a", "b", "plug:c"]));
        assert_eq!(delegates("Task(a)"), same(&["a"]));
        assert_eq!(delegates("Agent, Agent(), Agent(*), Agent(,)"), []);
        // Written otherwise than it is read.
        assert_eq!(delegates("\"Agent(\\u0061)\""), [("a".to_owned(), "Agent(\\u0061)".to_owned())]);
    }

    #[test]
    fn says_what_each_tool_stands_for() {
        let source = "---\nname: a\ndescription: é\ntools: Read, Task(x), *, mcp__a__b, Nope\ndisallowedTools: [Bash(rm *)]\n---\n";
        let agent = check(source, &Options::default()).expect("these options").agent.expect("an agent");
        let units: Vec<u16> = source.encode_utf16().collect();
        let said = |list: Option<Vec<super::ToolInfo>>| -> Vec<String> {
            let entries = list.into_iter().flatten().map(|entry| {
                let text = String::from_utf16_lossy(&units[entry.from as usize..entry.to as usize]);
                format!("{text}: {} {}", entry.kind, entry.tool.unwrap_or("-"))
            });
            entries.collect()
        };
        let tools = ["Read: tool Read", "Task(x): tool Agent", "*: all -", "mcp__a__b: mcp -", "Nope: unknown -"];
        assert_eq!(said(agent.tools), tools);
        assert_eq!(said(agent.disallowed_tools), ["Bash(rm *): tool Bash"]);
    }

    #[test]
    fn counts_what_the_description_costs() {
        let result = check("---\nname: a\ndescription: four words of\n---\n", &Options::default());
        assert_eq!(result.ok().and_then(|result| result.agent).map(|agent| agent.description_tokens), Some(4));
    }
}
