//! `ungranted-tool`: a prompt that tells to use a tool which the agent doesn't get.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::{ToolOutcome, ToolSpec};
use crate::reading::Status;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Mark, Span};

pub(crate) static RULE: Rule = Rule {
    name: "ungranted-tool",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A prompt that tells to use a tool which the agent doesn't get",
        confidence: Confidence::Medium,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds where the prompt first tells the agent to use a tool that is not among its tools: “use WebFetch”, “call `TodoWrite`”, and for names that are words, too, “use the Write tool”. Lines that tell not to use something are left alone, and so is code.",
        why: "`tools` gives an agent the tools that it names and no others. Told to use one that it doesn't have, it fails, or makes up what the tool would have said.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code. To look up a function, use WebFetch.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep, WebFetch\n---\nYou review code. To look up a function, use WebFetch.\n",
        fix: "Adds the tool to `tools`, if that is a list with commas.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\ntools: Read\n---\nUse the `Write` tool.\n",
                "---\nname: a\ndescription: d\ndisallowedTools: WebSearch\n---\nUse WebSearch.\n",
                "---\nname: a\ndescription: d\n---\nUse AskUserQuestion.\n",
            ],
        )],
    },
    check,
};

/// Names that mean nothing but a tool, also without the word.
const UNMISTAKABLE: [&str; 5] = ["AskUserQuestion", "NotebookEdit", "TodoWrite", "WebFetch", "WebSearch"];

/// What says that a tool is not to be used, or that there may be none.
const NOT: [&str; 18] = [
    "ask the ",
    "caller",
    " not ",
    "never",
    "n't",
    "n’t",
    "without",
    "avoid",
    " no ",
    "instead of",
    "rather than",
    "cannot",
    "if available",
    "unavailable",
    "if you have",
    "forbidden",
    "❌",
    " lack",
];

/// How many mentions are looked at, ...
const MOST: usize = 128;

/// ... and in lists of how many tools at most.
const ENTRIES: usize = 256;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), Some(agent)) = (cx.prompt(), &cx.reading.agent) else { return };
    let host = cx.reading.host;
    let named = |tool: &ToolSpec| match tool.outcome {
        ToolOutcome::Renamed(name) | ToolOutcome::Gone(Some(name)) => name,
        _ => tool.name,
    };
    let among = |entry: &str, tool: &ToolSpec| {
        // One that is misspelt is another rule's.
        entry.eq_ignore_ascii_case(tool.name) || host.tool(entry).is_some_and(|other| named(other) == named(tool))
    };
    let given = cx.reading.tools.as_ref().filter(|tools| !tools.has_all());
    let taken = cx.reading.disallowed.as_ref().filter(|tools| !tools.has_all());
    let odd = given.is_some_and(|tools| tools.entries.is_empty() || tools.entries.len() > ENTRIES);
    if cx.reading.status != Status::Loads || odd || taken.is_some_and(|tools| tools.entries.len() > ENTRIES) {
        return;
    }
    let denied =
        |tool: &ToolSpec| taken.is_some_and(|tools| tools.entries.iter().any(|entry| among(&entry.name, tool)));
    let is_granted = |name: &str| agent.tools_granted.iter().flatten().any(|granted| granted == name);
    let granted = |tool: &ToolSpec| {
        agent.tools_granted.iter().flatten().any(|name| name == named(tool))
            || given.is_none_or(|tools| tools.entries.iter().any(|entry| among(&entry.name, tool)))
                && !denied(tool)
            // Beside `Bash` the host leaves them out, and a list that names them changes nothing.
            || matches!(tool.name, "Glob" | "Grep") && is_granted("Bash")
    };
    let planning = cx.reading.field("permissionMode").is_some_and(|field| field.value.as_deref() == Some("plan"));
    let mut told: Vec<&str> = Vec::new();
    for (span, tool) in mentions(cx, prompt).take(MOST) {
        let main_only = tool.outcome == ToolOutcome::NotForSubagents;
        let missing = match tool.outcome {
            ToolOutcome::Gone(_) => false,
            _ if main_only => !(planning && tool.name == "ExitPlanMode"),
            _ => !granted(tool),
        };
        let in_block = |at: usize| cx.code().at(at).is_some_and(|piece| piece.block);
        if told.contains(&named(tool)) || !missing || in_block(span.start()) || is_negated(cx, span) {
            continue;
        }
        told.push(named(tool));
        // Who speaks of subagents knows that they go without some tools.
        if main_only && cx.text(prompt).contains("subagent") {
            continue;
        }
        if main_only {
            let message =
                say("The prompt tells the agent to use `{}`, which only the main conversation has.", &[tool.name]);
            found.push(
                Diagnostic::new(&RULE, span, message)
                    .help("Tell the agent what to do without it: subagents never get it."),
            );
            continue;
        }
        let message = say("The prompt tells the agent to use `{}`, a tool that it doesn't get.", &[tool.name]);
        let mut diagnostic = Diagnostic::new(&RULE, span, message);
        let given = given.filter(|_| !denied(tool));
        if let Some([.., before, last]) = given.map(|tools| tools.entries.as_slice()) {
            let between = Span::new(before.span.end(), last.span.start().max(before.span.end()));
            let add = [", ", named(tool)].concat();
            if cx.text(between).trim_end() == "," {
                diagnostic = diagnostic.fix(Fix::suggestion("Add it to `tools`", [Edit::insert(last.span.end(), add)]));
            }
        }
        let help = match given {
            Some(_) => "Add it to `tools`, or leave it out of the prompt.",
            _ => "Take it out of `disallowedTools`, or leave it out of the prompt.",
        };
        found.push(diagnostic.help(help));
    }
}

/// Where the prompt tells to use a tool that the host knows.
fn mentions<'c>(cx: &'c Context<'_>, prompt: Span) -> impl Iterator<Item = (Span, &'static ToolSpec)> + 'c {
    let text = cx.text(prompt);
    let bytes = text.as_bytes();
    let is_mark = |byte: &u8| matches!(byte, b'`' | b'*' | b'"');
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/' | b'$');
    let capitals = cx.marks(Mark::Capital, prompt).map(move |place| place - prompt.start());
    capitals.filter_map(move |at| {
        // Only what tells the agent to use it counts: prompts also speak of what others use. Nearly all
        // capitals fall at the first of these.
        let marks = bytes[..at].iter().rev().take_while(|byte| is_mark(byte)).count();
        let blank = (at - marks).checked_sub(1).filter(|&blank| bytes[blank].is_ascii_whitespace())?;
        if !matches!(bytes[blank.checked_sub(1)?], b'e' | b'l' | b'y') {
            return None;
        }
        let before = &text[..blank];
        let before = before.strip_suffix(" the").unwrap_or(before);
        let verb = before.bytes().rev().take_while(u8::is_ascii_alphabetic).take(VERB).count();
        let verb = &before[before.len() - verb..];
        let told = ["use", "call", "invoke", "try"].iter().any(|told| told.eq_ignore_ascii_case(verb));
        let end = at + bytes[at..].iter().take_while(|byte| in_word(byte)).take(NAME).count();
        let tool = cx.reading.host.tool(&text[at..end]).filter(|_| told)?;
        let behind = text[end..].trim_start_matches(['`', '*', '"']);
        let called = behind.strip_prefix(" tool");
        let called = called.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'));
        let sure = (called || UNMISTAKABLE.contains(&tool.name)) && !is_listed(behind);
        sure.then(|| (Span::new(prompt.start() + at, prompt.start() + end), tool))
    })
}

/// No verb and no name that are looked for are longer.
const VERB: usize = 8;
const NAME: usize = 32;

/// Whether other names follow: lists of tools also tell what there is.
fn is_listed(behind: &str) -> bool {
    let next = behind.strip_prefix(", ").map(|rest| rest.trim_start_matches(['`', '*']));
    next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether the line around `span` says that the tool is not to be used.
fn is_negated(cx: &Context<'_>, span: Span) -> bool {
    const NEAR: usize = 160;
    let source = cx.document.source;
    let from = source.floor_char_boundary(span.start().saturating_sub(NEAR));
    let to = source.ceil_char_boundary((span.end() + NEAR).min(source.len()));
    let before = source[from..span.start()].rsplit('\n').next().unwrap_or_default();
    let after = source[span.end()..to].split('\n').next().unwrap_or_default();
    [before, after].iter().any(|part| {
        let part = part.as_bytes();
        NOT.iter().any(|word| part.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_first_mention() {
        check(
            "
---
name: a
description: d
tools: Read, Grep
---
é use WebFetch, use WebFetch. Call `WebSearch`.
      ^^^^^^^^ ungranted-tool
                                    ^^^^^^^^^ ungranted-tool
Never use TodoWrite. Use Write; use the Read tool, TodoWrite, use TodoWrite, Bash.
They use the TodoWrites and the TodoWrite tool. Use MyTodoWrite, TodoWrite-x.
Use the **Edit** tool, the Write tool, use the Writer tool.
          ^^^^ ungranted-tool
```
TodoWrite
```
",
        );
    }

    #[test]
    fn knows_tools_by_their_older_names() {
        check(
            "
---
name: a
description: d
tools: Read, Agent
---
Use the Task tool and the Agent tool.
Call WebFetch.
     ^^^^^^^^ ungranted-tool
",
        );
    }

    #[test]
    fn adds_it() {
        fix(
            "ungranted-tool",
            "---\nname: a\ndescription: d\ntools: Read, Grep # é\n---\nUse WebFetch.\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep, WebFetch # é\n---\nUse WebFetch.\n",
        );
    }
}
