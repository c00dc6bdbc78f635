use super::frontmatter::{FieldLine, Frontmatter};
use super::{FLAGS, about, with_fence};
use crate::document::Document;
use crate::host::{FieldKind, FieldSpec, ToolOutcome};
use crate::reading::{Fate, Reading};
use crate::text::{Span, fill, is_blank, trim};

/// What could be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// What an item replaces: the word around the place, to its end. Empty where none is begun.
    pub span: Span,
    /// The items, the likeliest first. They are not narrowed down to the word that is begun.
    pub items: Vec<Item>,
}

/// One thing that could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What to call it.
    pub label: &'static str,
    /// What comes in the place of the word.
    pub insert: String,
    /// What it is.
    pub kind: ItemKind,
    /// A few words beside the label.
    pub detail: Option<&'static str>,
    /// What it means, in Markdown.
    pub documentation: Option<String>,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// The key of a field.
    Field,
    /// A word that a field takes.
    Value,
    /// A tool.
    Tool,
    /// A model, or a word for one.
    Model,
    /// A whole new file.
    Template,
}

/// What could be written at byte `at`; `None` where the host takes anything, or nothing.
#[must_use]
pub fn complete(document: &Document<'_>, reading: &Reading<'_>, at: usize) -> Option<Completions> {
    if !document.source.is_char_boundary(at) {
        return None;
    }
    let found = match template(document, at) {
        None => with_fence(document, reading, |document, reading, _| in_frontmatter(document, reading, at)),
        template => template,
    };
    found.filter(|found| !found.items.is_empty())
}

fn in_frontmatter(document: &Document<'_>, reading: &Reading<'_>, at: usize) -> Option<Completions> {
    let frontmatter = Frontmatter::around(document, at)?;
    if frontmatter.in_comment(at) {
        return None;
    }
    if let Some(line) = frontmatter.field_line(at)
        && line.colon.is_none_or(|colon| at <= colon)
    {
        return fields(&frontmatter, reading, line, at);
    }
    let (line, value) = frontmatter.value(at)?;
    let field = reading.host.field(frontmatter.name(line)).filter(|field| field.applies)?;
    match field.kind {
        FieldKind::Tools => tools(document, &frontmatter, reading, field, value, at),
        _ => values(document, &frontmatter, reading, field, line, at),
    }
}

impl Completions {
    /// Adds what is written as `label`, with `around` it.
    fn push(&mut self, kind: ItemKind, label: &'static str, around: [&str; 2], detail: Option<&'static str>) {
        let insert = [around[0], label, around[1]].concat();
        self.items.push(Item { label, insert, kind, detail, documentation: None });
    }
}

/// The fields that are not there yet, those without which the file is no agent first.
fn fields(frontmatter: &Frontmatter<'_>, reading: &Reading<'_>, line: FieldLine, at: usize) -> Option<Completions> {
    if at < line.key.start() || line.key.end() < at {
        return None;
    }
    let mut found = Completions { span: line.key, items: Vec::new() };
    let colon = if line.colon.is_some() { "" } else { ": " };
    for required in [true, false] {
        for field in reading.host.fields {
            if field.applies && field.required == required && !frontmatter.has(field.name, at) {
                found.push(ItemKind::Field, field.name, ["", colon], required.then_some("required"));
                if let Some(item) = found.items.last_mut() {
                    item.documentation = Some(about(reading.host, field));
                }
            }
        }
    }
    Some(found)
}

/// The words that a field takes, on the field's own line.
fn values(
    document: &Document<'_>,
    frontmatter: &Frontmatter<'_>,
    reading: &Reading<'_>,
    field: &FieldSpec,
    line: &FieldLine,
    at: usize,
) -> Option<Completions> {
    let (source, host) = (document.source, reading.host);
    let start = line.colon? + 1;
    let mut span = trim(source, Span::new(start, frontmatter.end(line)));
    let written = span.slice(source);
    match written.chars().next() {
        None if at <= line.end => span = Span::empty(at),
        Some(quote @ ('"' | '\'')) => {
            let text = written[1..].strip_suffix(quote).unwrap_or(&written[1..]);
            span = Span::new(span.start() + 1, span.start() + 1 + text.len());
        }
        Some(first) if first.is_alphanumeric() => {}
        _ => return None,
    }
    if at < span.start() || span.end() < at {
        return None;
    }
    // Only behind a blank does a colon end a key.
    let around = [if span.start() == start { " " } else { "" }, ""];
    let mut found = Completions { span, items: Vec::new() };
    let words = match field.kind {
        FieldKind::Word(words) | FieldKind::WordOrInteger(words) => words,
        FieldKind::Flag => FLAGS,
        FieldKind::Model => {
            for alias in host.models {
                let requests = alias.requests.unwrap_or("the session's own model");
                found.push(ItemKind::Model, alias.word, around, Some(requests));
            }
            for id in host.model_ids.iter().filter(|id| id.retired.is_none()) {
                found.push(ItemKind::Model, id.base, around, None);
            }
            &[]
        }
        _ => &[],
    };
    for word in words {
        found.push(ItemKind::Value, word, around, None);
    }
    Some(found)
}

/// The tools that an agent can get and that are not in the list yet.
fn tools(
    document: &Document<'_>,
    frontmatter: &Frontmatter<'_>,
    reading: &Reading<'_>,
    field: &FieldSpec,
    list: Span,
    at: usize,
) -> Option<Completions> {
    let (source, host) = (document.source, reading.host);
    // These are no lists of names.
    if trim(source, list).slice(source).starts_with(['{', '&', '!']) {
        return None;
    }
    let entries = frontmatter.entries(list);
    let mut here = None;
    let mut others = Vec::new();
    for entry in &entries {
        if entry.whole.start() <= at && at <= entry.whole.end() {
            here = Some(entry.name);
            continue;
        }
        let name = entry.name.slice(source);
        others.push(match host.tool(name).map(|tool| tool.outcome) {
            Some(ToolOutcome::Renamed(new)) => new,
            _ => name,
        });
    }
    let lead = if here.is_some() { "" } else { lead(&source[list.start()..at], &source[at..])? };
    let span = here.unwrap_or(Span::empty(at));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '*');
    if span.end() < at || !span.slice(source).chars().next().is_none_or(is_name) {
        return None;
    }
    let lead = if span.start() == list.start() { " " } else { lead };
    let mut found = Completions { span, items: Vec::new() };
    let background = reading.field("background");
    let background = background.is_some_and(|it| it.fate == Fate::Used && it.value.as_deref() == Some("true"));
    for tool in host.tools {
        let withheld = background && host.foreground_tools.contains(&tool.name);
        if tool.is_offered() && !withheld && !others.contains(&tool.name) {
            let depends = tool.outcome == ToolOutcome::Depends;
            found.push(ItemKind::Tool, tool.name, [lead, ""], depends.then_some("not in every session"));
        }
    }
    // Among those taken away it means nothing, and beside others there is no use in it. YAML would
    // take it for an alias where it is a value's first character.
    if field.name == "tools" && others.is_empty() {
        let quoted = source[..span.start()].ends_with(['"', '\'']);
        let opening = fill("{}\"", &[lead]);
        let around = if quoted { ["", ""] } else { [&opening, "\""] };
        found.push(ItemKind::Tool, "*", around, Some("all tools"));
    }
    Some(found)
}

/// What to put before a new entry of a list between `before`, which begins behind the colon, and
/// `after`; `None` if none can stand there.
fn lead(before: &str, after: &str) -> Option<&'static str> {
    let written = before.trim_end_matches(is_blank);
    let gap = &before[written.len()..];
    let below = gap.bytes().any(|byte| matches!(byte, b'\n' | b'\r'));
    let flow = written.trim_start_matches(is_blank).starts_with('[');
    let is_open = |quote: char| before.chars().filter(|&c| c == quote).count() % 2 == 1;
    match after.chars().next() {
        None | Some(',' | ' ' | '\n' | '\r') => {}
        Some(']') if flow => {}
        Some(quote @ ('"' | '\'')) if is_open(quote) => {}
        Some(_) => return None,
    }
    match written.chars().next_back() {
        // The first item below the key.
        None if below => after.lines().next().unwrap_or_default().trim().is_empty().then_some("- "),
        None | Some(',' | '[') => Some(""),
        Some('-') if !below => Some(if gap.is_empty() { " " } else { "" }),
        Some(quote @ ('"' | '\'')) if is_open(quote) => Some(""),
        // Spaces part entries, too.
        Some(last) if !below && gap.contains(' ') && !flow && (last.is_alphanumeric() || last == ')') => Some(""),
        _ => None,
    }
}

/// A whole new file, in the place of an empty one or before a text without a frontmatter.
fn template(document: &Document<'_>, at: usize) -> Option<Completions> {
    let (source, start) = (document.source, document.envelope.start as usize);
    if document.envelope.fences.is_some() || at < start {
        return None;
    }
    // The dashes may be the first thing that is typed; on the next line a field is wanted.
    let dashes = source[start..].trim_matches(is_blank);
    let empty = "---".starts_with(dashes) && (dashes.len() < 3 || at <= start + dashes.len());
    if !empty && at > start {
        return None;
    }
    let span = Span::new(start, if empty { source.len() } else { start });
    let insert = "---\nname: my-agent\ndescription: Use this agent when …\n---\n\nYou are …\n";
    let insert = if source.contains("\r\n") { insert.replace('\n', "\r\n") } else { insert.to_owned() };
    let detail = Some("frontmatter and prompt");
    let item = Item { label: "A new agent", insert, kind: ItemKind::Template, detail, documentation: None };
    Some(Completions { span, items: vec![item] })
}

#[cfg(test)]
mod tests {
    use super::{Completions, complete};
    use crate::document::Document;
    use crate::host::Host;
    use crate::reading::Reading;
    use crate::text::{Edit, apply_edits};

    /// What is offered at the `$0` of a file.
    fn completions(host: &str, fixture: &str) -> (String, Option<Completions>) {
        let at = fixture.find("$0").expect("a cursor");
        let source = fixture.replacen("$0", "", 1);
        let document = Document::parse(&source);
        let reading = Reading::of(&document, Host::find(host).expect("a host"), None);
        let found = complete(&document, &reading, at);
        (source, found)
    }

    /// The replaced word in brackets, then the items, with what they insert if that is not their label.
    fn show_for(host: &str, fixture: &str) -> String {
        let (source, Some(found)) = completions(host, fixture) else { return "nothing".to_owned() };
        let item = |item: &super::Item| match item.insert.as_str() {
            insert if insert == item.label => insert.to_owned(),
            insert => format!("{} {insert:?}", item.label),
        };
        let items: Vec<String> = found.items.iter().map(item).collect();
        format!("[{}] {}", found.span.slice(&source), items.join(", "))
    }

    fn show(fixture: &str) -> String {
        show_for("claude-code", fixture)
    }

    /// A line of the frontmatter of a file that has what it needs.
    fn line(text: &str) -> String {
        show(&format!("---\nname: a\ndescription: b\n{text}\n---\nBody\n"))
    }

    /// The file with the item `label` taken.
    #[track_caller]
    fn take(fixture: &str, label: &str) -> String {
        let (source, found) = completions("claude-code", fixture);
        let found = found.expect("completions");
        let item = found.items.iter().find(|item| item.label == label).expect("the item");
        apply_edits(&source, &[Edit::replace(found.span, item.insert.as_str())])
    }

    #[test]
    fn offers_fields_that_are_not_there() {
        insta::assert_snapshot!(show("---\n$0\n---\n"), @r#"[] name "name: ", description "description: ", tools "tools: ", disallowedTools "disallowedTools: ", model "model: ", permissionMode "permissionMode: ", maxTurns "maxTurns: ", skills "skills: ", mcpServers "mcpServers: ", hooks "hooks: ", memory "memory: ", background "background: ", effort "effort: ", isolation "isolation: ", color "color: ", initialPrompt "initialPrompt: ", autoCompactWindow "autoCompactWindow: ", omitClaudeMd "omitClaudeMd: ", observer "observer: ", observerMessage "observerMessage: ", observeSubagents "observeSubagents: ", observeToolResults "observeToolResults: ", experimental "experimental: ""#);
        insta::assert_snapshot!(show_for("claude-code-plugin", "---\nname: a\n$0\n---\n"), @r#"[] description "description: ", when_to_use "when_to_use: ", when-to-use "when-to-use: ", tools "tools: ", disallowedTools "disallowedTools: ", model "model: ", maxTurns "maxTurns: ", skills "skills: ", memory "memory: ", background "background: ", effort "effort: ", isolation "isolation: ", color "color: ", autoCompactWindow "autoCompactWindow: ", omitClaudeMd "omitClaudeMd: ", observeToolResults "observeToolResults: ", experimental "experimental: ""#);
        insta::assert_snapshot!(line("tools: Read\n$0\nmemory: user"), @r#"[] disallowedTools "disallowedTools: ", model "model: ", permissionMode "permissionMode: ", maxTurns "maxTurns: ", skills "skills: ", mcpServers "mcpServers: ", hooks "hooks: ", background "background: ", effort "effort: ", isolation "isolation: ", color "color: ", initialPrompt "initialPrompt: ", autoCompactWindow "autoCompactWindow: ", omitClaudeMd "omitClaudeMd: ", observer "observer: ", observerMessage "observerMessage: ", observeSubagents "observeSubagents: ", observeToolResults "observeToolResults: ", experimental "experimental: ""#);
    }

    #[test]
    fn a_key_that_is_there_gets_no_second_colon() {
        assert_eq!(take("---\nname: a\nde$0\n---\n", "description"), "---\nname: a\ndescription: \n---\n");
        assert_eq!(take("---\nname: a\nde$0s: b\n---\n", "description"), "---\nname: a\ndescription: b\n---\n");
        assert_eq!(take("---\n$0name: a\n---\n", "name"), "---\nname: a\n---\n");
        assert_eq!(take("---\n\"na$0me\": a\n---\n", "name"), "---\nname: a\n---\n");
        assert_eq!(take("---\nd$0 :\n---\n", "model"), "---\nmodel :\n---\n");
    }

    #[test]
    fn fields_wherever_one_can_begin() {
        for fixture in [
            // Windows, a byte order mark, other scripts.
            "---\r\nname: a\r\n$0\r\n---\r\n",
            "---\r\nname: a\r\nmo$0\r\n---\r\n",
            "\u{feff}---\nname: é\n$0\n---\n",
            "---\nname: é\né$0\n---\n",
            // Nothing closes it yet.
            "---\n$0",
            "---\n\n$0\n",
            "---\nname: a\n$0",
            "---\nname: a\nm$0",
            // Broken above.
            "---\ndescription: a: b\n$0\n---\n",
            "---\ntools: [Read\nm$0\n---\n",
            "---\ndescription: \"a\nm$0\n---\n",
            // Behind values that are over, and before comments.
            "---\ndescription: |\n  text\n$0\n---\n",
            "---\ntools:\n  - Read\n$0\n---\n",
            "---\ntools:\n- Read\n$0\n---\n",
            "---\nm$0 # c\n---\n",
            // All fields are indented.
            "---\n  name: a\n  $0\n---\n",
        ] {
            assert_eq!(take(fixture, "color").matches("color: ").count(), 1, "{fixture:?}");
        }
    }

    #[test]
    fn nothing_where_no_field_can_begin() {
        for fixture in [
            "---\nname: a\n---\n$0",
            "---\nname: a\n---\nBo$0dy\n",
            "$0---\nname: a\n---\n",
            "--$0-\nname: a\n---\n",
            "---\nname: a\n$0---\n",
            "---\nname: a\n-$0--\n",
            "---\nname: a\n-$0\n",
            "---\nname: a\n  $0\n---\n",
            "---\nname: a\r$0\n---\n",
            "---\ndescription: |\n  a\n$0\n  b\n---\n",
            "---\ndescription: |\n  a\n  col$0\n---\n",
            "---\ndescription: \"a\n\n$0\n  b\"\n---\n",
            "---\nhooks: {\n$0\n}\n---\n",
            "---\nhooks:\n  Pre$0:\n---\n",
            "---\n{name: a}\n$0\n---\n",
            "---\n- a\n$0\n---\n",
            "---\n# co$0\n---\n",
            "---\nsome words that $0are prose\n---\n",
            "---\ndescription: co$0\n---\n",
            "---\nname: $0\n---\n",
            "---\nxyz: $0\n---\n",
            "\u{feff}no frontmatter $0\n",
            "# Title\n$0",
        ] {
            assert_eq!(show(fixture), "nothing", "{fixture:?}");
        }
        assert_eq!(show_for("claude-code-plugin", "---\npermissionMode: $0\n---\n"), "nothing");
    }

    #[test]
    fn offers_the_words_of_a_field() {
        insta::assert_snapshot!(line("permissionMode: $0"), @"[] default, acceptEdits, auto, dontAsk, bypassPermissions, plan, manual");
        insta::assert_snapshot!(line("memory:$0"), @r#"[] user " user", project " project", local " local""#);
        insta::assert_snapshot!(line("isolation:  re$0mote # c"), @"[remote] worktree, remote");
        insta::assert_snapshot!(line("effort: 'lo$0w'"), @"[low] low, medium, high, xhigh, max");
        insta::assert_snapshot!(line("color: \"$0"), @"[] red, blue, green, yellow, purple, orange, pink, cyan");
        insta::assert_snapshot!(line("background: $0"), @"[] true, false");
        insta::assert_snapshot!(line("model: son$0"), @"[son] best, fable, haiku, inherit, opus, opusplan, sonnet, claude-3-haiku, claude-fable-5-1, claude-fable-5-2, claude-fable-5, claude-haiku-4-5, claude-haiku-5-5, claude-mythos-5, claude-mythos-preview, claude-opus-4-1, claude-opus-4-5, claude-opus-4-6, claude-opus-4-7, claude-opus-4-8, claude-opus-5-5, claude-opus-5, claude-sonnet-4-5, claude-sonnet-4-6, claude-sonnet-5-5, claude-sonnet-5");
        for text in ["color: red $0", "color: $0# c", "color: red # $0", "color: [$0]", "color: |$0", "maxTurns: $0"] {
            assert_eq!(line(text), "nothing", "{text}");
        }
    }

    #[test]
    fn offers_tools_that_the_agent_can_get() {
        insta::assert_snapshot!(line("tools: $0"), @r#"[] Agent, Artifact, Bash, CronCreate, CronDelete, CronList, Edit, EnterWorktree, ExitWorktree, Glob, Grep, LSP, ListAgents, ListMcpResourcesTool, Monitor, NotebookEdit, PowerShell, PushNotification, Read, ReadMcpResourceTool, RemoteTrigger, ReportFindings, SendMessage, SendUserFile, ShareOnboardingGuide, Skill, TaskCreate, TaskGet, TaskList, TaskStop, TaskUpdate, TodoWrite, ToolSearch, WebFetch, WebSearch, Write, * "\"*\"""#);
        insta::assert_snapshot!(line("background: true\ndisallowedTools: Bash(git *), Task, $0"), @"[] Artifact, Edit, EnterWorktree, ExitWorktree, Glob, Grep, LSP, ListMcpResourcesTool, Monitor, NotebookEdit, PowerShell, PushNotification, Read, ReadMcpResourceTool, RemoteTrigger, SendMessage, SendUserFile, ShareOnboardingGuide, Skill, TaskCreate, TaskGet, TaskList, TaskStop, TaskUpdate, TodoWrite, ToolSearch, WebFetch, WebSearch, Write");
    }

    #[test]
    fn replaces_the_entry_only() {
        for (text, taken) in [
            ("tools: Re$0, Grep", "tools: Glob, Grep"),
            ("tools: Read,$0", "tools: Read,Glob"),
            ("tools: Read, $0", "tools: Read, Glob"),
            ("tools: Read $0", "tools: Read Glob"),
            ("tools:$0", "tools: Glob"),
            ("tools:$0 Read", "tools: Glob Read"),
            ("tools: Ba$0sh(git a, b), Read", "tools: Glob(git a, b), Read"),
            ("tools: Bash(git $0a, b), Read", "nothing"),
            ("tools: Bash(git a, b)$0", "nothing"),
            ("tools: \"Read, $0\"", "tools: \"Read, Glob\""),
            ("tools: \"$0\"", "tools: \"Glob\""),
            ("tools: \"$0", "tools: \"Glob"),
            ("tools: \"Read\"$0", "nothing"),
            ("tools: \"Read\" $0", "nothing"),
            ("tools: [$0]", "tools: [Glob]"),
            ("tools: [Read, $0]", "tools: [Read, Glob]"),
            ("tools: [Read, $0", "tools: [Read, Glob"),
            ("tools: [\"Re$0ad\", 'X']", "tools: [\"Glob\", 'X']"),
            ("tools: [\"Read\", \"$0\"]", "tools: [\"Read\", \"Glob\"]"),
            ("tools: [\"Read\"$0]", "nothing"),
            ("tools: [Read $0]", "nothing"),
            ("tools: [Read] $0", "nothing"),
            ("tools: $0[Read]", "nothing"),
            ("tools: [\n  Read,\n  $0\n]", "tools: [\n  Read,\n  Glob\n]"),
            ("tools: [\n  Re$0\n]", "tools: [\n  Glob\n]"),
            ("tools:\n  - $0", "tools:\n  - Glob"),
            ("tools:\n- Read\n- $0", "tools:\n- Read\n- Glob"),
            ("tools:\n  - Read\n  -$0", "tools:\n  - Read\n  - Glob"),
            ("tools:\n  - \"$0\"", "tools:\n  - \"Glob\""),
            ("tools:\n  - Re$0\n  - Bash", "tools:\n  - Glob\n  - Bash"),
            ("tools:\n  $0", "tools:\n  - Glob"),
            ("tools:\n  - Read\n  $0", "nothing"),
            ("tools: >-\n  Read, $0", "tools: >-\n  Read, Glob"),
            ("tools: Read # Gr$0", "nothing"),
            ("tools: |$0", "nothing"),
            ("tools: é, $0", "tools: é, Glob"),
            ("skills: $0", "nothing"),
        ] {
            for eol in ["\n", "\r\n"] {
                let file = |text: &str| format!("---\nname: a\n{text}\nmodel: opus\n---\nB\n").replace('\n', eol);
                if taken == "nothing" {
                    assert_eq!(show(&file(text)), "nothing", "{text:?}");
                } else {
                    assert_eq!(take(&file(text), "Glob"), file(taken), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn all_tools_are_quoted_where_yaml_needs_it() {
        for (text, taken) in [
            ("tools: $0", "tools: \"*\""),
            ("tools: [\"$0\"]", "tools: [\"*\"]"),
            ("tools:\n  - $0", "tools:\n  - \"*\""),
        ] {
            let file = |text: &str| format!("---\nname: a\n{text}\n---\n");
            assert_eq!(take(&file(text), "*"), file(taken));
        }
        assert!(!line("tools: Read, $0").contains('*'));
        assert!(!line("disallowedTools: $0").contains('*'));
    }

    #[test]
    fn a_new_file_is_one_that_loads() {
        insta::assert_snapshot!(take("$0", "A new agent"), @r#"
        ---
        name: my-agent
        description: Use this agent when …
        ---

        You are …
        "#);
        for (fixture, expected) in [
            ("--$0", ""),
            ("---$0", ""),
            ("\u{feff}$0\r\n", "\r"),
            ("$0\n\n", ""),
            ("$0You are a helper.\n", "\nYou are a helper.\n"),
            ("\u{feff}$0# Title", "# Title"),
        ] {
            let made = take(fixture, "A new agent");
            let document = Document::parse(&made);
            let reading = Reading::of(&document, Host::ALL[0], None);
            assert_eq!(reading.status, crate::reading::Status::Loads, "{made:?}");
            assert_eq!(made.contains('\r'), expected == "\r");
            assert!(expected == "\r" || made.ends_with(expected), "{made:?}");
        }
    }
}
