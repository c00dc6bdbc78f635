/// Whether a link may lead to `dest`: a URL of the schemes `http`, `https` and `mailto`, or
/// one without a scheme (a path, a query or a `#fragment` of the page it is shown on).
///
/// Browsers drop tabs and line breaks inside a scheme and control characters before it
/// (`java\nscript:` runs), so all white space and control characters are ignored here.
/// Whatever stands before a `:` and isn't one of the three is refused, known or not.
pub(crate) fn is_safe(dest: &str) -> bool {
    let mut scheme = [0; 6];
    let mut len = 0;
    for char in dest.chars() {
        match char {
            ':' => return matches!(scheme.get(..len), Some(b"http" | b"https" | b"mailto")),
            '/' | '?' | '#' => return true,
            _ if char.is_control() || char.is_whitespace() => {}
            _ => {
                // A longer name, or one with a foreign character, matches nothing below.
                if let Some(slot) = scheme.get_mut(len) {
                    *slot = if char.is_ascii() { (char as u8).to_ascii_lowercase() } else { 0 };
                }
                len += 1;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn allows_the_three_schemes_and_relative_urls() {
        for dest in [
            "http://a.b",
            "HTTPS://a.b",
            "https:a",
            "mailto:a@b.c",
            "MailTo:x",
            "",
            "a",
            "a/b:c",
            "./a",
            "../a",
            "/a",
            "//a.b/c",
            "#a:b",
            "?a:b",
            "a?b:c",
            " https://a",
            "ht\ttps://a",
            "docs/réf.md",
            "é/:",
        ] {
            assert!(is_safe(dest), "{dest:?}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for dest in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "\u{0}javascript:x",
            "java\u{0}script:x",
            "\u{a0}javascript:x",
            "javascript\n:x",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///x",
            "about:blank",
            "ftp://x",
            "tel:1",
            ":x",
            ":",
            "httpsx:y",
            "mailtoo:x",
            "http\u{200b}:x",
            "ｈttp:x",
            "view-source:http://x",
            "intent://x",
            "ws:x",
            "javascript\\:x",
            "xhttp:y",
        ] {
            assert!(!is_safe(dest), "{dest:?}");
        }
    }
}
