//! The preview lets nothing through but what it is made of, shows what is to be shown,
//! and changes by patches.

#![allow(clippy::disallowed_methods, reason = "a test reads suites")]

mod common;

use std::fmt::Write as _;

use common::skipped;
use passmuster::preview::{BASE_SIZE, Block, Html, MAX_EXPANSION, Preview, markdown_html, plan, preview_html};
use proptest::prelude::*;

// What may be in a preview.

const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] = &["br", "hr", "input"];
const CLASSES: &[&str] = &[
    "align-center",
    "align-left",
    "align-right",
    "assistant",
    "commentary",
    "context",
    "description",
    "example",
    "html",
    "image",
    "prompt",
    "refused-link",
    "role",
    "tag",
    "turn",
    "user",
];

/// Reads HTML as strictly as it is written and says what is wrong with it, if anything.
fn audit(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&rest[..at])?;
        let end = rest.find('>').ok_or("a tag doesn't end")?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last != Some(name) {
                return Err(format!("</{name}> closes {last:?}"));
            }
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return Err(format!("element {name:?}"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        let mut seen = Vec::new();
        while !attributes.is_empty() {
            let (attribute, tail) = attributes.split_once("=\"").ok_or("an attribute without value")?;
            let (value, tail) = tail.split_once('"').ok_or("a value doesn't end")?;
            attributes = tail.strip_prefix(' ').unwrap_or(tail);
            text(value)?;
            check(name, attribute, &decode(value)).map_err(|problem| format!("{problem}: <{tag}>"))?;
            if seen.contains(&attribute) {
                return Err(format!("{attribute} twice: <{tag}>"));
            }
            seen.push(attribute);
        }
        if name == "a" && !(seen.contains(&"href") && seen.contains(&"rel")) {
            return Err(format!("a link without href and rel: <{tag}>"));
        }
        if open.len() > 70 {
            return Err("too deep".to_owned());
        }
    }
    text(rest)?;
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

/// Text and values have no character that could be markup, and only our five entities.
fn text(text: &str) -> Result<(), String> {
    if let Some(found) = text.find(['<', '>', '"', '\'']) {
        return Err(format!("not escaped: {:?}", &text[found..]));
    }
    for (at, _) in text.match_indices('&') {
        if !["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().any(|entity| text[at..].starts_with(entity)) {
            return Err(format!("an open &: {:?}", &text[at..]));
        }
    }
    Ok(())
}

fn decode(value: &str) -> String {
    let decoded = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    decoded.replace("&amp;", "&")
}

fn check(element: &str, attribute: &str, value: &str) -> Result<(), String> {
    let language = |class: &str| {
        class.strip_prefix("language-").is_some_and(|name| {
            element == "code" && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
        })
    };
    let fine = match (element, attribute) {
        ("a", "href") => leads_somewhere_harmless(value),
        ("a", "rel") => value == "noopener noreferrer nofollow",
        ("a" | "span", "title") => true,
        ("ol", "start") => value.parse::<u64>().is_ok(),
        ("input", "type") => value == "checkbox",
        ("input", "checked" | "disabled") => value.is_empty(),
        ("input", "aria-label") => matches!(value, "done" | "to do"),
        (_, "class") => value.split(' ').all(|class| CLASSES.contains(&class) || language(class)),
        _ => false,
    };
    if fine { Ok(()) } else { Err(format!("{element} {attribute}={value:?}")) }
}

/// Reads the scheme as browsers do (URL standard): control characters and spaces before it
/// and tabs and line breaks in it are dropped.
fn leads_somewhere_harmless(url: &str) -> bool {
    let url = url.trim_start_matches(|char: char| char <= ' ').replace(['\t', '\n', '\r'], "");
    let end = url.find(|char: char| !(char.is_ascii_alphanumeric() || "+-.".contains(char))).unwrap_or(url.len());
    let has_scheme = url.starts_with(|char: char| char.is_ascii_alphabetic()) && url[end..].starts_with(':');
    !has_scheme || matches!(url[..end].to_ascii_lowercase().as_str(), "http" | "https" | "mailto")
}

#[track_caller]
fn assert_safe(html: &str, source: &str) {
    if let Err(problem) = audit(html) {
        panic!("{problem}\nsource {source:?}\nhtml   {html}");
    }
}

#[test]
fn the_audit_sees() {
    for bad in [
        "<script></script>",
        "<p onclick=\"x\"></p>",
        "<a href=\"javascript:x\" rel=\"noopener noreferrer nofollow\"></a>",
        "<a href=\" java\nscript:x\" rel=\"noopener noreferrer nofollow\"></a>",
        "<a href=\"x\"></a>",
        "<p>",
        "</p>",
        "<p></b>",
        "<p class=\"x\"></p>",
        "&copy;",
        "a > b",
        "<p style=\"\"></p>",
        "<img>",
        "<p title=\"x\"></p>",
        "<code class=\"language-a;b\"></code>",
        "<p id=\"x\"></p>",
        "<p>'</p>",
    ] {
        assert!(audit(bad).is_err(), "{bad}");
    }
}

// Attacks.

/// Puts `vector` wherever a text can put something.
fn placements(vector: &str) -> Vec<(Option<String>, String)> {
    let prompts = [
        vector.to_owned(),
        format!("text {vector} text"),
        format!("# {vector}"),
        format!("> - {vector}"),
        format!("[a]({vector})"),
        format!("[a](<{vector}>)"),
        format!("[a](/b \"{vector}\")"),
        format!("[{vector}](/b)"),
        format!("![{vector}](/b)"),
        format!("![a]({vector})"),
        format!("![a](<{vector}> '{vector}')"),
        format!("[![a](<{vector}>)](<{vector}>)"),
        format!("<{vector}>"),
        format!("[a]\n\n[a]: <{vector}> \"{vector}\""),
        format!("[{vector}]\n\n[{vector}]: /b"),
        format!("```{vector}\n{vector}\n```"),
        format!("~~~ {vector}\n{vector}"),
        format!("`{vector}`"),
        format!("    {vector}"),
        format!("| {vector} | b |\n|:-:|---|\n| {vector} | ~~{vector}~~ |"),
        format!("- [x] {vector}"),
        format!("<div>\n{vector}\n</div>"),
        format!("<!-- {vector} -->\n\n**{vector}**"),
    ];
    let descriptions = [
        vector.to_owned(),
        format!(
            "a\n\n<example>\nContext: {vector}\nuser: \"{vector}\"\nassistant: {vector}\n<commentary>{vector}</commentary></example>{vector}"
        ),
        format!("<example {vector}>user: {vector}<commentary {vector}>"),
    ];
    let prompts = prompts.into_iter().map(|prompt| (None, prompt));
    prompts.chain(descriptions.into_iter().map(|description| (Some(description), String::new()))).collect()
}

fn attack(vector: &str) {
    for (description, prompt) in placements(vector) {
        let (html, truncated) = preview_html(description.as_deref(), &prompt);
        assert_safe(&html, &format!("{description:?} {prompt:?}"));
        assert!(!truncated);
    }
}

#[test]
fn owasp_vectors() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/xss-owasp.json");
    let Ok(file) = std::fs::read_to_string(&path) else {
        skipped("attacks", &path);
        return;
    };
    let suite: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let vectors = suite["vectors"].as_array().expect("vectors");
    assert!(vectors.len() > 100, "{}", vectors.len());
    for vector in vectors {
        attack(vector.as_str().expect("a string"));
    }
}

/// One of each kind, made for this preview; each is put in every place of `placements`.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT/x>alert(1)</SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><mglyph><style></style></mglyph></math>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=//evil.example>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<link rel=stylesheet href=//evil.example>",
    "<style>*{background:url(//evil.example)}</style>",
    "<a id=location name=location href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><img src=x onerror=alert(1)>",
    "<?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>",
    "<!-- --!><script>alert(1)</script>",
    "</section></div></body><script>alert(1)</script>",
    "<x onclick=alert(1)>",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript://%0aalert(1)//http://a.example",
    "java\tscript:alert(1)",
    "java&#x0A;script:alert(1)",
    "java&NewLine;script&colon;alert(1)",
    "&#1;javascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "\u{0}javascript:alert(1)",
    "\u{a0}javascript:alert(1)",
    "java\u{ad}script:alert(1)",
    "java\\script:alert(1)",
    "javascript\\:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://a.example/1",
    "file:///etc/passwd",
    "filesystem:https://a.example/x",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "x\" onmouseover=\"alert(1)",
    "x' onmouseover='alert(1)",
    "x` onmouseover=`alert(1)",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u{ff1c}script\u{ff1e}alert(1)",
    "<scr\u{0}ipt>alert(1)</script>",
    "rust\" onclick=\"alert(1)",
    "rust><script>",
    "user: \"</figure><script>alert(1)</script>\"",
    "</commentary></example><script>alert(1)</script>",
    "<example><example></commentary><script>",
];

#[test]
fn own_vectors() {
    assert!(VECTORS.len() >= 40);
    for vector in VECTORS {
        attack(vector);
    }
}

#[test]
fn refused_links_keep_their_text() {
    for (markdown, html) in [
        ("[a *b*](javascript:x)", "<p><span class=\"refused-link\" title=\"javascript:x\">a <em>b</em></span></p>"),
        ("<javascript:x>", "<p><span class=\"refused-link\" title=\"javascript:x\">javascript:x</span></p>"),
        ("![a](data:x)", "<p><span class=\"image\" title=\"data:x\">a</span></p>"),
        ("[a](java&#10;script:x)", "<p><span class=\"refused-link\" title=\"java\nscript:x\">a</span></p>"),
    ] {
        assert_eq!(markdown_html(markdown), html);
    }
    let long = markdown_html(&format!("[a](data:{})", "é".repeat(1000)));
    assert!(long.len() < 300, "{long}");
}

#[test]
fn images_are_not_loaded() {
    for (markdown, html) in [
        (
            "![a *b* `c`](d.png \"t\")",
            "<p><a class=\"image\" href=\"d.png\" title=\"t\" rel=\"noopener noreferrer nofollow\">a b c</a></p>",
        ),
        ("![](d.png)", "<p><a class=\"image\" href=\"d.png\" rel=\"noopener noreferrer nofollow\">d.png</a></p>"),
        (
            "![a [b](c) ![d](e)](f)",
            "<p><a class=\"image\" href=\"f\" rel=\"noopener noreferrer nofollow\">a b d</a></p>",
        ),
        (
            "[![a](b)](c)",
            "<p><a href=\"c\" rel=\"noopener noreferrer nofollow\"><span class=\"image\" title=\"b\">a</span></a></p>",
        ),
    ] {
        assert_eq!(markdown_html(markdown), html);
    }
}

// What previews look like.

/// HTML with a line for each block and each part of an example.
fn pretty(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("><").map(|at| at + 1) {
        let (line, tail) = rest.split_at(at);
        out += line;
        let starts_block = [
            "<p", "<h", "<ul", "<ol", "<li", "<pre", "<blockq", "<table", "<t", "<fig", "<div", "<sec", "</sec",
            "</fig",
        ]
        .iter()
        .any(|start| tail.starts_with(start));
        if starts_block {
            out.push('\n');
        }
        rest = tail;
    }
    out + rest
}

#[test]
fn an_agent_with_examples() {
    let description = "Use this agent to review a migration before it runs.\nExamples:\n\n<example>\nContext: A migration was written.\n\
        user: \"I've added the `orders` migration, is it safe?\"\nassistant: \"I'll have the migration-reviewer look at it.\"\n\
        <commentary>\nA migration is to be judged, so the reviewer is used.\n</commentary>\n</example>\n<example>user: \"Drop <users>\"\n\
        assistant: \"Sure?\"\nuser: \"Yes\"</example>\n\nNever for queries.";
    let prompt = "You review **database migrations**.\n\n<context>\nSchema: {{schema}}\n</context>\n\n## Steps\n\n1. Read the migration.\n\
        2. Look for:\n   - locks on <table> rows\n   - ~~typos~~ missing indexes\n\n- [x] reversible\n- [ ] tested\n\n\
        ```sql title=\"x\"\nALTER TABLE a ADD b < 1;\n```\n\n| Risk | Action |\n|:-----|-------:|\n| high | `stop` |\n";
    let (html, truncated) = preview_html(Some(description), prompt);
    assert!(!truncated);
    assert_safe(&html, prompt);
    insta::assert_snapshot!(pretty(&html), @r#"
    <section class="description">
    <p>Use this agent to review a migration before it runs.<br>Examples:</p>
    <figure class="example">
    <p class="context">A migration was written.</p>
    <div class="turn user"><span class="role">User</span>
    <p>I&#39;ve added the `orders` migration, is it safe?</p></div>
    <div class="turn assistant"><span class="role">Assistant</span>
    <p>I&#39;ll have the migration-reviewer look at it.</p></div>
    <p class="commentary">A migration is to be judged, so the reviewer is used.</p>
    </figure>
    <figure class="example">
    <div class="turn user"><span class="role">User</span>
    <p>Drop &lt;users&gt;</p></div>
    <div class="turn assistant"><span class="role">Assistant</span>
    <p>Sure?</p></div>
    <div class="turn user"><span class="role">User</span>
    <p>Yes</p></div>
    </figure>
    <p>Never for queries.</p>
    </section>
    <section class="prompt">
    <p>You review <strong>database migrations</strong>.</p>
    <pre class="html">&lt;context&gt;
    Schema: {{schema}}
    &lt;/context&gt;
    </pre>
    <h2>Steps</h2>
    <ol>
    <li>Read the migration.</li>
    <li>Look for:<ul>
    <li>locks on <span class="tag">&lt;table&gt;</span> rows</li>
    <li><del>typos</del> missing indexes</li></ul></li></ol>
    <ul>
    <li><input type="checkbox" disabled="" checked="" aria-label="done"> reversible</li>
    <li><input type="checkbox" disabled="" aria-label="to do"> tested</li></ul>
    <pre><code class="language-sql">ALTER TABLE a ADD b &lt; 1;
    </code></pre>
    <table>
    <thead>
    <tr>
    <th class="align-left">Risk</th>
    <th class="align-right">Action</th></tr></thead>
    <tbody>
    <tr>
    <td class="align-left">high</td>
    <td class="align-right"><code>stop</code></td></tr></tbody></table>
    </section>
    "#);
}

#[test]
fn tags_are_shown() {
    let html = markdown_html(
        "Wrap it in <answer> tags, like <user_query>this</user_query>:\n\n<example>\n<input>\n*a* & b\n</input>\n\nText\n</example>\n\n---\n\n> [docs](docs/a.md), <https://a.example/?b=1&c>, <me@a.example>\\\n> &copy; \"quoted\"\n",
    );
    assert_safe(&html, "");
    insta::assert_snapshot!(pretty(&html), @r#"
    <p>Wrap it in <span class="tag">&lt;answer&gt;</span> tags, like &lt;user_query&gt;this&lt;/user_query&gt;:</p>
    <pre class="html">&lt;example&gt;
    &lt;input&gt;
    *a* &amp; b
    &lt;/input&gt;
    </pre>
    <p>Text
    <span class="tag">&lt;/example&gt;</span></p>
    <hr>
    <blockquote>
    <p><a href="docs/a.md" rel="noopener noreferrer nofollow">docs</a>, <a href="https://a.example/?b=1&amp;c" rel="noopener noreferrer nofollow">https://a.example/?b=1&amp;c</a>, <a href="mailto:me@a.example" rel="noopener noreferrer nofollow">me@a.example</a><br>© &quot;quoted&quot;</p></blockquote>
    "#);
}

#[test]
fn nul_is_replaced() {
    assert_eq!(markdown_html("a\0\0b"), "<p>a\u{fffd}\u{fffd}b</p>");
    assert_eq!(
        preview_html(Some("\0"), "").0,
        "<section class=\"description\"><p>\u{fffd}</p></section><section class=\"prompt\"></section>"
    );
}

#[test]
fn nothing_to_show() {
    assert_eq!(preview_html(None, ""), ("<section class=\"prompt\"></section>".to_owned(), false));
    assert_eq!(preview_html(Some(" \n"), "\n\n"), ("<section class=\"prompt\"></section>".to_owned(), false));
    assert_eq!(markdown_html("[a]: /b\n"), "");
}

// Limits.

/// Texts that make other renderers slow, deep or talkative.
fn pathological(size: usize) -> Vec<String> {
    let wide = size / 4;
    vec![
        ">".repeat(size),
        "> ".repeat(size),
        "[".repeat(size),
        "![".repeat(size),
        "*".repeat(size),
        "*a ".repeat(size),
        "_a* ".repeat(size),
        "- ".repeat(size),
        "1. ".repeat(size),
        "`".repeat(size),
        "~".repeat(size),
        "<".repeat(size),
        "<!--".repeat(size),
        "<a ".repeat(size),
        "<b>".repeat(size),
        "</x>\n".repeat(size),
        "\"".repeat(size),
        "&".repeat(size),
        "[a](".repeat(size),
        "[a](<".repeat(size),
        "|".repeat(size),
        "\n".repeat(size),
        "\\".repeat(size),
        "a\n\n".repeat(size),
        "- a\n".repeat(size),
        "```\n".repeat(size),
        (0..size / 10).map(|at| format!("{}`", "`".repeat(at % 100))).collect(),
        format!("|{}\n|{}\n{}", "a|".repeat(wide), "-|".repeat(wide), "a\n".repeat(wide)),
        format!("[a]: /{}\n\n{}", "b".repeat(size), "[a] ".repeat(size)),
        (0..size / 20).map(|at| format!("[{at}]: /a\n\n[{at}] ")).collect(),
        "x".repeat(size),
    ]
}

fn pathological_descriptions(size: usize) -> Vec<String> {
    [
        "<example>",
        "<example ",
        "</example>",
        "<example></example>",
        "user:",
        "user: \"",
        "\nuser:",
        "\ncontext:",
        "**user",
        "user:***",
        "<commentary>",
        "</commentary>",
        "context: assistant: ",
        "\\n",
        " ",
        "\n",
        "a\n\n",
        "- user: ",
        "\\nuser:\\n",
    ]
    .iter()
    .flat_map(|part| {
        [
            part.repeat(size),
            format!("<example>{}a{}</example>", " ".repeat(size), part.repeat(size)),
            format!("<example>user: \"{}", part.repeat(size)),
        ]
    })
    .collect()
}

fn assert_limited(description: Option<&str>, prompt: &str) -> bool {
    let (html, truncated) = preview_html(description, prompt);
    let input = description.map_or(0, str::len) + prompt.len();
    assert!(html.len() <= BASE_SIZE + MAX_EXPANSION * input, "{} from {input}", html.len());
    let source = description.unwrap_or(prompt);
    assert_safe(&html, &source.chars().take(40).collect::<String>());
    truncated
}

#[test]
fn pathological_texts() {
    let mut cut = 0;
    for text in pathological(2_000).into_iter().chain(pathological(20_000)) {
        cut += usize::from(assert_limited(None, &text));
    }
    assert!(cut >= 2, "{cut}");
    for text in pathological_descriptions(2_000) {
        assert_limited(Some(&text), "");
    }
}

#[test]
fn truncated_output_is_whole() {
    // 14 KB that other renderers make 2.4 MB of.
    let table = format!("{}\n{}\n{}", "|a".repeat(1_700), "|-".repeat(1_700), "a\n".repeat(3_400));
    assert!(table.len() < 14_000);
    assert!(assert_limited(None, &table));
    let reference = format!("[a]: https://a.example/{}\n\n{}", "b".repeat(50_000), "> [a]\n".repeat(10_000));
    // The parser has a limit of its own for these.
    assert_limited(None, &reference);
    assert!(!assert_limited(None, &"plain words, ".repeat(10_000)));
}

#[test]
fn depth_is_limited() {
    let html = markdown_html(&format!("{}deep **down**\n\nafter", "> ".repeat(5_000)));
    assert_eq!(html.matches("<blockquote>").count(), 64);
    assert!(html.contains("deep down"));
    assert!(html.ends_with("<p>after</p>"));
}

// Patches.

fn html_of(preview: &Preview, block: &Block) -> String {
    let mut sink = Html::default();
    preview.draw(block, &mut sink);
    sink.out
}

fn drawn(preview: &Preview) -> (Vec<u64>, Vec<String>) {
    let blocks = preview.description.iter().chain(&preview.prompt);
    blocks.map(|block| (block.key, html_of(preview, block))).unzip()
}

/// Does what the page's patcher does with a plan. Returns the blocks afterwards and how many
/// of them were drawn.
fn patched(old: &[String], old_keys: &[u64], new: &[String], new_keys: &[u64]) -> (Vec<String>, usize) {
    let plan = plan(old_keys, new_keys);
    assert_eq!(plan.prefix + plan.middle.len() + plan.suffix, new.len());
    let mut used = vec![false; old.len()];
    let mut out = old[..plan.prefix].to_vec();
    let mut built = 0;
    for (index, kept) in plan.middle.iter().enumerate() {
        match kept {
            Some(at) => {
                assert!(
                    *at >= plan.prefix && *at < old.len() - plan.suffix && !std::mem::replace(&mut used[*at], true)
                );
                out.push(old[*at].clone());
            }
            None => {
                built += 1;
                out.push(new[plan.prefix + index].clone());
            }
        }
    }
    out.extend_from_slice(&old[old.len() - plan.suffix..]);
    (out, built)
}

#[test]
fn typing_redraws_one_block() {
    let text = "# Title\n\nOne.\n\n- a\n- b\n\nTwo.\n\n---\n\nThree.\n";
    let (old_keys, old) = drawn(&Preview::new(Some("Use it.\n\n<example>user: \"a\"</example>"), text));
    for (edited, expected) in [
        (text.to_owned(), 0),
        (text.replace("One", "One more"), 1),
        (text.replace("- b", "- c"), 1),
        (format!("Before.\n\n{text}"), 1),
        (format!("{text}\nAfter.\n"), 1),
        (text.replace("---", "One.\n\n---\n\n---"), 2),
        (text.replace("One.\n\n", ""), 0),
        ("# Title\n\nThree.\n\nTwo.\n\n- a\n- b\n\nOne.\n".to_owned(), 0),
        (text.replace("\n\n", "\n\n\n\n"), 0),
    ] {
        let (new_keys, new) = drawn(&Preview::new(Some("Use it.\n\n<example>user: \"a\"</example>"), &edited));
        let (out, built) = patched(&old, &old_keys, &new, &new_keys);
        assert_eq!(out, new);
        assert_eq!(built, expected, "{edited:?}");
    }
}

#[test]
fn a_definition_redraws_what_it_changes() {
    let keys = |text: &str| -> Vec<u64> { Preview::new(None, text).prompt.iter().map(|block| block.key).collect() };
    let (before, after) = (keys("x [a]\n\ny\n"), keys("x [a]\n\ny\n\n[a]: /b\n"));
    assert_eq!(before.len(), after.len());
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1], after[1]);
    assert_ne!(keys("[a](b)"), keys("[a](c)"));
    assert_ne!(keys("[a](b)"), keys("[ab]()"));
    assert_ne!(keys("[a](b 'c')"), keys("[c](b 'a')"));
    assert_ne!(keys("*a*b"), keys("a*b*"));
    assert_ne!(keys("# a"), keys("## a"));
    assert_ne!(keys("- [ ] a"), keys("- [x] a"));
}

#[test]
fn blocks_know_their_source() {
    let text = "# A\n\ntext [a]\n\n<b>\nc\n</b>\n\n- d\n  - e\n\n[a]: /b\n\nend";
    let preview = Preview::new(Some("one\ntwo\n\n <example>user: x</example> three"), text);
    let sources: Vec<_> = preview.prompt.iter().map(|block| block.source.slice(text).trim_end()).collect();
    assert_eq!(sources, ["# A", "text [a]", "<b>\nc\n</b>", "- d\n  - e", "end"]);
    let starts: Vec<_> = preview.description.iter().map(|block| (block.source.start, block.source.end)).collect();
    assert_eq!(starts, [(0, 7), (10, 36), (37, 42)]);
}

// Properties.

/// Text made of what means something to Markdown, HTML or examples.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b c",
        " ",
        "\n",
        "\n\n",
        "    ",
        "# ",
        "## ",
        "- ",
        "1. ",
        "2) ",
        "> ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "~~~\n",
        "[",
        "]",
        "(",
        ")",
        "](",
        "][a]",
        "[a]",
        "[a]: /b\n",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<!--",
        "-->",
        "<https://a.example>",
        "<x@y.z>",
        "<javascript:x>",
        "javascript:x",
        "http://x",
        "&amp;",
        "&lt;",
        "&#0;",
        "&#13;",
        "\"",
        "'",
        "\\",
        "\\\n",
        "---\n",
        "===\n",
        "|",
        "|-|-|\n",
        "| a | b |\n",
        "- [x] ",
        "é",
        "🦀",
        "\t",
        "\r\n",
        "\u{0}",
        "<example>",
        "</example>",
        "<commentary>",
        "</commentary>",
        "user: ",
        "assistant: \"",
        "Context: ",
        "\\n",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn html_is_safe_and_balanced(description in prop::option::of(texts()), prompt in texts()) {
        let (html, _) = preview_html(description.as_deref(), &prompt);
        prop_assert!(audit(&html).is_ok(), "{:?} {html}", audit(&html));
        prop_assert!(!html.contains('\r'), "read again, it would be another text: {html:?}");
    }

    #[test]
    fn plans_lead_to_the_new_preview(old in texts(), new in texts(), described in texts()) {
        let (old_keys, old) = drawn(&Preview::new(None, &old));
        let (new_keys, new) = drawn(&Preview::new(Some(&described), &new));
        prop_assert_eq!(patched(&old, &old_keys, &new, &new_keys).0, new);
    }

    #[test]
    fn plans_reuse_all_they_can(old in prop::collection::vec(0..6_u64, 0..20), new in prop::collection::vec(0..6_u64, 0..20)) {
        let names = |keys: &[u64]| keys.iter().map(u64::to_string).collect::<Vec<_>>();
        let (out, built) = patched(&names(&old), &old, &names(&new), &new);
        prop_assert_eq!(out, names(&new));
        let count = |keys: &[u64], key| keys.iter().filter(|found| **found == key).count();
        let fresh: usize = (0..6).map(|key| count(&new, key).saturating_sub(count(&old, key))).sum();
        prop_assert_eq!(built, fresh);
    }

    #[test]
    fn descriptions_lose_no_words(description in texts()) {
        // Labels and tags aside, each letter is shown.
        let html = preview_html(Some(&description), "").0;
        let mut shown = String::new();
        for (at, piece) in html.split('<').enumerate() {
            let _ = write!(shown, "{}", if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) });
        }
        for word in ["b c", "é", "🦀", "javascript", "a.example", "http"] {
            prop_assert_eq!(shown.matches(word).count() , description.matches(word).count());
        }
    }
}
