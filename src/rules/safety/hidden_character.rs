//! `hidden-character`: a character that the model reads and nobody sees.

use crate::config::Level;
use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::{Grant, ToolEntry};
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, code_point};
use crate::text::{Mark, Span};

pub(crate) static RULE: Rule = Rule {
    name: "hidden-character",
    group: Group::Safety,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A character that the model reads and nobody sees",
        confidence: Confidence::High,
        source: Source::Documented("https://www.unicode.org/reports/tr36/"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds characters without a shape: zero-width spaces and joiners, soft hyphens, fillers, control characters, variation selectors and tag characters. What tag characters and variation selectors spell is decoded. Emoji, flags, and scripts that need such characters are left alone.",
        why: "A text can be hidden in such characters. It reaches the model like any other, but not those who read the file before they use it. Even a harmless one makes a name or a word another one than it seems to be.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review\u{200b} code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Removes them. It is a guess in the frontmatter, beside punctuation, where they may be there to keep marks from being taken for markup, and for control characters, which often are what is left of another character.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\n---\nYou re\u{ad}view\u{2060}\u{feff} code.\n",
                "---\nname: a\ndescription: d\n---\nYou review code.\u{e0052}\u{e0075}\u{e006e}\u{e0020}\u{e0069}\u{e0074}\n",
                "---\nname: a\ndescription: d\n---\n\u{4} Code\n",
                "---\nname: a\ndescription: d\n---\n## =\u{4} Code\n",
                "---\nname: a\ndescription: d\n---\na\u{200b}b\u{200b}c\u{200b}d\u{200b}e\u{200b}f\u{200b}g\u{200b}h\u{200b}i\u{200b}j\n",
            ],
        )],
    },
    check,
};

/// How many places are reported one by one; fixes in the frontmatter are tried out.
const MOST: usize = TRIED_OUT;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // What is no agent's is not said to be read by a model.
    if cx.document.envelope.fences.is_none() && cx.reading.agent.is_none() {
        return;
    }
    let runs = runs(cx);
    if runs.len() <= MOST {
        found.extend(runs.iter().map(|run| report(cx, std::slice::from_ref(run), *run)));
    } else {
        let telling = runs.iter().find(|run| spelled(cx.text(**run)).is_some());
        found.push(report(cx, &runs, *telling.unwrap_or(&runs[0])));
    }
}

/// Reports `runs` at one of them.
fn report(cx: &Context<'_>, runs: &[Span], place: Span) -> Diagnostic {
    let whole = cx.text(place);
    let text = whole.trim_start_matches(HALF);
    let first = text.chars().next().unwrap_or_default();
    let alone = text.len() == first.len_utf8();
    let spelled = spelled(text);
    let (what, help) = match &spelled {
        Some(spelled) => {
            ([INVISIBLE, " spell ", &code(spelled)].concat(), "Remove them, and find out who put them there.")
        }
        None if text != whole => (
            [
                &code_point(first),
                " is a control character: with the mark before it, it is probably what is left of an emoji",
            ]
            .concat(),
            "Write the emoji that was meant, or remove what is left of it.",
        ),
        None if first.is_control() && alone => (
            [&code_point(first), " is a control character, often what is left of another one"].concat(),
            "Write the character that was meant, or remove it.",
        ),
        None if alone => ([&code_point(first), " is invisible"].concat(), HELP),
        None => ([INVISIBLE, " stand here, the first of them ", &code_point(first)].concat(), HELP),
    };
    let more = match runs.len() {
        1 => String::new(),
        places => [", and there are others in ", &(places - 1).to_string(), " more places"].concat(),
    };
    let message = [&what, &more, ". The model reads what nobody sees."].concat();
    let safe = runs.iter().all(|run| is_removed_safely(cx, *run));
    let mut diagnostic = Diagnostic::new(&RULE, place, message).help(help);
    if spelled.is_some() {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.fix(cx.remove("Remove the invisible characters", runs, safe))
}

const INVISIBLE: &str = "Invisible characters";
/// The lower bytes of `U+D83C` to `U+D83E`, the first halves of emoji in UTF-16: behind one that was cut to its
/// bytes the other half may be a control character.
const HALF: [char; 3] = ['<', '=', '>'];
const HELP: &str = "Remove what is invisible, unless you know what it is for.";

/// Whether nothing but the characters goes with them: no markup comes of what stands around them.
fn is_removed_safely(cx: &Context<'_>, run: Span) -> bool {
    let source = cx.document.source;
    let beside = [source[..run.start()].chars().next_back(), source[run.end()..].chars().next()];
    let text = cx.text(run);
    let quiet = !text.contains(char::is_control) && !beside.iter().flatten().any(char::is_ascii_punctuation);
    quiet || spelled(text).is_some()
}

/// The runs of hidden characters that have no business where they are.
fn runs(cx: &Context<'_>) -> Vec<Span> {
    let source = cx.document.source;
    let mut runs = Vec::new();
    let mut at = cx.document.envelope.start as usize;
    for start in cx.marks(Mark::Unseen, cx.whole()) {
        if start < at {
            continue;
        }
        let len = source[start..].find(|c| !is_hidden(c)).unwrap_or(source.len() - start);
        at = start + len;
        if len == 0 {
            continue;
        }
        let after = source[at..].chars().next().unwrap_or('\n');
        let before = source[..start].chars().next_back().unwrap_or('\n');
        if !is_needed(before, &source[start..start + len], after) && !in_unknown_tool(cx, start) {
            let control = source[start..].starts_with(char::is_control);
            runs.push(Span::new(start - usize::from(control && HALF.contains(&before)), start + len));
        }
    }
    runs
}

/// Whether byte `at` of the frontmatter is part of a name that no tool has, which a rule of its own shows.
fn in_unknown_tool(cx: &Context<'_>, at: usize) -> bool {
    // Each place is held against each entry.
    const MOST: usize = 64;
    at < cx.document.envelope.body.start()
        && cx.levels.of(&crate::rules::loss::unknown_tool::RULE) != Level::Off
        && [&cx.reading.tools, &cx.reading.disallowed].into_iter().flatten().any(|tools| {
            let holds = |entry: &ToolEntry| entry.span.start() <= at && at < entry.span.end();
            let mut entries = tools.entries.iter();
            tools.entries.len() <= MOST
                && !tools.has_all()
                && entries.any(|entry| entry.grant == Grant::Unknown && holds(entry))
        })
}

/// Whether a character has no shape of its own. Marks of the direction of text have their own rule.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\x08' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a run of hidden characters between `before` and `after` belongs to how these are written.
fn is_needed(before: char, run: &str, after: char) -> bool {
    let beside = |scripts: fn(char) -> bool| scripts(before) || scripts(after);
    let mut chars = run.chars();
    match (chars.next().unwrap_or_default(), chars.next()) {
        // Joiners, in emoji and in the scripts from Arabic on.
        ('\u{200c}' | '\u{200d}', None) => before >= '\u{600}',
        ('\u{fe0f}', None) if after == '\u{20e3}' => true,
        // The look of an emoji, which may be joined to another one.
        ('\u{fe0e}' | '\u{fe0f}', Some('\u{200d}')) => !before.is_ascii() && chars.next().is_none(),
        ('\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}', None) => !before.is_ascii(),
        // Where words may break, in scripts without spaces between them.
        ('\u{200b}', None) => {
            beside(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'))
        }
        ('\u{180b}'..='\u{180f}', None) => beside(|c| matches!(c, '\u{1800}'..='\u{18af}')),
        ('\u{115f}' | '\u{1160}', None) => beside(|c| matches!(c, '\u{1100}'..='\u{11ff}')),
        ('\u{34f}', None) => before >= '\u{300}',
        // The flags of England, Scotland and Wales: a letter for each tag, and the tag that ends them.
        ('\u{e0020}'..='\u{e007e}', _) => before == '\u{1f3f4}' && run.ends_with('\u{e007f}') && run.len() <= 7 * 4,
        _ => false,
    }
}

/// What tag characters stand for, or variation selectors if each is taken for a byte.
fn spelled(run: &str) -> Option<String> {
    let bytes = run.chars().filter_map(|c| {
        let byte = match c {
            '\u{e0020}'..='\u{e007e}' => u32::from(c) - 0xe_0000,
            '\u{fe00}'..='\u{fe0f}' => u32::from(c) - 0xfe00,
            '\u{e0100}'..='\u{e01ef}' => u32::from(c) - 0xe_0100 + 16,
            _ => return None,
        };
        Some(byte as u8)
    });
    // Behind an emoji the first selector may be the emoji's.
    let bytes: Vec<u8> = bytes.skip_while(|&byte| byte == 15).collect();
    let text = String::from_utf8(bytes).ok()?;
    (text.len() > 1 && !text.contains(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose, fix};
    use crate::text::{Mark, Marks, Span};

    #[test]
    fn each_of_them_is_marked() {
        for c in ('\0'..=char::MAX).filter(|&c| super::is_hidden(c)) {
            let marks = Marks::of(c.encode_utf8(&mut [0; 4]));
            assert_eq!(marks.within(Mark::Unseen, Span::new(0, 1)), [0], "{c:?}");
        }
    }

    #[test]
    fn leaves_the_names_of_tools_to_their_rule() {
        let file = "---\nname: a\ndescription: d\ntools: Read\u{200b}\n---\nx\n";
        let found = diagnose(file, "claude-code");
        let about: Vec<&str> = found.iter().map(|diagnostic| diagnostic.rule.name).collect();
        assert!(about.contains(&"unknown-tool") && !about.contains(&"hidden-character"), "{about:?}");
        assert!(found.iter().any(|diagnostic| diagnostic.message.starts_with("`Read<U+200B>` names no tool.")));
    }

    #[test]
    fn marks_the_characters() {
        check(
            "
---
name: a
description: d\u{200b}e
              ^ hidden-character
---
A\u{ad}B \u{2060}\u{feff}C
 ^ hidden-character
    ^^ hidden-character
\u{1f600}\u{e0101}\u{e0102}
 ^^ hidden-character
x\u{200d}y \u{3164}\u{1b}[8m =\u{4}
 ^ hidden-character
    ^^ hidden-character
          ^^ hidden-character
",
        );
    }

    #[test]
    fn leaves_alone_what_scripts_and_emoji_need() {
        check("
\u{feff}---
name: a
description: d
---
\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{26a0}\u{fe0f} 1\u{fe0f}\u{20e3} \u{a9}\u{fe0e}
\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}
\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645} \u{915}\u{94d}\u{200d}\u{937} \u{e01}\u{200b}\u{e02} \u{845b}\u{e0100}
");
    }

    #[test]
    fn says_nothing_of_what_is_no_agent() {
        check(
            "
A\u{200b}B
^^^ missing-frontmatter
",
        );
    }

    #[test]
    fn decodes_bytes() {
        assert_eq!(super::spelled("\u{e0048}\u{e0069}"), Some("Hi".to_owned()));
        assert_eq!(super::spelled("\u{fe0f}\u{e0138}\u{e0159}"), Some("Hi".to_owned()));
        assert_eq!(super::spelled("\u{e0101}\u{e0102}"), None);
    }

    #[test]
    fn removes_them() {
        let source = |gap: &str| ["---\nname: a\ndescription: d\n---\n", &["A"; 30].join(gap), "\n"].concat();
        fix("hidden-character", &source("\u{200b}"), &source(""));
        fix(
            "hidden-character",
            "---\nname: a\u{200b}b\ndescription: d\n---\nB\n",
            "---\nname: ab\ndescription: d\n---\nB\n",
        );
        fix(
            "hidden-character",
            "---\nname: a\ndescription: d\n---\n``\u{200b}`\n",
            "---\nname: a\ndescription: d\n---\n```\n",
        );
    }
}
