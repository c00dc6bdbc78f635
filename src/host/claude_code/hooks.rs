//! Which `hooks` Claude Code takes. One that it does not take costs the whole agent.
//!
//! Observed: `tests/conformance/cases/hooks.jsonl`. What is left out of the hooks of an agent that loads
//! shows in the debug log as `[WARN] Agent 'NAME': hooks.PATH: REASON; entry ignored`, a line that the
//! recordings don't have because it does not name the file.

use crate::yaml::{Entry, NodeId, NodeKind, Resolved, Tree};

/// The events whose hooks guard what an agent may do: only these are checked, and nowhere but in
/// `hooks` itself may they stand.
const GUARDS: &[&str] = &["PreToolUse", "PermissionRequest"];

/// The other events.
const OTHER_EVENTS: &[&str] = &[
    "SessionStart",
    "Setup",
    "UserPromptSubmit",
    "UserPromptExpansion",
    "PermissionDenied",
    "PostToolUse",
    "PostToolUseFailure",
    "PostToolBatch",
    "Notification",
    "MessageDisplay",
    "SubagentStart",
    "SubagentStop",
    "TaskCreated",
    "TaskCompleted",
    "Stop",
    "StopFailure",
    "TeammateIdle",
    "InstructionsLoaded",
    "ConfigChange",
    "CwdChanged",
    "DirectoryAdded",
    "FileChanged",
    "WorktreeCreate",
    "WorktreeRemove",
    "PreCompact",
    "PostCompact",
    "Elicitation",
    "ElicitationResult",
    "SessionEnd",
];

/// Fields inside which nothing is taken for a hook.
const UNSEARCHED: &[&str] = &["mcpServers", "metadata"];

/// How many levels inside a field's value the host looks for stray hooks.
const DEPTH: usize = 3;

/// A part of a value that the host does not take.
#[derive(Clone, Copy, Debug)]
pub struct Flaw {
    /// The node at fault.
    pub node: NodeId,
    /// What is wrong, to be put behind the node's text.
    pub what: &'static str,
    /// The events that there are, if the node is one that there is not.
    pub events: Option<&'static [&'static [&'static str]]>,
    /// What is wrong with what stands under that, too: the node at fault, and what to put behind its text.
    pub inside: Option<(NodeId, &'static str)>,
}

impl Flaw {
    pub(super) fn new(node: NodeId, what: &'static str) -> Self {
        Self { node, what, events: None, inside: None }
    }
}

/// What the host leaves out of the hooks of a frontmatter that it takes: each part that is wrong, by itself.
pub(super) fn dropped(tree: &Tree, hooks: NodeId) -> Vec<Flaw> {
    let mut found = Vec::new();
    let NodeKind::Mapping(mapping) = &tree.node(tree.deref(hooks)).kind else { return found };
    for entry in &mapping.entries {
        let event = tree.js_string(entry.key);
        if GUARDS.contains(&event.as_str()) {
            continue;
        }
        let before = found.len();
        let groups = tree.deref(entry.value);
        if let NodeKind::Sequence(sequence) = &tree.node(groups).kind {
            for &group in &sequence.items {
                match parts(tree, tree.deref(group)) {
                    Ok(handlers) => {
                        found.extend(handlers.iter().filter_map(|&handler| handler_problem(tree, tree.deref(handler))));
                    }
                    Err(problem) => found.push(problem),
                }
            }
        } else {
            found.push(match tree.node(groups).span.is_empty() {
                true => Flaw::new(entry.key, "has no groups"),
                false => Flaw::new(entry.value, "is not a list of groups"),
            });
        }
        if !OTHER_EVENTS.contains(&event.as_str()) {
            let inside = found.get(before).map(|flaw| (flaw.node, flaw.what));
            found.truncate(before);
            let events = Some([GUARDS, OTHER_EVENTS].as_slice());
            found.push(Flaw { node: entry.key, what: "is no event", events, inside });
        }
    }
    found
}

/// The first thing about the hooks of a frontmatter that costs the agent.
pub(super) fn problem(tree: &Tree, root: NodeId) -> Option<Flaw> {
    let properties = tree.properties(root);
    let hooks = properties.iter().find(|property| property.name == "hooks");
    let hooks = hooks.and_then(|property| hooks_problem(tree, tree.deref(property.entry.value)));
    hooks.or_else(|| {
        properties.iter().find_map(|property| match property.name.as_str() {
            "hooks" => None,
            name if UNSEARCHED.contains(&name) => None,
            name if GUARDS.contains(&name) && counts(tree, property.entry.value) => misplaced(property.entry.key),
            name => stray(tree, property.entry.value, !is_event(name)),
        })
    })
}

fn misplaced(node: NodeId) -> Option<Flaw> {
    Some(Flaw::new(node, "may stand nowhere but directly in `hooks`"))
}

fn is_event(name: &str) -> bool {
    GUARDS.contains(&name) || OTHER_EVENTS.contains(&name)
}

/// Whether the host minds a value: null and an empty list are as good as nothing.
fn counts(tree: &Tree, value: NodeId) -> bool {
    let value = tree.deref(value);
    match &tree.node(value).kind {
        NodeKind::Sequence(sequence) => !sequence.items.is_empty(),
        _ => tree.resolve(value) != Resolved::Null,
    }
}

/// Looks inside `value` for hooks that stand where the host would not run them: guards, and with
/// `loose` also groups of hooks under no event.
fn stray(tree: &Tree, value: NodeId, loose: bool) -> Option<Flaw> {
    let mut open = vec![(value, 0, loose)];
    while let Some((node, depth, loose)) = open.pop() {
        if depth > DEPTH {
            continue;
        }
        match &tree.node(tree.deref(node)).kind {
            NodeKind::Sequence(sequence) => {
                open.extend(sequence.items.iter().rev().map(|&item| (item, depth + 1, loose)));
            }
            NodeKind::Mapping(mapping) => {
                if loose && let Some(problem) = loose_hooks(tree, &mapping.entries) {
                    return Some(problem);
                }
                for entry in mapping.entries.iter().rev() {
                    let key = tree.js_string(entry.key);
                    if GUARDS.contains(&key.as_str()) && counts(tree, entry.value) {
                        return misplaced(entry.key);
                    }
                    open.push((entry.value, depth + 1, loose && !is_event(&key)));
                }
            }
            NodeKind::Absent | NodeKind::Scalar(_) | NodeKind::Alias(_) => {}
        }
    }
    None
}

/// A `hooks` key that holds hooks, in a mapping without any event.
fn loose_hooks(tree: &Tree, entries: &[Entry]) -> Option<Flaw> {
    let entry = entries.iter().rev().find(|entry| tree.js_string(entry.key) == "hooks")?;
    let holds = match &tree.node(tree.deref(entry.value)).kind {
        NodeKind::Sequence(sequence) => !sequence.items.is_empty(),
        NodeKind::Mapping(mapping) => {
            get(tree, &mapping.entries, "type").is_some_and(|kind| is_text(tree, kind))
                || get(tree, entries, "matcher").is_some()
        }
        _ => false,
    };
    let has_event = || entries.iter().any(|entry| is_event(&tree.js_string(entry.key)));
    (holds && !has_event()).then_some(Flaw::new(entry.key, "may stand only in a group of an event"))
}

fn get(tree: &Tree, entries: &[Entry], name: &str) -> Option<NodeId> {
    entries.iter().rev().find(|entry| tree.js_string(entry.key) == name).map(|entry| tree.deref(entry.value))
}

/// What is wrong with the value of the field `hooks`.
fn hooks_problem(tree: &Tree, hooks: NodeId) -> Option<Flaw> {
    let mapping = match (&tree.node(hooks).kind, tree.resolve(hooks)) {
        (NodeKind::Mapping(mapping), _) => mapping,
        (_, Resolved::Null | Resolved::Bool(false)) => return None,
        (_, Resolved::Number(number)) if matches!(number.as_str(), "0" | "-0" | "NaN") => return None,
        (NodeKind::Scalar(scalar), Resolved::Text) if scalar.value.is_empty() => return None,
        _ => return Some(Flaw::new(hooks, "is not a mapping of events")),
    };
    for event in GUARDS {
        let Some(groups) = get(tree, &mapping.entries, event).filter(|&groups| tree.resolve(groups) != Resolved::Null)
        else {
            continue;
        };
        let NodeKind::Sequence(sequence) = &tree.node(groups).kind else {
            return Some(Flaw::new(groups, "is not a list of groups"));
        };
        if let Some(problem) = sequence.items.iter().find_map(|&group| group_problem(tree, tree.deref(group))) {
            return Some(problem);
        }
    }
    loose_hooks(tree, &mapping.entries).or_else(|| {
        mapping.entries.iter().find_map(|entry| {
            let list = matches!(tree.node(tree.deref(entry.value)).kind, NodeKind::Sequence(_));
            stray(tree, entry.value, !is_event(&tree.js_string(entry.key)) && !list)
        })
    })
}

fn group_problem(tree: &Tree, group: NodeId) -> Option<Flaw> {
    match parts(tree, group) {
        Ok(handlers) => handlers.iter().find_map(|&handler| handler_problem(tree, tree.deref(handler))),
        Err(problem) => Some(problem),
    }
}

/// The handlers of a group, or what is wrong with the group itself.
fn parts(tree: &Tree, group: NodeId) -> Result<&[NodeId], Flaw> {
    let problem = |node, what| Err(Flaw::new(node, what));
    let NodeKind::Mapping(mapping) = &tree.node(group).kind else {
        return problem(group, "is not a group with `matcher` and `hooks`");
    };
    if let Some(matcher) = get(tree, &mapping.entries, "matcher").filter(|&matcher| !is_text(tree, matcher)) {
        return problem(matcher, "is not text, as a `matcher` must be");
    }
    let Some(hooks) = get(tree, &mapping.entries, "hooks") else {
        return problem(group, "has no list of `hooks`");
    };
    let NodeKind::Sequence(sequence) = &tree.node(hooks).kind else {
        return problem(hooks, "is not a list of hooks");
    };
    Ok(&sequence.items)
}

/// What a key of a handler must hold.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Flag,
    Positive,
    Texts,
    TextsByName,
    Mapping,
    Url,
    Shell,
}

const COMMON: &[(&str, Form)] =
    &[("timeout", Form::Positive), ("if", Form::Text), ("once", Form::Flag), ("statusMessage", Form::Text)];

/// The types of handlers, the keys that they need, and those that they may have.
type Handler = (&'static str, &'static [(&'static str, Form)], &'static [(&'static str, Form)]);

const HANDLERS: &[Handler] = &[
    (
        "command",
        &[("command", Form::Text)],
        &[
            ("args", Form::Texts),
            ("async", Form::Flag),
            ("asyncRewake", Form::Flag),
            ("shell", Form::Shell),
            ("rewakeMessage", Form::Text),
            ("rewakeSummary", Form::Text),
        ],
    ),
    ("prompt", &[("prompt", Form::Text)], &[("model", Form::Text), ("continueOnBlock", Form::Flag)]),
    ("agent", &[("prompt", Form::Text)], &[("model", Form::Text)]),
    ("http", &[("url", Form::Url)], &[("headers", Form::TextsByName), ("allowedEnvVars", Form::Texts)]),
    ("mcp_tool", &[("server", Form::Text), ("tool", Form::Text)], &[("input", Form::Mapping)]),
];

fn handler_problem(tree: &Tree, handler: NodeId) -> Option<Flaw> {
    let problem = |node, what| Some(Flaw::new(node, what));
    let NodeKind::Mapping(mapping) = &tree.node(handler).kind else {
        return problem(handler, "is not a hook with a `type`");
    };
    let Some(kind) = get(tree, &mapping.entries, "type") else {
        return problem(handler, "has no `type`");
    };
    let Some((_, needed, allowed)) = HANDLERS.iter().find(|(name, ..)| text(tree, kind) == Some(name)) else {
        return problem(kind, "is not one of the types `command`, `prompt`, `agent`, `http` and `mcp_tool`");
    };
    for &(key, form) in *needed {
        match get(tree, &mapping.entries, key) {
            None => {
                return problem(
                    handler,
                    match key {
                        "command" => "has no `command`",
                        "prompt" => "has no `prompt`",
                        "url" => "has no `url`",
                        "server" => "has no `server`",
                        _ => "has no `tool`",
                    },
                );
            }
            Some(value) if !has_form(tree, value, form) => return problem(value, describe(form)),
            Some(_) => {}
        }
    }
    for &(key, form) in COMMON.iter().chain(*allowed) {
        if let Some(value) = get(tree, &mapping.entries, key).filter(|&value| !has_form(tree, value, form)) {
            return problem(value, describe(form));
        }
    }
    None
}

fn text(tree: &Tree, node: NodeId) -> Option<&str> {
    match &tree.node(node).kind {
        NodeKind::Scalar(scalar) if tree.resolve(node) == Resolved::Text => Some(&scalar.value),
        _ => None,
    }
}

fn is_text(tree: &Tree, node: NodeId) -> bool {
    text(tree, node).is_some()
}

fn has_form(tree: &Tree, node: NodeId, form: Form) -> bool {
    let kind = &tree.node(node).kind;
    match form {
        Form::Text => is_text(tree, node),
        Form::Flag => matches!(tree.resolve(node), Resolved::Bool(_)),
        Form::Positive => match tree.resolve(node) {
            Resolved::Number(number) => !number.starts_with('-') && number != "0" && number != "NaN",
            _ => false,
        },
        Form::Texts => match kind {
            NodeKind::Sequence(sequence) => sequence.items.iter().all(|&item| is_text(tree, tree.deref(item))),
            _ => false,
        },
        Form::TextsByName => match kind {
            NodeKind::Mapping(mapping) => mapping.entries.iter().all(|entry| is_text(tree, tree.deref(entry.value))),
            _ => false,
        },
        Form::Mapping => matches!(kind, NodeKind::Mapping(_)),
        Form::Url => text(tree, node).is_some_and(is_url),
        Form::Shell => matches!(text(tree, node), Some("bash" | "powershell")),
    }
}

fn describe(form: Form) -> &'static str {
    match form {
        Form::Text => "is not text",
        Form::Flag => "is neither `true` nor `false`",
        Form::Positive => "is not a number above zero",
        Form::Texts => "is not a list of texts",
        Form::TextsByName => "is not a mapping of names to texts",
        Form::Mapping => "is not a mapping",
        Form::Url => "is not an absolute URL",
        Form::Shell => "is neither `bash` nor `powershell`",
    }
}

/// Whether JavaScript's `new URL` would take it, as far as people write such things.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.trim().split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let needs_host = ["http", "https", "ws", "wss", "ftp"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    let authority = rest.trim_start_matches(['/', '\\']).split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let address = authority.rsplit_once('@').map_or(authority, |(_, address)| address);
    let (host, port) = address.rsplit_once(':').filter(|(_, port)| !port.contains(']')).unwrap_or((address, ""));
    named && (!needs_host || (is_host(host) && (port.is_empty() || port.parse::<u16>().is_ok())))
}

/// Whether it may stand for a host: a name, or an address if its last part is a number.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address
            .strip_suffix(']')
            .is_some_and(|address| address.contains("::") || address.matches(':').count() == 7);
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    if !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) {
        let points = host.matches('.').count();
        let is_part = |part: &str| part.parse::<u32>().is_ok_and(|part| points < 3 || part < 256);
        return points < 4 && host.split('.').all(is_part);
    }
    !host.is_empty() && !host.contains([' ', '<', '>', '^', '|'])
}
