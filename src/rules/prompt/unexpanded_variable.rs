//! `unexpanded-variable`: a variable that nothing puts a value in for.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::{Mark, Span};

pub(crate) static RULE: Rule = Rule {
    name: "unexpanded-variable",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A variable in the prompt for which no value is put in",
        confidence: Confidence::Medium,
        source: Source::Observed(&["prompt"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds `$ARGUMENTS`, `{{name}}` and `${NAME}` in the prompt. Code is not looked at, as it may be an example; but paths that begin with `${NAME}/` and the variables of plugins are found there, too. Each variable is reported once.",
        why: "The agent gets the prompt as it stands. Only commands and skills have arguments, and only in the prompts of plugin agents are values put in, for `${CLAUDE_PLUGIN_ROOT}`, `${CLAUDE_PLUGIN_DATA}` and `${CLAUDE_PROJECT_DIR}`. Everything else the agent reads as these very characters, and a tool such as `Read` takes them for part of a file's name.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nReview the following: $ARGUMENTS\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nReview what you are asked to review.\n",
        fix: "Writes the variables of plugins with their braces.",
        further: &[
            (
                "claude-code",
                &[
                    "---\nname: a\ndescription: d\n---\nYou work for {{company}}.\n",
                    "---\nname: a\ndescription: d\n---\nRead `${HOME}/notes.md` and ${CLAUDE_PLUGIN_ROOT}/rules.md\n",
                ],
            ),
            ("claude-code-plugin", &["---\nname: a\ndescription: d\n---\nRead `$CLAUDE_PLUGIN_ROOT/rules.md`\n"]),
        ],
    },
    check,
};

/// How many variables are reported.
const MOST: usize = 16;

/// What the host puts values in for, in the prompts of plugin agents.
const OF_PLUGINS: [&str; 3] = ["CLAUDE_PLUGIN_ROOT", "CLAUDE_PLUGIN_DATA", "CLAUDE_PROJECT_DIR"];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(prompt) = cx.prompt() else { return };
    let text = cx.text(prompt);
    let mut seen: Vec<&str> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    for start in cx.marks(Mark::Variable, prompt).map(|place| place - prompt.start()) {
        if start < at {
            continue;
        }
        if seen.len() == MOST {
            return;
        }
        // What stands behind a dollar sign is an expression of other programs: `${{ github.ref }}`.
        let foreign = bytes[start] == b'{' && start > 0 && matches!(bytes[start - 1], b'$' | b'{');
        let Some(variable) = variable(&text[start..]).filter(|_| !foreign) else { continue };
        at = start + variable.text.len();
        let span = Span::new(prompt.start() + start, prompt.start() + at);
        if !seen.contains(&variable.text)
            && let Some(diagnostic) = report(cx, &variable, span)
        {
            seen.push(variable.text);
            found.push(diagnostic);
        }
    }
}

/// A variable as it is written.
struct Variable<'t> {
    text: &'t str,
    name: &'t str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `$NAME`
    Plain,
    /// `${NAME}`
    Braces,
    /// `{{name}}`
    Template,
}

/// The variable that `text` begins with.
fn variable(text: &str) -> Option<Variable<'_>> {
    let (open, close, kind) = if text.starts_with("${") {
        ("${", "}", Kind::Braces)
    } else if text.starts_with('$') {
        ("$", "", Kind::Plain)
    } else if text.starts_with("{{{") {
        ("{{{", "}}}", Kind::Template)
    } else {
        ("{{", "}}", Kind::Template)
    };
    let rest = text.strip_prefix(open)?;
    let template = kind == Kind::Template;
    let is_name = |b: &u8| match b {
        b'A'..=b'Z' | b'0'..=b'9' | b'_' => true,
        b'a'..=b'z' | b'.' | b'-' | b' ' => template,
        _ => false,
    };
    let length = rest.bytes().take_while(is_name).count();
    let name = &rest[..length];
    let closed = rest[length..].starts_with(close);
    (closed && name.trim().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')).then(|| Variable {
        text: &text[..open.len() + length + close.len()],
        name,
        kind,
    })
}

const VALUE: &str = "Write the value itself, or tell the agent where to find it.";

fn report(cx: &Context<'_>, variable: &Variable<'_>, span: Span) -> Option<Diagnostic> {
    let source = cx.document.source;
    let before = source[..span.start()].chars().next_back();
    let place = cx.code().at(span.start());
    let plugin = cx.reading.host.id == "claude-code-plugin";
    let of_plugins = OF_PLUGINS.contains(&variable.name);
    let quoted = place.is_some() || matches!(before, Some('\'' | '\\')) || in_quotes(source, span.start());
    let mut fix = None;
    let (reported, help) = match variable.kind {
        Kind::Plain | Kind::Braces if variable.name == "ARGUMENTS" => {
            (!quoted, "Remove it: an agent is handed its task as a message. Only commands and skills have arguments.")
        }
        Kind::Plain if !of_plugins || !plugin => return None,
        Kind::Plain => {
            fix = Some(write_instead(span, &say("${{}}", &[variable.name]), false));
            (true, "Put braces around its name.")
        }
        Kind::Braces if of_plugins => {
            (!plugin, "If a plugin ships this file, check it as a plugin agent; otherwise write the path itself.")
        }
        Kind::Braces => {
            // A path is one to open; anything else in code may well speak of variables.
            let begins = before.is_none_or(|c| matches!(c, '`' | '"' | '(') || c.is_whitespace());
            let path = begins && source[span.end()..].starts_with('/');
            (!place.is_some_and(|place| place.block) && (path || !quoted), VALUE)
        }
        Kind::Template => (!quoted, VALUE),
    };
    if !reported {
        return None;
    }
    let message =
        say("{} puts nothing in for `{}`: the agent reads these very characters.", &[cx.host(), variable.text]);
    Some(Diagnostic::new(&RULE, span, message).help(help).fix(fix))
}

/// Whether what stands at byte `at` is quoted on its line: what somebody else says.
fn in_quotes(source: &str, at: usize) -> bool {
    const NEAR: usize = 256;
    let line = source[source.floor_char_boundary(at.saturating_sub(NEAR))..at].rsplit('\n').next().unwrap_or_default();
    let straight = line.bytes().filter(|&byte| byte == b'"').count();
    straight % 2 == 1 || line.rfind('“') > line.rfind('”')
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_for};

    #[test]
    fn marks_variables() {
        check(
            "
---
name: a
description: d
---
é $ARGUMENTS, `$ARGUMENTS`, \"$ARGUMENTS\" $HOME {{é}} {{ }} {x} $1 ${x}
  ^^^^^^^^^^ unexpanded-variable
{{ user.name }} {{{company}}} `{{x}}` \"é {{y}}\" “{{z}}”
^^^^^^^^^^^^^^^ unexpanded-variable
                ^^^^^^^^^^^^^ unexpanded-variable
`${HOME}/é` ${HOME} `${USER}` ${TEAM}
 ^^^^^^^ unexpanded-variable
                              ^^^^^^^ unexpanded-variable
```
${DATA}/x ${CLAUDE_PLUGIN_ROOT}/x
          ^^^^^^^^^^^^^^^^^^^^^ unexpanded-variable
```
",
        );
    }

    #[test]
    fn knows_what_plugins_have() {
        check_for("claude-code-plugin", "\n", "
---
name: a
description: d
---
${CLAUDE_PLUGIN_ROOT} ${CLAUDE_PROJECT_DIR} ${CLAUDE_PLUGIN_DATA} ${CLAUDE_SESSION_ID} $CLAUDE_PLUGIN_DATA
                                                                  ^^^^^^^^^^^^^^^^^^^^ unexpanded-variable
                                                                                       ^^^^^^^^^^^^^^^^^^^ unexpanded-variable
");
    }
}
