//! How Claude Code reads an agent file, step by step as the program was seen to do it.
//!
//! Observed: `tests/conformance/cases/`, the groups `envelope`, `name`, `description`, `fields`, `size` and `plugin`.

use super::tool_list::{self, Setting};
use super::{hooks, mcp_servers, models, second_try};
use crate::document::{Document, opens, relocate};
use crate::host::{FieldKind, FieldSpec, Host};
use crate::reading::{Agent, Attempt, Fate, Field, Loss, Reading, Reason, Status, ToolList};
use crate::text::{COLONS, is_blank, sorted_by};
use crate::yaml::{self, Entry, NodeId, NodeKind, Property, Resolved, Tree};

/// The longest name, in UTF-16 code units.
const MAX_NAME: usize = 256;

/// As an agent of a project or a user: whatever is wrong with the file, it is skipped.
pub(super) fn project<'d>(document: &'d Document<'_>, host: &'static Host, _path: Option<&str>) -> Reading<'d> {
    let mut reading = begin(document, host);
    if reading.reason.is_some() {
        return reading;
    }
    let values = Values::of(&reading);
    let name = values.text("name");
    let description = values.text("description").map(unescape_line_breaks);
    // Without a name that is text a file is taken for documentation: not even its unknown keys are logged.
    let reads_keys = name.is_some();

    let reason = if document.envelope.fences.is_none() {
        Some((if opens(document.source) { Reason::UnclosedFrontmatter } else { Reason::NoFrontmatter }, true))
    } else if matches!(reading.attempt, Attempt::Failed { .. }) {
        Some((Reason::InvalidYaml, false))
    } else if values.root.is_none() {
        Some((Reason::NotMapping, true))
    } else if !values.truthy("name") {
        Some((Reason::NoName, true))
    } else if name.is_none() {
        Some((Reason::NameNotText, true))
    } else if let Some(problem) = name.and_then(name_problem) {
        Some((Reason::InvalidName(problem), false))
    } else if description.is_none() {
        let given = values.property("description").is_some_and(|property| {
            let node = values.tree.deref(property.entry.value);
            values.resolved(property) != Resolved::Null && text_of(values.tree, node) != Some("")
        });
        Some((if given { Reason::DescriptionNotText } else { Reason::NoDescription }, false))
    } else {
        let problem = values.root.and_then(|root| hooks::problem(values.tree, root));
        problem.map(|problem| (Reason::InvalidHooks(problem), true))
    };

    let dropped_hooks = values.property("hooks").map(|property| hooks::dropped(values.tree, property.entry.value));
    let servers = values.property("mcpServers").map(|property| mcp_servers::dropped(values.tree, property.entry.value));
    let (dropped_hooks, dropped_servers) = (dropped_hooks.unwrap_or_default(), servers.unwrap_or_default());
    let name = name.unwrap_or_default().to_owned();
    let description = description.unwrap_or_default();
    let lists = lists(host, &values);
    let model = values.text("model").and_then(models::requested);
    let fields = fields(document, &reading, host);
    let unknown = reads_keys && fields.iter().any(|field| field.fate == Fate::Unknown);
    reading.fields = fields;
    match reason {
        Some((reason, silent)) => {
            // The hooks are looked at last, after the host has spoken of the other fields.
            let complains = matches!(reason, Reason::InvalidHooks(_)) && fields_complain(&reading.fields);
            reading.reason = Some(reason);
            reading.silent = silent && !unknown && !complains;
        }
        None => {
            let complains = fields_complain(&reading.fields);
            reading.silent = !unknown && !complains;
            reading.dropped_hooks = dropped_hooks;
            reading.dropped_servers = dropped_servers;
            finish(&mut reading, document, name, description, lists, model);
        }
    }
    reading
}

/// As an agent of a plugin: whatever is wrong with the file, an agent comes of it.
pub(super) fn plugin<'d>(document: &'d Document<'_>, host: &'static Host, path: Option<&str>) -> Reading<'d> {
    let mut reading = begin(document, host);
    if reading.reason.is_some() {
        // Of a project's file only the debug log tells; this one is warned of.
        reading.silent = false;
        return reading;
    }
    let path = path.unwrap_or_default().replace('\\', "/");
    let file = path.rsplit('/').next().unwrap_or_default();
    // Not `rsplit_once`: searching text backwards is code that nothing else needs.
    let agents = (0..path.len()).rev().find(|&at| path.as_bytes()[at..].starts_with(b"/agents/"));
    let plugin = agents.map(|at| path[..at].rsplit('/').next().unwrap_or_default());

    let values = Values::of(&reading);
    let name = values.property("name").filter(|property| values.resolved(property) != Resolved::Null);
    let name = name.map(|property| values.tree.js_string(property.entry.value));
    let too_long = name.as_ref().is_some_and(|name| name.encode_utf16().count() > MAX_NAME);
    let name = name.filter(|name| !name.is_empty() && !too_long);
    let name = name.unwrap_or_else(|| file.strip_suffix(".md").unwrap_or(file).to_owned());
    let name = plugin.map_or_else(|| name.clone(), |plugin| [plugin, ":", &name].concat());
    let description = DESCRIPTIONS.iter().find_map(|key| values.plugin_description(key));
    let description = description.unwrap_or_else(|| ["Agent from ", plugin.unwrap_or("<plugin>"), " plugin"].concat());

    let lists = lists(host, &values);
    let model = values.text("model").and_then(models::requested);
    let fields = fields(document, &reading, host);
    let warns = |field: &Field| matches!(field.fate, Fate::Ignored | Fate::Unknown);
    let failed = matches!(reading.attempt, Attempt::Failed { .. });
    reading.silent = !too_long && !failed && !fields.iter().any(warns) && !fields_complain(&fields);
    reading.fields = fields;
    finish(&mut reading, document, name, description, lists, model);
    reading
}

/// Where the description of a plugin agent is looked for, in this order.
const DESCRIPTIONS: &[&str] = &["description", "when_to_use", "when-to-use"];

/// Parses the frontmatter as the host does: once as written, and if that fails once more with
/// quotes around values. A file that is too large is not parsed at all.
fn begin<'d>(document: &'d Document<'_>, host: &'static Host) -> Reading<'d> {
    let too_large = document.source.len() > host.max_bytes;
    let attempt = match (&document.frontmatter, document.envelope.fences) {
        _ if too_large => Attempt::None,
        (Some(tree), _) if tree.errors.is_empty() => Attempt::First(tree),
        (Some(first), Some(fences)) => {
            let rewrite = second_try::rewrite(document.source, fences.frontmatter);
            let mut second = yaml::parse(&rewrite.text);
            relocate(&mut second, |at| rewrite.source_offset(at));
            if second.errors.is_empty() { Attempt::Second(second) } else { Attempt::Failed { first, second } }
        }
        _ => Attempt::None,
    };
    Reading {
        host,
        status: Status::Ignored,
        reason: too_large.then_some(Reason::TooLarge),
        silent: true,
        attempt,
        fields: Vec::new(),
        tools: None,
        disallowed: None,
        dropped_hooks: Vec::new(),
        dropped_servers: Vec::new(),
        agent: None,
    }
}

fn finish(
    reading: &mut Reading<'_>,
    document: &Document<'_>,
    name: String,
    description: String,
    (tools, disallowed, setting): (Option<ToolList>, Option<ToolList>, Setting),
    model_requested: Option<String>,
) {
    let outcome = tool_list::outcome(reading.host, tools.as_ref(), disallowed.as_ref(), setting);
    reading.status = if outcome.refused { Status::Refused } else { Status::Loads };
    if outcome.refused {
        reading.reason = Some(Reason::NoTools);
        reading.silent = false;
    }
    reading.tools = tools;
    reading.disallowed = disallowed;
    reading.agent = Some(Agent {
        name,
        description,
        tools_listed: outcome.listed,
        tools_granted: outcome.granted,
        model_requested,
        prompt: document.envelope.prompt,
    });
}

/// Whether the host warns of one of the values; of all others it keeps silent.
fn fields_complain(fields: &[Field]) -> bool {
    fields.iter().any(|field| matches!(field.fate, Fate::Dropped(Loss::NotIntegerFrom(_))))
}

fn name_problem(name: &str) -> Option<&'static str> {
    if name.starts_with('-') {
        Some("begins with `-`")
    } else if name.contains(COLONS) {
        Some("contains `:`, which is reserved for plugins")
    } else if name.encode_utf16().count() > MAX_NAME {
        Some("is longer than 256 characters")
    } else {
        None
    }
}

/// In a description the two characters `\n` become a line break, however it is written.
fn unescape_line_breaks(text: &str) -> String {
    text.replace("\\n", "\n")
}

fn lists(host: &Host, values: &Values<'_>) -> (Option<ToolList>, Option<ToolList>, Setting) {
    let works = |name: &str, works: fn(&str) -> bool| {
        values.property(name).is_some_and(|property| {
            host.field(name)
                .is_some_and(|field| field.applies && judge(field, values.tree, property.entry.value).is_none())
                && works(&values.tree.js_string(property.entry.value))
        })
    };
    let setting = Setting {
        background: works("background", |value| value == "true"),
        plan: works("permissionMode", |value| value == "plan"),
        memory: works("memory", |_| true),
    };
    let value = |name: &str| values.property(name).map(|property| property.entry.value);
    let tools = value("tools").map(|value| tool_list::parse_granting(host, values.tree, value, setting));
    let disallowed = value("disallowedTools").map(|value| tool_list::parse(host, values.tree, value, setting));
    (tools, disallowed, setting)
}

/// Every entry as read, in source order.
fn fields(document: &Document<'_>, reading: &Reading<'_>, host: &Host) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut budget = ALIASED_BYTES;
    let values = Values::of(reading);
    if values.root.is_some() {
        for property in &values.properties {
            let tree = values.tree;
            let fate = match host.field(&property.name) {
                None => Fate::Unknown,
                Some(field) if !field.applies => Fate::Ignored,
                Some(field) => judge(field, tree, property.entry.value).map_or(Fate::Used, Fate::Dropped),
            };
            fields.push(field(document, tree, property.name.clone(), property.entry, fate, &mut budget));
            for &entry in &property.replaced {
                fields.push(field(document, tree, property.name.clone(), entry, Fate::Replaced, &mut budget));
            }
        }
    } else if let Attempt::Failed { first: tree, .. } = reading.attempt
        && let Some(root) = tree.root()
        && let NodeKind::Mapping(_) = tree.node(root).kind
    {
        for property in tree.properties(root) {
            for entry in property.replaced.into_iter().chain([property.entry]) {
                fields.push(field(
                    document,
                    tree,
                    property.name.clone(),
                    entry,
                    Fate::Dropped(Loss::Unparsed),
                    &mut budget,
                ));
            }
        }
    }
    sorted_by(fields, |field| field.key_span.order())
}

/// A value as text. What aliases bring in comes out of the `budget`; once that is spent, they are
/// shown as written, since a short text could hold any number of them.
fn shown(document: &Document<'_>, tree: &Tree, node: NodeId, budget: &mut usize) -> String {
    let written = document.text(tree.node(node).span);
    match &tree.node(node).kind {
        NodeKind::Scalar(scalar) => scalar.value.clone(),
        _ if *budget == 0 => written.to_owned(),
        _ => {
            let text = tree.js_string(node);
            *budget = budget.saturating_sub(text.len().saturating_sub(written.len()));
            text
        }
    }
}

/// How many bytes of values may be shown a second time because an alias names them.
const ALIASED_BYTES: usize = 1 << 16;

fn field(document: &Document<'_>, tree: &Tree, key: String, entry: Entry, fate: Fate, budget: &mut usize) -> Field {
    let value = tree.node(entry.value);
    let node = tree.deref(entry.value);
    let read = match &tree.node(node).kind {
        _ if tree.resolve(node) == Resolved::Null => None,
        NodeKind::Scalar(_) if key == "description" => {
            Some(unescape_line_breaks(&shown(document, tree, entry.value, budget)))
        }
        NodeKind::Scalar(scalar) if node == entry.value => Some(scalar.value.clone()),
        NodeKind::Sequence(sequence) => {
            // In a list of tools what is not text is dropped.
            let tools = matches!(key.as_str(), "tools" | "disallowedTools");
            let mut items = Vec::new();
            for &item in &sequence.items {
                if !tools || text_of(tree, tree.deref(item)).is_some() {
                    items.push(shown(document, tree, item, budget));
                }
            }
            Some(items.join(", "))
        }
        NodeKind::Mapping(_) if node == entry.value => Some(document.text(value.span).to_owned()),
        NodeKind::Absent | NodeKind::Alias(_) => None,
        NodeKind::Scalar(_) | NodeKind::Mapping(_) => Some(shown(document, tree, entry.value, budget)),
    };
    Field {
        key,
        key_span: tree.node(entry.key).span,
        value_span: (!value.span.is_empty()).then_some(value.span),
        value: read,
        node: Some(entry.value),
        fate,
    }
}

/// Why the host drops this value of a field of this kind; `None` if it takes it.
fn judge(field: &FieldSpec, tree: &Tree, value: NodeId) -> Option<Loss> {
    let value = tree.deref(value);
    let resolved = tree.resolve(value);
    let text = text_of(tree, value);
    let null = resolved == Resolved::Null;
    let sequence = matches!(tree.node(value).kind, NodeKind::Sequence(_));
    let unless = |taken: bool, loss: Loss| (!taken).then_some(if null { Loss::Empty } else { loss });
    match field.kind {
        FieldKind::Any | FieldKind::Hooks => None,
        // A plugin agent is called whatever its name is as text, and described by what is not blank.
        FieldKind::Name if !field.required => match tree.js_string(value) {
            name if null || name.is_empty() => Some(Loss::Empty),
            name => (name.encode_utf16().count() > MAX_NAME).then_some(Loss::TooLong),
        },
        FieldKind::Description if !field.required => match (text, &resolved) {
            (None, Resolved::Bool(_) | Resolved::Number(_)) => None,
            (Some(text), _) if text.chars().all(is_blank) => Some(Loss::Empty),
            (Some(_), _) => None,
            (None, _) => unless(false, Loss::NotText),
        },
        // A name or a description of nothing but blanks counts.
        FieldKind::Name | FieldKind::Description => match text {
            Some("") => Some(Loss::Empty),
            Some(_) => None,
            None => unless(false, Loss::NotText),
        },
        FieldKind::Text | FieldKind::Model => match text {
            Some(text) if text.chars().all(is_blank) => Some(Loss::Empty),
            Some(_) => None,
            None => unless(false, Loss::NotText),
        },
        FieldKind::Tools | FieldKind::Names => unless(text.is_some() || sequence, Loss::NotText),
        FieldKind::Word(words) => unless(text.is_some_and(|text| words.contains(&text)), Loss::NotOneOf(words)),
        FieldKind::WordOrInteger(words) => {
            let written = tree.js_string(value);
            let number = written.trim_start_matches(is_blank);
            let number = number.strip_prefix(['-', '+']).unwrap_or(number).starts_with(|c: char| c.is_ascii_digit());
            let word = words.iter().any(|word| word.eq_ignore_ascii_case(&written));
            unless(word || number, Loss::NotOneOfNorInteger(words))
        }
        FieldKind::PositiveInteger => {
            unless(integer(tree, value, &resolved).is_some_and(|number| number > 0), Loss::NotPositiveInteger)
        }
        FieldKind::Flag => {
            let flag = matches!(resolved, Resolved::Bool(_)) || matches!(text, Some("true" | "false"));
            unless(flag, Loss::NotOneOf(&["true", "false"]))
        }
        FieldKind::McpServers => unless(sequence, Loss::NotList),
        // This is the one field whose null is not passed over in silence.
        FieldKind::IntegerFrom(least) => {
            let enough = |number| (u64::from(least)..=MAX_SAFE_INTEGER).contains(&number);
            let enough = integer(tree, value, &resolved).is_some_and(enough);
            (!enough).then_some(Loss::NotIntegerFrom(least))
        }
    }
}

/// JavaScript's `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The whole number, not below zero, that the host takes a value for; one beyond 64 bits is cut to
/// that. A number must be whole; of everything else the digits count that its text begins with, `,`
/// and `_` between them left out: `"5 turns"` is 5, `5_000` is 5000.
fn integer(tree: &Tree, value: NodeId, resolved: &Resolved) -> Option<u64> {
    let written = tree.js_string(value);
    let start = written.trim_start_matches(is_blank);
    let start = start.strip_prefix('+').unwrap_or(start);
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'_');
    let (digits, rest) = start.split_at(start.bytes().take_while(is_part).count());
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let number = matches!(resolved, Resolved::Number(_));
    // From 10^21 on JavaScript writes numbers with an exponent.
    let huge = number && rest.contains("e+");
    if digits.is_empty() || (number && !huge && !rest.is_empty()) {
        return None;
    }
    Some(if huge { u64::MAX } else { digits.parse().unwrap_or(u64::MAX) })
}

/// The text of a node, if it is one. A bare `!` makes an empty one of nothing.
fn text_of(tree: &Tree, node: NodeId) -> Option<&str> {
    match (&tree.node(node).kind, tree.resolve(node)) {
        (NodeKind::Scalar(scalar), Resolved::Text) => Some(&scalar.value),
        (NodeKind::Absent, Resolved::Text) => Some(""),
        _ => None,
    }
}

/// What is looked into where there is no tree.
static NOTHING: Tree = Tree { nodes: Vec::new(), documents: Vec::new(), comments: Vec::new(), errors: Vec::new() };

/// The frontmatter as the object that the host makes of it.
struct Values<'r> {
    tree: &'r Tree,
    root: Option<NodeId>,
    properties: Vec<Property>,
}

impl<'r> Values<'r> {
    fn of(reading: &'r Reading<'_>) -> Self {
        let tree = reading.tree().unwrap_or(&NOTHING);
        let root = tree.root().filter(|&root| matches!(tree.node(root).kind, NodeKind::Mapping(_)));
        let properties = root.map(|root| tree.properties(root)).unwrap_or_default();
        Self { tree, root, properties }
    }

    fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn resolved(&self, property: &Property) -> Resolved {
        let tree = self.tree;
        tree.resolve(tree.deref(property.entry.value))
    }

    /// The value if it is text and not empty.
    fn text(&self, name: &str) -> Option<&str> {
        let property = self.property(name)?;
        let tree = self.tree;
        text_of(tree, tree.deref(property.entry.value)).filter(|text| !text.is_empty())
    }

    /// The value as a plugin agent's description: text that is not blank, or a number or flag.
    fn plugin_description(&self, name: &str) -> Option<String> {
        let property = self.property(name)?;
        let text = match self.resolved(property) {
            Resolved::Null => return None,
            Resolved::Text => self.text(name)?.trim_matches(is_blank).to_owned(),
            Resolved::Bool(_) | Resolved::Number(_) => self.tree.js_string(property.entry.value),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether JavaScript takes the value for true.
    fn truthy(&self, name: &str) -> bool {
        self.property(name).is_some_and(|property| match self.resolved(property) {
            Resolved::Null => false,
            Resolved::Bool(value) => value,
            Resolved::Number(number) => !matches!(number.as_str(), "0" | "-0" | "NaN"),
            Resolved::Text => text_of(self.tree, self.tree.deref(property.entry.value)) != Some(""),
        })
    }
}
