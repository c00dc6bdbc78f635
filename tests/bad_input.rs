//! Whatever the text, there is an answer: `check`, `preview` and `fix` come to an end without a
//! panic, and what they answer grows no faster than the text.
//!
//! Nothing here is timed; `benches/` is for that.
#![allow(clippy::print_stderr, reason = "a test says what it stumbled over")]

use passmuster::api::{self, CheckResult, FixResult, Options, PreviewResult};
use passmuster::host::Host;

#[test]
fn every_single_byte() {
    answer("");
    for byte in 0..=u8::MAX {
        let text = String::from_utf8_lossy(&[byte]).into_owned();
        answer(&text);
        for around in [
            "---\nX",
            "---\nname: X\n---\n",
            "---\nX: a\n---\n",
            "X---\n---\n",
            "---X\na: b\n---",
            "---\nname: a\ndescription: d\n---\nX",
        ] {
            answer(&around.replace('X', &text));
        }
    }
}

#[test]
fn odd_characters() {
    for text in [
        "\0",
        "\r",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\u{fffe}",
        "\u{10ffff}",
        "\u{85}",
        "\u{2028}",
        "\u{200b}",
        "\u{a0}",
    ] {
        for times in [1, 2, 3, 1000] {
            let run = text.repeat(times);
            answer(&run);
            answer(&format!("{run}---\nname: a\ndescription: d\n---\nbody\n"));
            answer(&format!("---\nname: a{run}\n{run}description: d{run}\ntools: {run}Read{run}\n---{run}\n{run}"));
        }
    }
    answer("---\rname: a\rdescription: d\r---\rbody\r");
    answer("---\r\nname: a\rdescription: d: e\r\n---\n\rbody");
}

#[test]
fn every_beginning_of_a_file() {
    let source = "\u{feff}---\r\nname: \"é\\u00e9\" # c\r\ndescription: &a |-\r\n  x: 'y\r\n\r\ntools: [Read, *a, {b: c}]\r\n--- \r\n# 😀\r\n```x\r\n";
    for (end, _) in source.char_indices() {
        answer(&source[..end]);
        answer(&source[end..]);
    }
}

#[test]
fn one_long_line() {
    let size = 4_000_000;
    for unit in ["a", "é", " ", "a: ", "\"", "\t"] {
        everywhere(unit, size / unit.len());
    }
}

#[test]
fn deep_nesting() {
    // Deeper than any limit on depth that there is.
    let depth = 100_000;
    for unit in ["[", "{", "- ", "> ", "? ", "[{", "{a: ", "(", "![", "**", "*a ", "_", "<a>", "`", "]", "}"] {
        everywhere(unit, depth);
    }
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("![", "](b)"), ("*", "*"), ("<example>", "</example>")] {
        let text = [open.repeat(depth), close.repeat(depth)].concat();
        everywhere(&text, 1);
    }
    let stairs = |most: usize| -> String { (0..most).map(|level| [&" ".repeat(level), "a:\n"].concat()).collect() };
    everywhere(&stairs(4_000), 1);
}

#[test]
fn much_of_the_same() {
    for unit in ["#", "*a "] {
        everywhere(unit, 1_000_000);
    }
    // Anchored, so that they count as aliases.
    answer(&in_frontmatter(&["a: &a x\nb: [", &"*a,".repeat(1_000_000), "]"].concat()));
    for unit in [" #", "a: b\n", "model: x\n", "modle: x\n", "\u{feff}", "- x\n", "---\n", "&a ", "!b ", "%\n"] {
        everywhere(unit, 50_000);
    }
}

#[test]
fn many_findings() {
    let count = 5_000;
    let numbered = |make: &dyn Fn(usize) -> String| -> String { (0..count).map(make).collect() };
    for text in [
        numbered(&|at| format!("key{at}: v\n")),
        numbered(&|at| format!("key{at}: v: w\n")),
        numbered(&|at| format!("a: @{at}\n")),
        numbered(&|at| format!("tool{at}: [\n")),
        numbered(&|at| format!("\tx{at}: y\n")),
        numbered(&|at| format!("a{at}: \"b\" c\n")),
        numbered(&|at| format!("a{at}: b # c\n")),
        format!("tools: {}\n", numbered(&|at| format!("tool{at}, "))),
        format!("tools: {}\ndisallowedTools: {0}\n", numbered(&|at| format!("mcp__a__{at}, "))),
        format!("tools:\n{}", numbered(&|_| "  - bash\n".to_owned())),
        format!("model: a: b\n{}", numbered(&|at| format!("a{at}: b # c\n"))),
        format!("hooks:\n{}", numbered(&|at| format!("  E{at}: x\n"))),
        format!("{{{}}}", numbered(&|at| format!("a{at}: b, "))),
        format!("a: &a x\nb: [{}]\n", "*a,".repeat(count)),
        format!("name: a\ndescription: {}\n", "<example>user: b ".repeat(count)),
        format!("name: a\ndescription: {}\n", "<example>user: b <commentary>".repeat(count)),
        format!("name: a\ndescription: {}\n", "<commentary>c\\n".repeat(count)),
        format!("name: a\ndescription: {}\n", "</example>".repeat(count)),
        format!("name: a\ndescription: {}\n", "<example>assistant: the b-c agent</example>".repeat(count)),
        format!("name: a\ndescription: \"<example>assistant: {}\"\n", "the b-c agent\\n".repeat(count)),
    ] {
        everywhere(&text, 1);
        everywhere(&text.replace('\n', "\r\n"), 1);
    }
}

/// The growth of what is answered: twice the text, at most about twice the answer.
/// A short text can name a long one any number of times.
#[test]
fn aliases_do_not_multiply() {
    let shapes: [fn(usize) -> String; 3] = [
        |n| format!("z: &a {}\ny: [{}]\n", "x".repeat(20 * n), vec!["*a"; n].join(",")),
        |n| format!("z: &a {}\n{}", "x".repeat(20 * n), (0..n).map(|i| format!("k{i}: *a\n")).collect::<String>()),
        |n| format!("z: &a {}\ntools: [{}]\n", "Reed,".repeat(n), vec!["*a"; n].join(",")),
    ];
    for shape in shapes {
        let sizes: Vec<usize> = [500, 1_000, 2_000].map(|n| answer_size(&in_frontmatter(&shape(n)))).to_vec();
        for pair in sizes.windows(2) {
            assert!(pair[1] <= pair[0] * 5 / 2, "answers of {sizes:?} bytes");
        }
    }
}

#[test]
fn answers_grow_with_the_text() {
    for unit in [
        "- ",
        "[",
        "{",
        "#",
        "*a ",
        "a: b\n",
        "a: b: c\n",
        "\tx: y\n",
        "model: x\n",
        "modle: x\n",
        "a: \"b\" c\n",
        "a: b # c\n",
        "> ",
        "tools: bash, grep\n",
        "a: [\n",
        "\"",
        "x\n",
        "<b>",
        "![a](b)",
        "<example>\nuser: \"a\"\n</example>\n",
    ] {
        for make in [in_frontmatter, in_frontmatter_of_windows, in_body, in_tools] {
            let sizes: Vec<usize> = [250, 500, 1_000].map(|count| answer_size(&make(&unit.repeat(count)))).to_vec();
            for pair in sizes.windows(2) {
                assert!(pair[1] <= pair[0] * 5 / 2 + 4096, "{unit:?} makes answers of {sizes:?} bytes");
            }
        }
    }
}

fn in_frontmatter(text: &str) -> String {
    ["---\nname: a\ndescription: d\n", text, "\n---\nbody\n"].concat()
}

fn in_frontmatter_of_windows(text: &str) -> String {
    in_frontmatter(text).replace('\n', "\r\n")
}

fn in_body(text: &str) -> String {
    ["---\nname: a\ndescription: d\n---\n", text].concat()
}

fn in_tools(text: &str) -> String {
    ["---\nname: a\ndescription: d\ntools: ", text, "\n---\n"].concat()
}

/// `unit` so many times as the whole text, in a frontmatter, as a value, and in a body.
fn everywhere(unit: &str, times: usize) {
    let text = unit.repeat(times);
    answer(&text);
    for make in [in_frontmatter, in_body, in_tools] {
        answer(&make(&text));
    }
    // Only the opening fence, so that the text goes on to the end.
    answer(&["---\nname: ", &text].concat());
}

/// Prints how the text begins if what is done with it panics.
struct Blame<'t>(&'t str);

impl Drop for Blame<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let end = self.0.floor_char_boundary(200);
            eprintln!("the panic came with a text of {} bytes: {:?}…", self.0.len(), &self.0[..end]);
        }
    }
}

fn answer(text: &str) -> Vec<(CheckResult, PreviewResult, FixResult)> {
    let _blame = Blame(text);
    let options = |host: &Host| Options { host: Some(host.id.to_owned()), r#unsafe: true, ..Options::default() };
    let all = |options: Options| {
        let check = api::check(text, &options).expect("a known host");
        let preview = api::preview(text, &options).expect("a known host");
        let fix = api::fix(text, &options).expect("a known host");
        assert!(fix.applied > 0 || fix.output == text, "nothing was fixed, but the text changed");
        (check, preview, fix)
    };
    Host::ALL.iter().map(|host| all(options(host))).collect()
}

/// How much is said of a text, in bytes.
fn answer_size(text: &str) -> usize {
    let mut size = 0;
    for (check, preview, fix) in answer(text) {
        size += serde_json::to_string(&check).expect("plain data").len() + preview.html.len() + fix.output.len();
    }
    size
}
