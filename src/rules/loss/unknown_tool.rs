//! `unknown-tool`: a tool that the agent can't get.

use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::host::{ToolOutcome, ToolSpec};
use crate::reading::{Attempt, Grant, Status, ToolEntry, ToolList};
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say, some, text_of, write_instead};
use crate::text::{Edit, Span, alike, fill, nearest};
use crate::yaml::NodeKind;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-tool",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A tool that the agent can't get",
        confidence: Confidence::High,
        source: Source::Observed(&["tools", "mcp-servers"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds entries of `tools` and `disallowedTools` that name no tool, an older tool that is gone, or one that subagents never get. If the host refuses the agent because no entry is left, that is one error, which points to all of them; and entries of which the same is to be said share a finding.",
        why: "The entry gives nothing and takes nothing away, and nothing tells. If no entry of `tools` names a tool, the host refuses to start the agent. Names are case-sensitive.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, grep\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Writes the name of the tool that was meant, or removes the entry. Of a list of which nothing is left it never removes every entry: that would start the agent without any tools.",
        further: &[(
            "claude-code",
            &[
                "tools: Read, MultiEdit",
                "tools: edit, Read, MultiEdit",
                "tools: Edit, MultiEdit",
                "tools: Read, multiEdit",
                "tools: Read, BashOutput",
                "tools: Read, TodoRead",
                "tools: Read; Grep",
                "tools: Read | Grep",
                "tools: all",
                "tools: Read, all",
                "tools: Read, Raed",
                "tools: bash(git *)",
                "tools: Read, Frobnicate",
                "tools: Read, mcp__*",
                "tools: mcp__github__*, mcp__slack__list*",
                "tools: Read, runCommands",
                "tools: Read, `Grep`",
                "tools: [Read, Grep",
                "tools: Read, \"Grep",
                "tools: '[Read, Grep]'",
                "tools: Read, Bash(git *",
                "tools:\n  -Read\n  -Grep",
                "tools: Frob\n  -Read\n  -Grep",
                "tools: Read, ExitPlanMode",
                "tools: AskUserQuestion, Read",
                "tools: CronList, Read\nbackground: true",
                "tools: ExitPlanMode",
                "tools: Frobnicate",
                "tools: Frobnicate, Nicate",
                "tools: [bash, read, edit, multiedit, frob]",
                "tools: edit/editFiles, runTests, search, search/codebase",
                "tools: Bash, LS, Glob",
                "tools: Bash, terraform, git, Frobnicate, microsoft.docs.mcp",
                "tools: files, Read\nmcpServers:\n  - files: {command: c}",
                "disallowedTools: bash, Frobnicate",
                "disallowedTools: Frobnicate, Nicate",
            ],
        )],
    },
    check,
};

/// What is wrong with an entry, as far as it matters to the findings of its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is like nothing known.
    Stray,
    /// It is like nothing known, and looks like a program.
    Program,
    /// It is like nothing known, and looks like a tool of an MCP server.
    Server,
    /// It stands for nothing that the list would lack without it.
    Useless,
    /// It lacks the space behind its dash.
    Dash,
    /// It lacks the other half of a pair.
    Open,
    /// It is not written as what it was meant to be is called.
    Misspelt,
}

impl Fault {
    /// How many there are, the first of all, of which all entries share a finding.
    const SHARED: usize = 3;

    /// What to do about all entries that have such a fault.
    fn help(self) -> &'static str {
        match self {
            Self::Program => "Leave out programs: the agent runs them with `Bash`.",
            Self::Server => {
                "Write `mcp__server__tool`, as the tools of MCP servers are called, or `mcp__server` for all of them."
            }
            _ => "Leave out what names no tool, or write the name of one.",
        }
    }
}

/// How many entries each is held against.
const MOST: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (list, gives) in [(&cx.reading.tools, true), (&cx.reading.disallowed, false)] {
        let Some(tools) = list.as_ref().filter(|tools| !tools.has_all()) else { continue };
        let is_bad =
            |entry: &ToolEntry| entry.grant == Grant::Unknown || gives && entry.grant == Grant::NotForSubagents;
        let bad = (0..tools.entries.len()).filter(|&index| is_bad(&tools.entries[index]));
        let bad: Vec<usize> = bad.filter(|&index| !cx.suppressions.hide(&RULE, tools.entries[index].span)).collect();
        if bad.is_empty() {
            continue;
        }
        let becomes: Vec<&str> = tools.entries.iter().map(|entry| becomes(cx, entry)).collect();
        let useless = gives && cx.reading.status == Status::Refused;
        let runs = gives && (cx.is_granted("Bash") || useless && becomes.contains(&"Bash"));
        let dash = dash(cx, tools, gives);
        let list = List { cx, tools, becomes, runs, dashes: dash.is_some() };
        let mut faults = Vec::new();
        let mut line = (Span::empty(0), true);
        let one = |&index: &usize| {
            faults.push(Fault::Useless);
            // Where the host has quoted the values itself, this one may be a comment to other readers. A line can
            // hold the whole list, so it is looked at once.
            let at = tools.entries[index].span.start();
            if matches!(cx.reading.attempt, Attempt::Second(_)) && !(line.0.start()..line.0.end()).contains(&at) {
                let whole = cx.line(at);
                line = (whole, !cx.text(whole).contains('#'));
            }
            match (tools.entries[index].grant, faults.last_mut()) {
                (Grant::Unknown, Some(fault)) => unknown(&list, index, line.1, fault),
                _ => withheld(cx, tools, index),
            }
        };
        let mut each: Vec<Diagnostic> = bad.iter().map(one).collect();
        // The first carries the fix of them all.
        if let Some((first, fix)) = dash
            && let Ok(at) = bad.binary_search(&first)
        {
            each[at].fixes = vec![fix];
        }
        if useless {
            found.push(refused(cx, tools, &bad, each, &faults));
        } else {
            found.extend(grouped(cx, tools, &bad, each, &faults, gives));
        }
    }
}

/// The findings of a list that is not useless as a whole: one for each entry, but one for all of those of
/// which the same is to be said.
fn grouped(
    cx: &Context<'_>,
    tools: &ToolList,
    bad: &[usize],
    each: Vec<Diagnostic>,
    faults: &[Fault],
    gives: bool,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut groups: [(Option<usize>, Vec<usize>); Fault::SHARED] = Default::default();
    for ((&index, mut diagnostic), fault) in bad.iter().zip(each).zip(faults) {
        if !gives {
            diagnostic.message.push_str(" This takes nothing away.");
        }
        let Some((at, members)) = groups.get_mut(*fault as usize) else {
            found.push(diagnostic);
            continue;
        };
        members.push(index);
        match *at {
            Some(at) => {
                let message = say("`{}` is no tool, either", &[&tools.entries[index].text]);
                found[at].related.push(Related { span: diagnostic.span, message });
            }
            None => {
                *at = Some(found.len());
                found.push(diagnostic);
            }
        }
    }
    for (at, members) in groups {
        let Some(diagnostic) = at.and_then(|at| found.get_mut(at)) else { continue };
        let names: Vec<&str> = members.iter().map(|&index| tools.entries[index].text.as_str()).collect();
        if names.len() > 1 {
            let nothing = if gives { "" } else { " They take nothing away." };
            diagnostic.message = say("{} name no tools.{}", &[&some(&names), nothing]);
        }
        let fix = removals(cx, tools, &members).map(|edits| Fix::suggestion(say("Remove {}", &[&some(&names)]), edits));
        diagnostic.fixes = fix.and_then(|fix| cx.if_harmless(fix, |_| true)).into_iter().collect();
    }
    found
}

/// The finding of a list no entry of which gives the agent a tool: that all of them fail is one mistake.
fn refused(cx: &Context<'_>, tools: &ToolList, bad: &[usize], each: Vec<Diagnostic>, faults: &[Fault]) -> Diagnostic {
    let is_removed = |diagnostic: &Diagnostic, fault: Fault| {
        // Without its quote or bracket it may still be no tool.
        let doubtful = |fix: &Fix| fault == Fault::Open && !fix.safe;
        fault != Fault::Dash && (fault == Fault::Useless || diagnostic.fixes.first().is_none_or(doubtful))
    };
    let (mut gone, mut edits) = (Vec::new(), Vec::new());
    for ((&index, diagnostic), &fault) in bad.iter().zip(&each).zip(faults) {
        if is_removed(diagnostic, fault) {
            gone.push(index);
        } else {
            // The first that lacks the space behind its dash carries the edits for all of them.
            let own = diagnostic.fixes.first().map(|fix| fix.edits.as_slice());
            edits.extend_from_slice(own.unwrap_or_default());
        }
    }
    let safe = each.iter().all(|diagnostic| diagnostic.fixes.first().is_some_and(|fix| fix.safe));
    let mut each = each.into_iter();
    // There is one at least.
    let mut first = each.next().unwrap_or_else(|| Diagnostic::new(&RULE, tools.entries[bad[0]].span, ""));
    let fault = faults[0];
    first.severity = Severity::Error;
    let alone = bad.len() == 1;
    let count = tools.entries.len().to_string();
    let entries = if alone { "No entry" } else { &fill("None of the {} entries", &[&count]) };
    let why = "{} {} of `tools` names a tool that the agent could get, so {} refuses to start it.";
    first.message = fill(why, &[&first.message, entries, cx.host()]);
    let removable = gone.first() == Some(&bad[0]);
    for (other, fault) in each.zip(&faults[1..]) {
        // What is to be done is said where it is something else than for the first.
        let own = matches!(fault, Fault::Dash | Fault::Open | Fault::Misspelt);
        let meant = other.help.filter(|_| own);
        let message = meant.map_or(other.message.clone(), |meant| fill("{} {}", &[&other.message, &meant]));
        first.related.push(Related { span: other.span, message });
    }
    if fault == Fault::Dash || (alone && !removable) {
        return first;
    }
    // Without any entry the agent would start, and have no tools.
    let written = edits.iter().flat_map(|edit: &Edit| edit.insert.split([',', ' ']));
    let meant: Vec<&str> = written.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect();
    if !alone || matches!(fault, Fault::Useless | Fault::Stray | Fault::Program) {
        let such = if meant.is_empty() { "such as `Read`" } else { &fill("here probably {}", &[&some(&meant)]) };
        first.help = Some(fill("Write names of tools, {}, or remove the field to give the agent all tools.", &[such]));
    }
    first.fixes.clear();
    let removed = if gone.is_empty() { Some(Vec::new()) } else { removals(cx, tools, &gone) };
    if let Some(removed) = removed.filter(|_| !edits.is_empty()) {
        edits.extend(removed);
        let title = match gone.is_empty() {
            true => "Write the tools that were meant",
            false => "Write the tools that were meant, and remove the rest",
        };
        let fix = Fix::new(title, safe, edits);
        first = first.fix(cx.if_harmless(fix, |after| after.reading.status != Status::Refused));
    }
    first
}

/// A tool that the host has, but not for this agent.
fn withheld(cx: &Context<'_>, tools: &ToolList, index: usize) -> Diagnostic {
    let entry = &tools.entries[index];
    let host = cx.reading.host;
    let exits = entry.name == "ExitPlanMode" && host.field("permissionMode").is_some_and(|field| field.applies);
    let in_foreground = host.tool(&entry.name).is_some_and(|tool| tool.outcome != ToolOutcome::NotForSubagents);
    let (message, help) = if in_foreground {
        ("An agent with `background: true` doesn't get `{}`.", "Remove it, or let the agent run in the foreground.")
    } else if exits {
        ("Agents get `{}` only with `permissionMode: plan`.", "Remove it, or set `permissionMode: plan`.")
    } else {
        ("Agents never get `{}`.", "Remove it.")
    };
    let message = say(message, &[&entry.name]);
    Diagnostic::new(&RULE, entry.span, message).help(help).fix(remove(cx, tools, index))
}

/// The tool that an entry names, or is to name once it is mended: none, or two that are parted as in a list.
fn becomes(cx: &Context<'_>, entry: &ToolEntry) -> &'static str {
    match entry.grant {
        Grant::Tool(name) | Grant::Depends(name) => name,
        Grant::Unknown => match meant(cx, &entry.name) {
            Some(tool) => match tool.outcome {
                ToolOutcome::Gone(new) => new.unwrap_or_default(),
                ToolOutcome::Renamed(new) => new,
                _ => tool.name,
            },
            None => elsewhere(&entry.name),
        },
        _ => "",
    }
}

/// What stands in a name's marks: quotes of another script, and the marks that Markdown puts around code,
/// are part of the name.
fn bare(name: &str) -> &str {
    name.trim_matches(['`', '“', '”', '‘', '’', '*', '"', '\'', '[', ']', '\u{200b}', '\u{2060}', '\u{feff}'])
}

/// The tool, be it one that is gone, whose name is nearest to `name`.
fn meant(cx: &Context<'_>, name: &str) -> Option<&'static ToolSpec> {
    let host = cx.reading.host;
    let offered = host.tools.iter().filter(|tool| tool.outcome != ToolOutcome::NotForSubagents);
    nearest(bare(name), offered.map(|tool| tool.name)).and_then(|meant| host.tool(meant))
}

/// What is known of a list when its entries are looked at.
struct List<'l, 'c> {
    cx: &'l Context<'c>,
    tools: &'l ToolList,
    /// Of each entry the tool that it names, or is to name.
    becomes: Vec<&'static str>,
    /// Whether the agent runs programs, or will once the list is mended.
    runs: bool,
    /// Whether entries lack the space behind their dash.
    dashes: bool,
}

/// An entry that names no tool: one that is gone, one that is misspelt, or something else. `fault` is that it
/// is useless unless it is said here. What is not `plain` may be a comment to other readers.
fn unknown(list: &List<'_, '_>, index: usize, plain: bool, fault: &mut Fault) -> Diagnostic {
    let List { cx, tools, becomes, runs, .. } = list;
    let entry = &tools.entries[index];
    let report = |what: &str| Diagnostic::new(&RULE, entry.span, [&code(&entry.text), what].concat());
    let last = index + 1 == tools.entries.len() || cx.document.source[entry.span.end()..].trim_start().starts_with(',');
    if let Some(names) = separated_otherwise(cx, &entry.text, last) {
        *fault = Fault::Misspelt;
        return report(" names no tool: only commas and spaces separate tools.")
            .help("Separate them by commas.")
            .fix(Fix::safe("Separate the tools by commas", [Edit::replace(entry.span, names)]));
    }
    if let Some(odd) = odd_mark(list, index, fault) {
        return odd;
    }
    // The name alone, without its specifier; it can't be found where the value holds escapes.
    let starts = cx.text(entry.span).starts_with(&entry.name);
    let name = starts.then(|| Span::new(entry.span.start(), entry.span.start() + entry.name.len()));
    let write = |tool: &str, safe: bool| name.map(|span| write_instead(span, tool, safe && plain));

    let bare = bare(&entry.name);
    let meant = meant(cx, &entry.name);
    let gone = meant.is_some_and(|tool| matches!(tool.outcome, ToolOutcome::Gone(_)));
    let exact = meant.is_some_and(|tool| tool.name == entry.name);
    let mut diagnostic = report(if gone && exact { " is no longer a tool." } else { " names no tool." });
    if *runs && matches!(becomes[index], "Glob" | "Grep" | "Grep, Glob") && (gone || meant.is_none()) {
        return diagnostic
            .help("Remove it: the agent searches for files and in them with `Bash`.")
            .fix(remove(cx, tools, index));
    }
    // What another entry stands for, or will once that is mended, is not to stand there twice.
    let is_known = |at: usize| tools.entries[at].grant != Grant::Unknown;
    let given = |tool: &str| {
        let gives = |at: usize| at != index && becomes[at].split(", ").any(|other| other == tool);
        let mut others = (0..becomes.len().min(MOST)).filter(|&at| gives(at));
        let other = others.find(|&at| is_known(at) || at < index);
        other.filter(|_| !tool.is_empty() && !entry.text.contains('('))
    };
    let tool = match becomes[index].split_once(", ") {
        Some((first, second)) if given(first).is_some() => second,
        Some((first, second)) if given(second).is_some() => first,
        _ => becomes[index],
    };
    if let Some(other) = given(tool) {
        let which = match gone {
            true => ", which has taken its place,",
            false if tool.eq_ignore_ascii_case(bare) => "",
            false => ", which was probably meant,",
        };
        let there = if is_known(other) { "is there already" } else { "is meant by another entry" };
        let fix = remove(cx, tools, index).map(|fix| Fix { safe: plain && tool.eq_ignore_ascii_case(bare), ..fix });
        return diagnostic.help(say("Remove it: `{}`{} {}.", &[tool, which, there])).fix(fix);
    }
    if tool.is_empty() && meant.is_some() {
        return diagnostic.help("Remove it.").fix(remove(cx, tools, index));
    }
    *fault = Fault::Misspelt;
    match (meant.map(|tool| tool.name), tool) {
        (Some(_), new) if gone => diagnostic.help(say("`{}` has taken its place.", &[new])).fix(write(new, false)),
        (Some(meant), _) => {
            let why = match bare {
                _ if bare == meant => "? The marks around it count.",
                _ if bare.eq_ignore_ascii_case(meant) => "? Names are case-sensitive.",
                _ => "?",
            };
            let fix = write(meant, meant.eq_ignore_ascii_case(bare));
            diagnostic.help(say("Did you mean `{}`{}", &[meant, why])).fix(fix)
        }
        (None, _) if matches!(entry.name.to_ascii_lowercase().as_str(), "all" | "tools" | "any") => {
            diagnostic.help("Leave `tools` out, or write `\"*\"`, to give all tools.")
        }
        (None, "") if index < MOST && is_own_server(cx, &entry.name) => {
            let server = ["mcp__", &entry.name].concat();
            diagnostic.message = say("`{}` names no tool, but a server of `mcpServers`.", &[&entry.name]);
            diagnostic.help(say("Write `{}` to give all tools of that server.", &[&server])).fix(write(&server, false))
        }
        (None, "") => {
            let name = entry.name.to_ascii_lowercase();
            let is_word = |name: &str, marks: &[u8]| {
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || marks.contains(&b))
            };
            // With a hyphen it may as well be an agent or a skill, unless it stands among programs.
            let mut others = tools.entries.iter().zip(becomes).take(MOST);
            let program = *runs
                && is_word(&entry.name, b"-_.")
                && others.any(|(other, known)| {
                    other.grant == Grant::Unknown && known.is_empty() && is_word(&other.name, b"")
                });
            *fault = match program {
                _ if name.contains("mcp") || name.ends_with("/*") => Fault::Server,
                true => Fault::Program,
                false => Fault::Stray,
            };
            diagnostic.help(fault.help())
        }
        (None, tool) => {
            diagnostic.help(say("Did you mean `{}`? That is what it is called here.", &[tool])).fix(write(tool, false))
        }
    }
}

/// Whether the file itself gives the agent an MCP server called `name`, be it in a form that the host does
/// not take.
fn is_own_server(cx: &Context<'_>, name: &str) -> bool {
    let applies = cx.reading.host.field("mcpServers").is_some_and(|field| field.applies);
    let field = cx.reading.field("mcpServers").filter(|_| applies);
    let Some((tree, node)) = cx.reading.tree().zip(field.and_then(|field| field.node)) else { return false };
    let node = tree.deref(node);
    let items = match &tree.node(node).kind {
        NodeKind::Sequence(list) => list.items.as_slice(),
        _ => &[node],
    };
    items.iter().take(MOST).any(|&item| match &tree.node(tree.deref(item)).kind {
        NodeKind::Mapping(servers) => {
            servers.entries.iter().take(MOST).any(|server| text_of(tree, server.key) == Some(name))
        }
        _ => text_of(tree, item) == Some(name),
    })
}

/// Whether an entry begins its line with a dash, as an item of a list does, but with no space behind that.
fn is_dashed(cx: &Context<'_>, entry: &ToolEntry) -> bool {
    let (line, start) = (cx.line(entry.span.start()).start(), entry.span.start());
    // An indentation beyond this is not looked at: that would not be linear.
    entry.span.len() > 1
        && start - line < 64
        && cx.text(entry.span).starts_with('-')
        && cx.text(Span::new(line, start)).trim_start().is_empty()
}

/// The first of all entries that lack the space behind their dash, and what gives it to them. There is none in
/// quotes and in brackets, where a dash makes no items.
fn dash(cx: &Context<'_>, tools: &ToolList, gives: bool) -> Option<(usize, Fix)> {
    let first = tools.entries.iter().position(|entry| is_dashed(cx, entry))?;
    let all = tools.entries[first..].iter().filter(|entry| is_dashed(cx, entry));
    let edits: Vec<Edit> = all.map(|entry| Edit::insert(entry.span.start() + 1, " ")).collect();
    let mends = |after: &Context<'_>| {
        let list = if gives { &after.reading.tools } else { &after.reading.disallowed };
        let entry = list.as_ref().and_then(|list| list.entries.get(first));
        entry.is_some_and(|entry| !entry.text.starts_with('-'))
    };
    Some((first, cx.if_harmless(Fix::safe("Write a space behind each dash", edits), mends)?))
}

/// An entry that names no tool because of what it begins or ends with: half of a pair, or the dash of a
/// list without a space.
fn odd_mark(list: &List<'_, '_>, index: usize, fault: &mut Fault) -> Option<Diagnostic> {
    let (cx, entry) = (list.cx, &list.tools.entries[index]);
    let text = entry.text.as_str();
    let start = entry.span.start();
    let report = |what: &str, help: &str| {
        Diagnostic::new(&RULE, entry.span, [&code(text), " names no tool: ", what].concat()).help(help)
    };
    if list.dashes && is_dashed(cx, entry) {
        let what = "no space stands behind its dash, so it is no item of a list.";
        *fault = Fault::Dash;
        return Some(report(what, "Write `- ` before each tool."));
    }
    let pair = [('[', ']'), ('"', '"'), ('\'', '\'')].into_iter().find(|&(mark, _)| text.starts_with(mark));
    // A few entries on it is not looked for any more: that would not be linear.
    let closed = |close| list.tools.entries[index..].iter().take(8).any(|entry| entry.text.ends_with(close));
    if let Some((mark, _)) = pair.filter(|&(_, close)| !closed(close)) {
        let name = &text[1..];
        // It can't be found where the value holds escapes.
        let edit = cx.text(entry.span).starts_with(mark).then(|| Edit::delete(Span::new(start, start + 1)));
        let known = cx.reading.host.tool(name).is_some();
        let title = ["Remove the `", &text[..1], "`"].concat();
        let fix = edit.map(|edit| Fix::new(title, known, [edit]));
        let fix = fix.filter(|_| index < TRIED_OUT).and_then(|fix| cx.if_harmless(fix, |_| true));
        let what = ["its `", &text[..1], "` is never closed, so it is part of the name."].concat();
        *fault = Fault::Open;
        return Some(report(&what, "Close it, or remove it.").fix(fix));
    }
    if let Some((name, rest)) = text.split_once('(').filter(|(name, rest)| !name.is_empty() && !rest.contains(')')) {
        let fix = Edit::insert(entry.span.end(), ")");
        let whole = !rest.contains(',') && cx.reading.host.tool(name).is_some();
        let fix = whole.then(|| Fix::suggestion("Write `)` behind it", [fix]));
        let help = "Close it behind what belongs to it.";
        let what = "its `(` is never closed, so all that follows is part of the name.";
        *fault = Fault::Misspelt;
        return Some(report(what, help).fix(fix));
    }
    None
}

/// The tools that other hosts call `name`. A set of tools there is that many here, and never more than it holds.
fn elsewhere(name: &str) -> &'static str {
    const NAMES: &[(&str, &str)] = &[
        ("execute", "Bash"),
        ("run_command", "Bash"),
        ("run_commands", "Bash"),
        ("run_in_terminal", "Bash"),
        ("run_shell_command", "Bash"),
        ("shell", "Bash"),
        ("terminal", "Bash"),
        ("edit_files", "Edit"),
        ("str_replace", "Edit"),
        ("file_search", "Glob"),
        ("list_dir", "Glob"),
        ("list_directory", "Glob"),
        ("codebase", "Grep, Glob"),
        ("grep_search", "Grep"),
        ("search", "Grep, Glob"),
        ("text_search", "Grep"),
        ("read_file", "Read"),
        ("view", "Read"),
        ("todo", "TodoWrite"),
        ("fetch", "WebFetch"),
        ("web", "WebSearch, WebFetch"),
        ("create_file", "Write"),
        ("write_file", "Write"),
    ];
    let name = name.rsplit('/').next().unwrap_or(name);
    NAMES.iter().find(|(other, _)| alike(name, other)).map_or("", |&(_, tools)| tools)
}

/// Removes an entry, as [`removals`] does.
pub(super) fn remove(cx: &Context<'_>, tools: &ToolList, index: usize) -> Option<Fix> {
    let edits = removals(cx, tools, &[index])?;
    Some(Fix::suggestion(say("Remove `{}`", &[&tools.entries[index].text]), edits))
}

/// Removes the entries at `gone`, which is sorted, each with the separator beside it, if nothing but that
/// stands between it and its neighbour, and if others are left. What the host reads stays the same if they
/// name no tools, but the author may have meant others.
pub(super) fn removals(cx: &Context<'_>, tools: &ToolList, gone: &[usize]) -> Option<Vec<Edit>> {
    let separates = |gap: &str| {
        // One quote that ends an item and another that begins the next go together.
        let quote = |byte: Option<u8>| byte.filter(|byte| matches!(byte, b'"' | b'\''));
        let (first, last) = (quote(gap.bytes().next()), quote(gap.bytes().next_back()));
        let inner = if first.is_some() { gap.get(1..gap.len() - 1).unwrap_or_default() } else { gap };
        first == last && !inner.is_empty() && inner.bytes().all(|byte| b", -\n\r".contains(&byte))
    };
    let start = |index: usize| tools.entries[index].span.start();
    let end = |index: usize| tools.entries[index].span.end();
    let kept = (0..tools.entries.len()).rev().find(|index| gone.binary_search(index).is_err())?;
    gone.iter()
        .map(|&index| {
            let forward = index < kept;
            let (from, to) = if forward { (end(index), start(index + 1)) } else { (end(index - 1), start(index)) };
            // Aliases may lead back.
            let in_order = from < to && start(index) <= to && from <= end(index);
            let gone = || if forward { Span::new(start(index), to) } else { Span::new(from, end(index)) };
            (in_order && separates(cx.text(Span::new(from, to)))).then(|| Edit::delete(gone()))
        })
        .collect()
}

/// The tools of an entry that are separated by something that separates none for the host.
fn separated_otherwise(cx: &Context<'_>, text: &str, last: bool) -> Option<String> {
    let separators = [';', '|', '\n', '\t', '\r', '\u{3001}', '\u{ff0c}', '\u{a0}', '+'];
    // A separator that goes may be what made the host quote the whole, and a colon what has to be quoted.
    if !text.contains(separators) || text.contains(':') {
        return None;
    }
    let names: Vec<&str> = text.split(separators).map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = |name: &&str| name.starts_with("mcp__") || cx.reading.host.tool(name).is_some();
    if names.is_empty() || !names.iter().all(known) {
        return None;
    }
    let comma = if text.ends_with(separators) && !last { "," } else { "" };
    Some([&names.join(", "), comma].concat())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

    #[test]
    fn marks_the_tool() {
        check(
            "
---
name: é
description: d
tools: Read, é, Bash(é)
             ^ unknown-tool
                    ^^^ ignored-specifier
disallowedTools:
  - grep
    ^^^^ unknown-tool
  - Workflow
---
",
        );
    }

    #[test]
    fn closes_or_removes_what_is_left_open() {
        for (before, after) in [
            ("tools: [Read, Grep", "tools: Read, Grep"),
            ("tools: Read, \"Grep", "tools: Read, Grep"),
            ("tools: Read, Bash(git *", "tools: Read, Bash(git *)"),
            ("tools:\n  - Read\n  - Bash(git *", "tools:\n  - Read\n  - Bash(git *)"),
        ] {
            fix(
                "unknown-tool",
                &format!("---\nname: a\ndescription: d\n{before}\n---\n"),
                &format!("---\nname: a\ndescription: d\n{after}\n---\n"),
            );
        }
        // The quotes that other readers need must not hide that the bracket is open.
        fix_everything(
            "---\nname: a\ndescription: d\ntools: [Read, Grep\n---\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep\n---\n",
        );
        fix_everything(
            "---\nname: a\ndescription: d\ntools:\n  -Read\n  -Grep\n---\n",
            "---\nname: a\ndescription: d\ntools:\n  - Read\n  - Grep\n---\n",
        );
        // What one entry is mended by must not get in the way of what removes another.
        for (before, after) in [("-- \n  -- \n  -- ", ""), ("[Frob Bash(a, b)]", "[Bash(a)]"), ("Read|mcp__:", "")] {
            let tools = |tools: &str| format!("---\nname: a\ndescription: d\ntools: {tools}\n---\n");
            let after = if after.is_empty() { "no fix" } else { &tools(after) };
            fix("unknown-tool", &tools(before), after);
        }
        let open = "---\nname: a\ndescription: d\ntools: [Frob, Read\n---\n";
        fix_everything(open, open);
    }

    #[test]
    fn reports_a_useless_list_once() {
        check(
            "
---
name: é
description: d
tools: [edit/é, runTests]
        ^^^^^^ unknown-tool
---
",
        );
        check(
            "
---
name: é
description: d
# passmuster: ignore[unknown-tool] é
tools: Read, terraform, git, é/Frob, microsoft.docs.mcp
disallowedTools:
  - terraform
    ^^^^^^^^^ unknown-tool
  - git
---
",
        );
    }

    #[test]
    fn mends_a_useless_list_at_once() {
        for (before, after) in [
            ("[\"bash\", \"read\", \"frob\"]", "[\"Bash\", \"Read\"]"),
            ("edit, multiedit, frob, Nicate", "Edit"),
            ("search, search/codebase, read", "Grep, Glob, Read"),
            ("\n  - search # é\n  - read", "\n  - Grep, Glob # é\n  - Read"),
            ("[glob, codebase, web]", "[Glob, Grep, WebSearch, WebFetch]"),
            ("web, fetch", "WebSearch, WebFetch"),
            ("search, runCommands", "Bash"),
            ("\n  - frob\n  - bash\n  - ls", "\n  - Bash"),
        ] {
            fix(
                "unknown-tool",
                &format!("---\nname: a\ndescription: d\ntools: {before}\n---\n"),
                &format!("---\nname: a\ndescription: d\ntools: {after}\n---\n"),
            );
        }
        for tools in ["Frobnicate", "frob, Nicate", "\n  - frob # é\n  - bash", "ExitPlanMode, AskUserQuestion"] {
            fix("unknown-tool", &format!("---\nname: a\ndescription: d\ntools: {tools}\n---\n"), "no fix");
        }
        let safe = |tools: &str| format!("---\nname: a\ndescription: d\ntools: {tools}\n---\n");
        fix_everything(&safe("[bash, read, READ]"), &safe("[Bash, Read]"));
    }

    #[test]
    fn writes_what_was_meant() {
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: bash(git *), Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Bash(git *), Read\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: [Read, MultiEdit]\n---\n",
            "---\nname: a\ndescription: d\ntools: [Read, Edit]\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: MultiEdit, Edit\n---\n",
            "---\nname: a\ndescription: d\ntools: Edit\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: Read; Grep\n---\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep\n---\n",
        );
    }
}
