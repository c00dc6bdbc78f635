use super::frontmatter::Frontmatter;
use super::{about, with_fence};
use crate::document::Document;
use crate::host::{FieldKind, Host, Source, ToolOutcome};
use crate::reading::{Fate, Field, Grant, Reading};
use crate::text::{Span, fill, nearest};
use crate::yaml::NodeKind;

/// What there is to know about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// Markdown. What it takes from the file stands in code spans that the file can't close.
    pub contents: String,
}

/// What there is to know about byte `at`: a field's key or value, or a tool; `None` for all else.
#[must_use]
pub fn hover(document: &Document<'_>, reading: &Reading<'_>, at: usize) -> Option<Hover> {
    if !document.source.is_char_boundary(at) {
        return None;
    }
    with_fence(document, reading, |document, reading, is_read| about_place(document, reading, at, is_read))
}

fn about_place(document: &Document<'_>, reading: &Reading<'_>, at: usize, is_read: bool) -> Option<Hover> {
    let holds = |span: Span| span.start() <= at && at <= span.end();
    let key = reading.fields.iter().find(|field| holds(field.key_span));
    if let Some(field) = key {
        return Some(Hover { span: field.key_span, contents: about_field(reading, field, is_read) });
    }
    let field = reading.fields.iter().find(|field| field.value_span.is_some_and(holds))?;
    let host = reading.host;
    let spec = host.field(&field.key);
    if spec.is_some_and(|spec| spec.kind == FieldKind::Tools) {
        let frontmatter = Frontmatter::around(document, at).filter(|it| !it.in_comment(at))?;
        let entries = frontmatter.entries(field.value_span?);
        let entry = entries.iter().find(|entry| holds(entry.name))?;
        return Some(Hover { span: entry.name, contents: about_tool(reading, document.text(entry.name), entry.whole) });
    }
    // What is written over many lines of keys of its own is left alone.
    let tree = reading.tree().or(document.frontmatter.as_ref())?;
    let node = field.node.map(|node| &tree.node(node).kind);
    if !matches!(node, Some(NodeKind::Scalar(_))) {
        return None;
    }
    let mut contents = about_field(reading, field, is_read);
    if spec.is_some_and(|spec| spec.kind == FieldKind::Model)
        && field.fate == Fate::Used
        && let Some(value) = &field.value
    {
        let model = host.model_requested(value).as_deref().map(code);
        let model = model.map_or_else(|| "the session's own model".to_owned(), |model| fill("the model {}", &[&model]));
        contents = fill("{} asks for {}.\n\n{}", &[host.name, &model, &contents]);
    }
    Some(Hover { span: field.value_span?, contents })
}

fn about_field(reading: &Reading<'_>, field: &Field, is_read: bool) -> String {
    let host = reading.host;
    let Some(spec) = host.field(&field.key) else {
        let known = host.fields.iter().filter(|field| field.applies).map(|field| field.name);
        let mut text = fill("{} does not know the field {} and ignores it.", &[host.name, &code(&field.key)]);
        if let Some(meant) = nearest(&field.key, known) {
            text.push_str(&fill(" Did you mean `{}`?", &[meant]));
        }
        return text;
    };
    let mut text =
        fill("`{}`{}{}", &[spec.name, if spec.required { " (required): " } else { ": " }, &about(host, spec)]);
    if is_read && field.fate != Fate::Ignored {
        match (field.note(), &field.value) {
            (Some(note), _) => text.push_str(&fill("\n\nNot used: {}.", &[&note])),
            (None, Some(value)) => text.push_str(&fill("\n\nRead as {}.", &[&code(value)])),
            (None, None) => {}
        }
    }
    push_source(&mut text, host, spec.source);
    text
}

/// What becomes of an entry of a list of tools. It is looked up by its name, as the lists of a file
/// that is ignored are not read.
fn about_tool(reading: &Reading<'_>, name: &str, place: Span) -> String {
    let host = reading.host;
    let (lists, agent) = ([&reading.tools, &reading.disallowed], reading.agent.as_ref());
    let mut entries = lists.into_iter().flatten().flat_map(|list| &list.entries);
    let grant = entries.find(|entry| entry.span.overlaps(place)).map(|entry| entry.grant);
    let text = |said: &[&str]| [&code(name), &said.concat() as &str].concat();
    if name == "*" {
        return text(&[": all tools."]);
    }
    if let Some(server) = name.strip_prefix("mcp__") {
        let server = server.split("__").next().unwrap_or_default();
        return text(&[": of the MCP server ", &code(server), ", in sessions that have it."]);
    }
    let Some(tool) = host.tool(name) else {
        let meant = nearest(name, host.tools.iter().filter(|tool| tool.is_offered()).map(|tool| tool.name));
        let meant = meant.map(|meant| fill(" Did you mean `{}`?", &[meant])).unwrap_or_default();
        return text(&[" is no tool that ", host.name, " knows.", &meant]);
    };
    let granted = agent.and_then(|agent| agent.tools_granted.as_deref()).unwrap_or_default();
    let has = |name: &str| granted.iter().any(|granted| granted == name);
    let mut said = match tool.outcome {
        ToolOutcome::NotForSubagents if matches!(grant, Some(Grant::Tool(_))) => {
            text(&[": a tool that agents get only because of their `permissionMode`."])
        }
        ToolOutcome::Granted if grant == Some(Grant::NotForSubagents) => {
            text(&[": a tool that agents in the background never get."])
        }
        ToolOutcome::Granted if matches!(name, "Grep" | "Glob") && has("Bash") && !has(name) => {
            text(&[": a built-in tool. Beside `Bash`, ", host.name, " leaves it out of what it hands over."])
        }
        ToolOutcome::Granted => text(&[": a built-in tool."]),
        ToolOutcome::Renamed(new) => text(&[": an older name of `", new, "`."]),
        ToolOutcome::Depends => {
            text(&[": a built-in tool that is there only on some platforms, in some modes or with some settings."])
        }
        ToolOutcome::NotForSubagents => text(&[": a tool that agents never get."]),
        ToolOutcome::Gone(new) => {
            let new = new.map(|new| fill("; `{}` has taken its place", &[new])).unwrap_or_default();
            text(&[" is no longer a tool", &new, "."])
        }
    };
    let source = match tool.outcome {
        ToolOutcome::Depends => Source::Documented("https://code.claude.com/docs/en/tools-reference"),
        _ => Source::Observed("tools"),
    };
    push_source(&mut said, host, source);
    said
}

/// Says how it is known.
fn push_source(text: &mut String, host: &Host, source: Source) {
    let said = match source {
        Source::Documented(page) => ["\n\n[Documentation](", page, ")"],
        Source::Observed(_) => ["\n\nObserved in version ", host.version, "."],
    };
    text.push_str(&said.concat());
}

/// `text` as a code span that nothing in it closes, on one line and cut to a length that a box beside
/// the text can hold.
fn code(text: &str) -> String {
    const MOST: usize = 200;
    let cut = text.char_indices().nth(MOST).map(|(at, _)| at);
    let mut shown = text[..cut.unwrap_or(text.len())].replace(['\n', '\r'], " ");
    if cut.is_some() {
        shown.push('…');
    }
    if shown.is_empty() {
        return "an empty text".to_owned();
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let edge = ['`', ' '];
    let blank = if shown.starts_with(edge) || shown.ends_with(edge) { " " } else { "" };
    [&fence, blank, &shown, blank, &fence].concat()
}

#[cfg(test)]
mod tests {
    use super::{code, hover};
    use crate::document::Document;
    use crate::host::Host;
    use crate::reading::Reading;

    /// What is said at the `$0` of a file: the place in brackets, then the text.
    fn show_for(host: &str, fixture: &str) -> String {
        let at = fixture.find("$0").expect("a cursor");
        let source = fixture.replacen("$0", "", 1);
        let document = Document::parse(&source);
        let reading = Reading::of(&document, Host::find(host).expect("a host"), None);
        let Some(found) = hover(&document, &reading, at) else { return "nothing".to_owned() };
        ["[", found.span.slice(&source), "] ", &found.contents].concat()
    }

    /// The same for a line of the frontmatter of a file that has what it needs.
    fn line(text: &str) -> String {
        show_for("claude-code", &format!("---\nname: a\ndescription: b\n{text}\n---\nBody\n"))
    }

    #[test]
    fn explains_fields() {
        insta::assert_snapshot!(show_for("claude-code", "---\nna$0me: \"é\"\ndescription: b\n---\n"), @r#"
        [name] `name` (required): What the agent is called.

        Read as `é`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(show_for("claude-code", "---\nname: a\ndescription: |$0\n  one\n\n  two `x`\n---\n"), @r#"
        [|
          one

          two `x`] `description` (required): When to use the agent; the model reads it to choose one.

        Read as `` one  two `x`  ``.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("permission$0Mode: Plan"), @r#"
        [permissionMode] `permissionMode`: Which actions need the user's consent.

        One of `default`, `acceptEdits`, `auto`, `dontAsk`, `bypassPermissions`, `plan`, `manual`.

        Not used: not one of default, acceptEdits, auto, dontAsk, bypassPermissions, plan, manual.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("$0tools: [Read, Grep]"), @r#"
        [tools] `tools`: The tools that the agent gets; all if the field is left out.

        A list of names, or a text with commas between them.

        Read as `Read, Grep`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("effort$0: low"), @r#"
        [effort] `effort`: How much the model thinks.

        One of `low`, `medium`, `high`, `xhigh`, `max` or a whole number.

        Read as `low`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("autoCompactWindow: $0200000"), @r#"
        [200000] `autoCompactWindow`: From how many tokens on the conversation is compacted.

        A whole number of at least 100000.

        Read as `200000`.

        Observed in version 2.1.328.
        "#);
        insta::assert_snapshot!(line("color: red\ncolor$0: blue\ncolor: pink"), @r#"
        [color] `color`: The colour of the agent in the interface.

        One of `red`, `blue`, `green`, `yellow`, `purple`, `orange`, `pink`, `cyan`.

        Not used: a later entry of the same name wins.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("hooks$0:\n"), @r#"
        [hooks] `hooks`: Commands that run at points of the agent's life.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("modle$0: opus"), @"[modle] Claude Code does not know the field `modle` and ignores it. Did you mean `model`?");
        insta::assert_snapshot!(line("x`$0y: opus"), @"[x`y] Claude Code does not know the field ``x`y`` and ignores it.");
        insta::assert_snapshot!(show_for("claude-code-plugin", "---\nname$0: a\n---\n"), @r#"
        [name] `name`: What the agent is called; after its file if left out.

        Read as `a`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(show_for("claude-code-plugin", "---\npermission$0Mode: plan\n---\n"), @r#"
        [permissionMode] `permissionMode`: Does not apply to plugin agents.

        [Documentation](https://code.claude.com/docs/en/plugins-reference)
        "#);
    }

    #[test]
    fn explains_what_is_not_read() {
        insta::assert_snapshot!(show_for("claude-code", "---\nname$0: a\n"), @r#"
        [name] `name` (required): What the agent is called.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(show_for("claude-code", "---\nname$0: a\ndescription: \"\n---\n"), @r#"
        [name] `name` (required): What the agent is called.

        Not used: the frontmatter does not parse.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(show_for("claude-code", "---\ntools: Read, Ba$0sh\n"), @r#"
        [Bash] `Bash`: a built-in tool.

        Observed in version 2.1.328.
        "#);
    }

    #[test]
    fn explains_models() {
        insta::assert_snapshot!(line("model: Op$0us"), @r#"
        [Opus] Claude Code asks for the model `claude-opus-5-5`.

        `model`: An alias or the id of a model; the session's own for `inherit` or if left out.

        One of `best`, `fable`, `haiku`, `inherit`, `opus`, `opusplan`, `sonnet` or an id.

        Read as `Opus`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
        insta::assert_snapshot!(line("model: inherit$0"), @r#"
        [inherit] Claude Code asks for the session's own model.

        `model`: An alias or the id of a model; the session's own for `inherit` or if left out.

        One of `best`, `fable`, `haiku`, `inherit`, `opus`, `opusplan`, `sonnet` or an id.

        Read as `inherit`.

        [Documentation](https://code.claude.com/docs/en/sub-agents)
        "#);
    }

    #[test]
    fn explains_tools() {
        for (text, said) in [
            ("tools: Re$0ad, Bash", "[Read] `Read`: a built-in tool."),
            (
                "tools: Gr$0ep, Bash",
                "[Grep] `Grep`: a built-in tool. Beside `Bash`, Claude Code leaves it out of what it hands over.",
            ),
            ("tools: Gr$0ep, Read", "[Grep] `Grep`: a built-in tool."),
            ("disallowedTools: [Bash, Gr$0ep]", "[Grep] `Grep`: a built-in tool."),
            ("tools:\n  - Task$0", "[Task] `Task`: an older name of `Agent`."),
            ("tools: Workflow$0, Read", "[Workflow] `Workflow`: a tool that agents never get."),
            (
                "permissionMode: plan\ntools: ExitPlanMode$0, Read",
                "[ExitPlanMode] `ExitPlanMode`: a tool that agents get only because of their `permissionMode`.",
            ),
            (
                "background: true\ntools: CronList$0, Read",
                "[CronList] `CronList`: a tool that agents in the background never get.",
            ),
            ("tools: MultiEdit$0", "[MultiEdit] `MultiEdit` is no longer a tool; `Edit` has taken its place."),
            ("tools: BashOutput$0", "[BashOutput] `BashOutput` is no longer a tool."),
        ] {
            assert_eq!(line(text), [said, "\n\nObserved in version 2.1.328."].concat(), "{text}");
        }
        for (text, said) in [
            (
                "tools: \"LSP$0\"",
                "[LSP] `LSP`: a built-in tool that is there only on some platforms, in some modes or with some settings.\
                \n\n[Documentation](https://code.claude.com/docs/en/tools-reference)",
            ),
            ("tools: gre$0p(x)", "[grep] `grep` is no tool that Claude Code knows. Did you mean `Grep`?"),
            ("tools: Frob`nicate$0", "[Frob`nicate] ``Frob`nicate`` is no tool that Claude Code knows."),
            (
                "tools: mcp__git$0hub__issues",
                "[mcp__github__issues] `mcp__github__issues`: of the MCP server `github`, in sessions that have it.",
            ),
            ("tools: \"*$0\"", "[*] `*`: all tools."),
        ] {
            assert_eq!(line(text), said, "{text}");
        }
    }

    #[test]
    fn nothing_elsewhere() {
        for text in [
            "# co$0",
            "tools: Bash(gi$0t)",
            "tools: Read, $0 Bash",
            "tools: Read # Ba$0sh",
            "hooks:\n  Pre$0: 1",
            "---\n\nBo$0dy",
            "$0",
        ] {
            assert_eq!(line(text), "nothing", "{text}");
        }
    }

    #[test]
    fn nothing_of_the_file_is_markup() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``a`"), "``` ``a` ```");
        assert_eq!(code(" a"), "`  a `");
        assert_eq!(code("a\r\n\n<b>"), "`a   <b>`");
        assert_eq!(code(&"é".repeat(300)), ["`", &"é".repeat(200), "…`"].concat());
    }
}
