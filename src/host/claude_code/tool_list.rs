//! How Claude Code takes lists of tools apart, what it lists, and what it grants.
//!
//! Observed: `tests/conformance/cases/tools.jsonl`.

use super::tools::MEMORY_TOOLS;
use crate::host::{Host, ToolOutcome};
use crate::reading::{Grant, ToolEntry, ToolList};
use crate::text::{Names, Span, is_blank};
use crate::yaml::{NodeId, NodeKind, Resolved, Scalar, Tree};

/// What else bears on the tools of an agent.
#[derive(Clone, Copy, Default)]
pub(super) struct Setting {
    /// `background: true`, which withholds some tools.
    pub(super) background: bool,
    /// `permissionMode: plan`, which grants `ExitPlanMode`.
    pub(super) plan: bool,
    /// A working `memory`, which adds tools to a list.
    pub(super) memory: bool,
}

impl Setting {
    /// Whether `name` is the tool that only agents in plan mode get.
    fn grants_exit(self, name: &str) -> bool {
        name == "ExitPlanMode" && self.plan
    }
}

/// The tools of all servers.
const ALL_SERVERS: &str = "mcp__*";

/// A list that is longer than this takes no more entries from aliases.
const ALIASED_ENTRIES: usize = 1_000;

/// Takes the value of `tools` apart: `mcp__*`, which takes the tools of all servers away, does not give them.
pub(super) fn parse_granting(host: &Host, tree: &Tree, value: NodeId, setting: Setting) -> ToolList {
    let mut list = parse(host, tree, value, setting);
    for entry in &mut list.entries {
        if entry.name == ALL_SERVERS {
            entry.grant = Grant::Unknown;
        }
    }
    list
}

/// Whether `name` is `mcp__server`, all of whose tools are `mcp__server__*`, too, or `mcp__server__tool`. With a
/// `*` anywhere else nothing was given and nothing taken away in a session that had a server
/// (`tests/conformance/cases/mcp-servers.jsonl`).
fn names_server(name: &str) -> bool {
    let rest = name.strip_prefix("mcp__").unwrap_or_default();
    let (server, tool) = rest.split_once("__").unwrap_or((rest, "*"));
    let is_name = |part: &str| !part.is_empty() && !part.contains('*');
    is_name(server) && (tool == "*" || is_name(tool))
}

/// Takes the value of `disallowedTools` apart: a text, or the texts of a list. Anything else is an empty
/// list.
pub(super) fn parse(host: &Host, tree: &Tree, value: NodeId, setting: Setting) -> ToolList {
    let mut list = ToolList::default();
    let value = tree.deref(value);
    match &tree.node(value).kind {
        NodeKind::Scalar(scalar) => add(host, tree, value, scalar, setting, &mut list),
        NodeKind::Sequence(sequence) => {
            for &item in &sequence.items {
                let target = tree.deref(item);
                // Aliases can multiply what is written.
                if target != item && list.entries.len() > ALIASED_ENTRIES {
                    continue;
                }
                if let NodeKind::Scalar(scalar) = &tree.node(target).kind {
                    add(host, tree, target, scalar, setting, &mut list);
                }
            }
        }
        NodeKind::Absent | NodeKind::Mapping(_) | NodeKind::Alias(_) => {}
    }
    list
}

fn add(host: &Host, tree: &Tree, node: NodeId, scalar: &Scalar, setting: Setting, list: &mut ToolList) {
    if tree.resolve(node) != Resolved::Text {
        return;
    }
    for (start, end) in split(&scalar.value) {
        let text = &scalar.value[start..end];
        let name = base(text);
        let span: Span = scalar.source_span(start..end);
        list.entries.push(ToolEntry {
            text: text.to_owned(),
            name: name.to_owned(),
            span,
            grant: grant(host, text, setting),
        });
    }
}

/// The entries of a text: commas and spaces outside parentheses part them, nothing else does.
/// Parentheses don't nest.
fn split(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, byte) in text.bytes().chain([b',']).enumerate() {
        match byte {
            b'(' => inside = true,
            b')' => inside = false,
            b',' | b' ' if !inside || at == text.len() => {
                let piece = &text[start..at];
                let trimmed = piece.trim_start_matches(is_blank);
                let from = start + piece.len() - trimmed.len();
                let length = trimmed.trim_end_matches(is_blank).len();
                if length > 0 {
                    pieces.push((from, from + length));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces
}

/// The tool that `entry` names: what stands before a specifier in parentheses. A closing
/// parenthesis behind a backslash does not count, unless that is behind another.
fn base(entry: &str) -> &str {
    let closed = entry.strip_suffix(')').map(|rest| rest.len() - rest.trim_end_matches('\\').len());
    match entry.find('(') {
        Some(at) if at > 0 && closed.is_some_and(|backslashes| backslashes % 2 == 0) => &entry[..at],
        _ => entry,
    }
}

fn grant(host: &Host, entry: &str, setting: Setting) -> Grant {
    if entry == "*" {
        return Grant::All;
    }
    let name = base(entry);
    if name.starts_with("mcp__") {
        return if name == ALL_SERVERS || names_server(name) { Grant::Mcp } else { Grant::Unknown };
    }
    let Some(tool) = host.tool(name) else { return Grant::Unknown };
    match tool.outcome {
        ToolOutcome::NotForSubagents if setting.grants_exit(name) => Grant::Tool(tool.name),
        ToolOutcome::NotForSubagents => Grant::NotForSubagents,
        ToolOutcome::Granted if setting.background && host.foreground_tools.contains(&name) => Grant::NotForSubagents,
        ToolOutcome::Granted => Grant::Tool(tool.name),
        ToolOutcome::Renamed(new) => Grant::Tool(new),
        ToolOutcome::Depends => Grant::Depends(tool.name),
        ToolOutcome::Gone(_) => Grant::Unknown,
    }
}

/// What the host lists for an agent, what it grants (`None` for all), and whether it refuses to
/// start it.
pub(super) struct Outcome {
    pub(super) listed: String,
    pub(super) granted: Option<Vec<String>>,
    pub(super) refused: bool,
}

/// What comes of both lists together.
pub(super) fn outcome(host: &Host, tools: Option<&ToolList>, denied: Option<&ToolList>, setting: Setting) -> Outcome {
    // A `*` among the denied makes the host pass over the whole field.
    let denied: &[ToolEntry] = denied.filter(|list| !list.has_all()).map_or(&[], |list| &list.entries);
    let names = |name: fn(&ToolEntry) -> &str| -> Names { denied.iter().map(name).collect() };
    let (denied_names, denied_texts) = (names(resolved), names(|entry| &entry.text));
    let explanations = names(|entry| if entry.text == entry.name { resolved(entry) } else { &entry.text });
    let is_denied = |name: &str| denied_names.contains(name);
    let Some(tools) = tools.filter(|list| !list.has_all()) else {
        return Outcome { listed: all_except(denied), granted: all_but(host, denied, setting), refused: false };
    };

    let mut listed: Vec<&str> = tools.entries.iter().map(|entry| entry.text.as_str()).collect();
    let mut granted: Vec<String> = Vec::new();
    let mut known: Names = Names::default();
    let mut grants = |name: &str| {
        // Observed: where `Bash` is taken away there is no `Monitor`, whether `Bash` is listed or not.
        let follows = name == "Monitor" && is_denied("Bash");
        if !is_denied(name) && !follows && known.insert(name) {
            granted.push(name.to_owned());
        }
    };
    let mut unexplained = false;
    for entry in &tools.entries {
        match entry.grant {
            Grant::Tool(name) | Grant::Depends(name) => {
                grants(name);
                unexplained |= is_denied(name) && !explained(entry, &explanations);
            }
            Grant::Mcp if is_mcp_denied(&entry.name, &denied_texts) => {}
            Grant::Mcp => grants(&entry.text),
            Grant::NotForSubagents | Grant::Unknown => unexplained |= !explained(entry, &explanations),
            Grant::All => {}
        }
    }
    if setting.memory {
        for &name in MEMORY_TOOLS {
            grants(name);
            if !listed.contains(&name) {
                listed.push(name);
            }
        }
    }
    let empty = listed.is_empty();
    listed.retain(|text| !denied_texts.contains(text));
    let listed = match listed[..] {
        // A list without any entry is listed as if there were none, although nothing is granted.
        [] if empty => all_except(denied),
        [] => "None".to_owned(),
        _ => listed.join(", "),
    };
    leave_out_search(&mut granted);
    let refused = granted.is_empty() && unexplained;
    Outcome { listed, granted: Some(granted), refused }
}

/// Whether `name`, a server or a tool of one, is taken away: by itself, by its server, or by
/// `mcp__*`, which is all of them.
fn is_mcp_denied(name: &str, denied: &Names) -> bool {
    let rest = name.strip_prefix("mcp__").unwrap_or_default();
    let server = rest.split("__").next().unwrap_or_default();
    let by_server =
        !matches!(server, "" | "*") && ["", "__*"].iter().any(|all| denied.contains(&["mcp__", server, all].concat()));
    by_server || denied.contains(name) || denied.contains(ALL_SERVERS)
}

/// Beside `Bash` the host gives no tools of their own for searching: in every request that was seen
/// with it they were missing, and without it they were there.
fn leave_out_search(granted: &mut Vec<String>) {
    if granted.iter().any(|name| name == "Bash") {
        granted.retain(|name| name != "Grep" && name != "Glob");
    }
}

/// The name that an entry stands for once old names are replaced.
fn resolved(entry: &ToolEntry) -> &str {
    match entry.grant {
        Grant::Tool(name) => name,
        _ => &entry.name,
    }
}

/// Whether the host takes it as intended that `entry` gives nothing: an entry of the other list
/// denies exactly the tool that it names. `explanations` are the tools that these deny.
fn explained(entry: &ToolEntry, explanations: &Names) -> bool {
    if resolved(entry) == "Agent" {
        return entry.text == "Agent";
    }
    explanations.contains(resolved(entry))
}

fn all_except(denied: &[ToolEntry]) -> String {
    if denied.is_empty() {
        return "All tools".to_owned();
    }
    let texts: Vec<&str> = denied.iter().map(|entry| entry.text.as_str()).collect();
    ["All tools except ", &texts.join(", ")].concat()
}

/// The built-in tools that are left; `None` if nothing is taken away.
fn all_but(host: &Host, denied: &[ToolEntry], setting: Setting) -> Option<Vec<String>> {
    if denied.is_empty() {
        return None;
    }
    let kept = host.tools.iter().filter(|tool| match tool.outcome {
        ToolOutcome::Granted => !(setting.background && host.foreground_tools.contains(&tool.name)),
        ToolOutcome::Depends => true,
        ToolOutcome::NotForSubagents => setting.grants_exit(tool.name),
        ToolOutcome::Renamed(_) | ToolOutcome::Gone(_) => false,
    });
    let kept = kept.filter(|tool| denied.iter().all(|entry| resolved(entry) != tool.name));
    Some(kept.map(|tool| tool.name.to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::{base, is_mcp_denied, split};
    use crate::text::Names;

    #[test]
    fn splits_at_commas_and_spaces_outside_parentheses() {
        let pieces = |text: &'static str| -> Vec<&str> { split(text).into_iter().map(|(a, b)| &text[a..b]).collect() };
        assert_eq!(pieces("Read, Grep  Glob,,"), ["Read", "Grep", "Glob"]);
        assert_eq!(pieces("Bash(git a, b), Read\tX"), ["Bash(git a, b)", "Read\tX"]);
        assert_eq!(pieces("A(b (c) d)"), ["A(b (c)", "d)"]);
        assert_eq!(pieces("Bash(a, Read"), ["Bash(a, Read"]);
        assert_eq!(pieces(" é\u{a0} , "), ["é"]);
    }

    #[test]
    fn names_the_tool_before_a_specifier() {
        for (entry, name) in [
            ("Bash(a)(b)", "Bash"),
            ("Bash()", "Bash"),
            ("Bash(a)b", "Bash(a)b"),
            ("(Read)", "(Read)"),
            ("Bash(a\\)", "Bash(a\\)"),
        ] {
            assert_eq!(base(entry), name);
        }
    }

    #[test]
    fn denies_servers_with_their_tools() {
        for (other, name, denies) in [
            ("mcp__a", "mcp__a__b", true),
            ("mcp__a", "mcp__a", true),
            ("mcp__a__*", "mcp__a", true),
            ("mcp__*", "mcp__a__b", true),
            ("mcp__a", "mcp__ab__c", false),
            ("mcp__a__b", "mcp__a__b", true),
            ("mcp__a__b", "mcp__a__b__c", false),
            ("mcp__", "mcp____b", false),
            ("a", "mcp__a", false),
        ] {
            let denied = Names::from_iter([other]);
            assert_eq!(is_mcp_denied(name, &denied), denies, "{other} {name}");
        }
    }
}
