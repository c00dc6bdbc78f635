//! How long `check`, `preview` and `fix` take: `cargo bench`, or `cargo bench -- WORD` for the rows
//! that hold a word.
//!
//! A plain program: it runs each call over and over and prints the shortest and the middle time.
//! Every odd file comes in two sizes, so that one sees whether time grows with the text.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program that measures time and prints it")]

use passmuster::api::{self, Options};
use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each call is repeated at least, unless it takes longer itself.
const PATIENCE: Duration = Duration::from_millis(300);

/// The host ignores files of more bytes.
const READ_AT_MOST: usize = 1 << 20;

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));

    println!("times in ms: shortest / middle\n");
    println!("{:<28} {:>9} {:>19} {:>19} {:>19}", "file", "KB", "check", "preview", "check + preview");
    for kilobytes in [4, 40, 400, 4_000] {
        let name = format!("agent {kilobytes} KB");
        if wanted(&name) {
            let text = agent(kilobytes * 1_000);
            let times =
                [measure(|| check(&text)), measure(|| preview(&text)), measure(|| check(&text) + preview(&text))];
            let [a, b, c] = times.map(|(least, middle)| format!("{least:.3} / {middle:.3}"));
            println!("{name:<28} {:>9.1} {a:>19} {b:>19} {c:>19}", text.len() as f64 / 1e3);
        }
    }

    println!("\n{:<28} {:>9} {:>12} {:>12} {:>12}   growth of check", "file", "KB", "check", "preview", "fix");
    for (name, count, make) in ODD {
        if !wanted(name) {
            continue;
        }
        let mut last: Option<(f64, f64)> = None;
        for count in [*count, count * 4] {
            let text = make(count);
            let size = text.len() as f64;
            let (time, _) = measure(|| check(&text));
            let (shown, _) = measure(|| preview(&text));
            let (mended, _) = measure(|| fix(&text));
            let growth = match last {
                // Most of the work is then left out, so this is no growth.
                Some(_) if text.len() > READ_AT_MOST => "more than the host reads".to_owned(),
                Some((before, least)) => format!("{:.1}x the text, {:.1}x the time", size / before, time / least),
                None => String::new(),
            };
            last = Some((size, time));
            println!("{name:<28} {:>9.1} {time:>12.3} {shown:>12.3} {mended:>12.3}   {growth}", size / 1e3);
        }
    }
}

fn check(text: &str) -> usize {
    api::check(black_box(text), &Options::default()).map_or(0, |result| result.diagnostics.len())
}

fn preview(text: &str) -> usize {
    api::preview(black_box(text), &Options::default()).map_or(0, |result| result.html.len())
}

fn fix(text: &str) -> usize {
    api::fix(black_box(text), &Options::default()).map_or(0, |result| result.output.len())
}

/// The shortest and the middle time, in milliseconds.
fn measure(call: impl Fn() -> usize) -> (f64, f64) {
    let mut times = Vec::new();
    let begin = Instant::now();
    while times.is_empty() || (begin.elapsed() < PATIENCE && times.len() < 1_000) {
        let start = Instant::now();
        black_box(call());
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2])
}

/// An agent file as people write them, of about so many bytes.
fn agent(bytes: usize) -> String {
    let mut text = String::from(
        "---\nname: release-notes\ndescription: \"Use this agent when a release is due: it reads the log and writes the notes. \
         Examples: <example>Context: The tag is set.\\nuser: \\\"Write the notes for 2.4\\\"\\n\
         assistant: \\\"I'll use the release-notes agent.\\\"</example>\"\n\
         tools: Read, Grep, Glob, Bash(git log:*)\nmodel: sonnet\ncolor: green\n---\n\nYou write release notes.\n",
    );
    let mut section = 0;
    while text.len() < bytes {
        section += 1;
        let _ = write!(
            text,
            "\n## {section}. Read what changed\n\nTake the commits since the last tag, *oldest first*, and sort them:\n\n\
             - **Features** that users see, with a link such as [the manual](https://example.org/manual#{section})\n\
             - **Fixes**, each with its number\n  1. the symptom, in the words of the report\n  2. the cause, if one line says it\n\
             - everything else — only if somebody has to act\n\n\
             ```sh\ngit log --oneline v2.{section}..HEAD | grep -v '^Merge'\n```\n\n\
             | Part | Who | `flag` |\n| --- | :-: | --: |\n| parser | Ana | `--strict` |\n| page | Ömer | none |\n\n\
             > Never invent a change. If the log is unclear, ask.\n\nNotes are read by people who want to know whether to upgrade today; \
             they skim headings, so the heading says it all, and nothing that matters stands in the last sentence.\n",
        );
    }
    text
}

type Odd = (&'static str, usize, fn(usize) -> String);

/// Files that make parsers slow, with the smaller of two sizes.
const ODD: &[Odd] = &[
    ("nested brackets", 4_000, |count| field(&"[".repeat(count))),
    ("nested brackets, closed", 4_000, |count| field(&["[".repeat(count), "]".repeat(count)].concat())),
    ("nested braces", 4_000, |count| field(&"{a: ".repeat(count))),
    ("nested dashes", 4_000, |count| field(&"- ".repeat(count))),
    ("nested tools", 1_000, |count| file(&["tools: ", &"[".repeat(count), &"]".repeat(count), "\n"].concat())),
    ("nested quotes in the body", 20_000, |count| body(&"> ".repeat(count))),
    ("nested lists in the body", 20_000, |count| body(&"- ".repeat(count))),
    ("nested links in the body", 20_000, |count| body(&"[".repeat(count))),
    ("aliases", 75_000, aliases),
    ("aliases, a million", 250_000, aliases),
    ("undefined aliases", 75_000, |count| field(&"*a ".repeat(count))),
    ("undefined aliases, a million", 250_000, |count| field(&"*a ".repeat(count))),
    ("number signs", 250_000, |count| field(&"#".repeat(count))),
    ("number signs, four million", 1_000_000, |count| field(&"#".repeat(count))),
    ("comments", 50_000, |count| file(&"# c\n".repeat(count))),
    ("one long line", 250_000, |count| field(&"a".repeat(count))),
    ("one long line, 4 MB", 1_000_000, |count| field(&"a".repeat(count))),
    ("many fields on one line", 20_000, |count| {
        ["---\n{", &each(count, |at| format!("a{at}: b, ")), "}\n---\n"].concat()
    }),
    ("the same field", 20_000, |count| file(&"model: opus\n".repeat(count))),
    ("unknown fields", 20_000, |count| file(&each(count, |at| format!("key{at}: v\n")))),
    ("almost known fields", 20_000, |count| file(&each(count, |at| format!("mode{at}: v\n")))),
    ("second try", 15_000, |count| file(&each(count, |at| format!("key{}: v: w\n", letters(at))))),
    ("second try with comments", 10_000, |count| {
        file(&["color: red # c\nx: y: z\n", &"model: a # b\n".repeat(count)].concat())
    }),
    ("second try of lists", 10_000, |count| {
        file(&["x: y: z\n", &each(count, |at| format!("{}: [a, b]\n", letters(at)))].concat())
    }),
    ("colons, numbered keys", 15_000, |count| file(&each(count, |at| format!("key{at}: v: w\n")))),
    ("colons, CR LF", 20_000, |count| file(&"a: v: w\n".repeat(count)).replace('\n', "\r\n")),
    ("tabs", 20_000, |count| file(&"a:\n\tb: c\n".repeat(count))),
    ("text behind quotes", 20_000, |count| file(&"a: \"b\" c\n".repeat(count))),
    ("text at the margin", 20_000, |count| file(&["description: x\n", &"word word\n".repeat(count)].concat())),
    ("unclosed quotes", 20_000, |count| file(&"a: \"\n".repeat(count))),
    ("hundreds of errors, one line", 20_000, |count| field(&"@ ] \"a\" b } ".repeat(count))),
    ("unknown tools", 10_000, |count| file(&["tools: ", &each(count, |at| format!("tool{at}, ")), "\n"].concat())),
    ("misspelt tools", 10_000, |count| file(&["tools:\n", &"  - bash\n".repeat(count)].concat())),
    ("denied tools", 2_000, |count| {
        let tools = each(count, |at| format!("mcp__a__{at}, "));
        file(&["tools: ", &tools, "\ndisallowedTools: ", &tools, "\n"].concat())
    }),
    ("hooks", 10_000, |count| file(&["hooks:\n", &each(count, |at| format!("  E{at}: []\n"))].concat())),
    ("no end of the frontmatter", 15_000, |count| ["---\nname: a\n", &"description: x\n".repeat(count)].concat()),
    ("tags in the body", 50_000, |count| body(&"<a>\n".repeat(count))),
    ("names of tags in the body", 20_000, |count| body(&each(count, |at| format!("<a{at}>\n")))),
    ("fences in the body", 20_000, |count| body(&"```a\n```b\n```\n```\n".repeat(count / 2))),
    ("backticks in the body", 50_000, |count| body(&each(count / 50, |at| "`".repeat(at % 100 + 1) + " "))),
    ("variables in the body", 20_000, |count| body(&each(count, |at| format!("${{A{at}}} `{{{{b}}}}` ")))),
    ("files in the body", 20_000, |count| body(&"@a/b.md @c ".repeat(count))),
    ("tools in the body", 20_000, |count| body(&"use WebFetch, use AskUserQuestion ".repeat(count / 2))),
    ("examples in the description", 5_000, |count| {
        field(&["\"", &"<example>user: a</example> ".repeat(count), "\""].concat())
    }),
];

fn aliases(count: usize) -> String {
    file(&["a: &a x\nb: [", &"*a,".repeat(count), "]\n"].concat())
}

fn file(fields: &str) -> String {
    ["---\nname: a\ndescription: d\n", fields, "---\nbody\n"].concat()
}

fn field(value: &str) -> String {
    ["---\nname: a\ndescription: ", value, "\n---\nbody\n"].concat()
}

fn body(text: &str) -> String {
    ["---\nname: a\ndescription: d\n---\n", text, "\n"].concat()
}

fn each(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

/// A number as letters: the host's second try takes no digits in keys.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
