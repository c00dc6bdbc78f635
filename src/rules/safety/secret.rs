//! `secret`: a key or token that gives access to something.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Mark, Span, is_part};

pub(crate) static RULE: Rule = Rule {
    name: "secret",
    group: Group::Safety,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A key or token that gives access to something",
        confidence: Confidence::High,
        source: Source::Documented(
            "https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns",
        ),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds credentials by their form, anywhere in the file: of Anthropic, AWS, GitHub, GitLab, Google, Hugging Face, npm, OpenAI, PyPI, SendGrid, Slack and Stripe, JSON web tokens, and private keys that are not encrypted. Check digits are verified where there are any, and placeholders are left alone.",
        why: "Whoever gets the file can use it, and the file is meant to be shared. What stands in the prompt is sent to the model, and may turn up in what the agent writes.",
        host: "claude-code",
        // Shorter than any real key of this kind, so that nobody takes it for one.
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Sign in with `sk-ant-api03-tK4mW9xQ2vB7nR1zL6pJ3hD8fS5gY0cU-eA4iO7wX2qM9bN_Z5kV1jT8rH3dF6lG0sPyCuEaIoXmQ`.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Sign in with the key in `ANTHROPIC_API_KEY`.\n",
        fix: "None: the credential has to be revoked, too.",
        further: &[],
    },
    check,
};

/// How many findings a file may have.
const MOST: usize = 16;

/// The shortest of the tokens below.
const SHORTEST: usize = 20;

/// A kind of credential: a prefix, and a rest of letters, digits, hyphens and underscores.
struct Format {
    kind: &'static str,
    /// What it begins with; `?` stands for any byte.
    prefix: &'static str,
    /// How long the rest is, at least and at most.
    len: (usize, usize),
    /// How many full stops the rest has.
    dots: usize,
    /// What the rest must hold.
    holds: &'static str,
    /// What else must be true of the rest.
    check: fn(&[u8]) -> bool,
}

const fn format(kind: &'static str, prefix: &'static str, len: (usize, usize), check: fn(&[u8]) -> bool) -> Format {
    Format { kind, prefix, len, dots: 0, holds: "", check }
}

/// The formats, as their issuers or scanners for secrets document them; those of GitHub, GitLab and
/// gitleaks agree in these.
const FORMATS: &[Format] = &[
    format("an Anthropic key", "sk-ant-", (80, 130), any),
    Format { holds: "T3BlbkFJ", ..format("an OpenAI key", "sk-", (48, 180), any) },
    format("an AWS key", "AKIA", (16, 16), is_base32),
    format("an AWS key", "ASIA", (16, 16), is_base32),
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    format("a GitHub token", "gh?_", (36, 36), has_check_digits),
    format("a GitHub token", "github_pat_", (82, 82), any),
    // https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    format("an npm token", "npm_", (36, 36), has_check_digits),
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    format("a GitLab token", "glpat-", (20, 300), any),
    format("a Google key", "AIza", (35, 35), any),
    // https://huggingface.co/docs/hub/security-tokens
    format("a Hugging Face token", "hf_", (34, 34), |rest| rest.iter().all(u8::is_ascii_alphabetic)),
    // Behind the name stand a version and the address of the index, in base64.
    format("a PyPI token", "pypi-AgEIcHlwaS5vcmc", (50, 300), any),
    Format { dots: 1, ..format("a SendGrid key", "SG.", (66, 66), any) },
    // https://docs.slack.dev/authentication/tokens
    format("a Slack token", "xox?-", (24, 200), has_numbers),
    format("a Slack token", "xapp-", (24, 200), has_numbers),
    // https://docs.stripe.com/keys
    format("a Stripe key", "sk_live_", (24, 110), any),
    format("a Stripe key", "rk_live_", (24, 110), any),
    // The base64 of `{"alg":` and of `{"typ":"JWT"`, and of a second object.
    Format { dots: 2, holds: ".eyJ", ..format("a JSON web token", "eyJhbGciOi", (80, 4000), any) },
    Format { dots: 2, holds: ".eyJ", ..format("a JSON web token", "eyJ0eXAiOiJKV1Qi", (80, 4000), any) },
];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let source = cx.document.source;
    let mut left = MOST;
    let mut report = |span: Span, kind: &str, shown: &str| {
        if left > 0 {
            left -= 1;
            let message =
                ["This looks like ", kind, " (", &code(shown), "). Whoever gets the file can use it."].concat();
            found.push(
                Diagnostic::new(&RULE, span, message)
                    .help("Take it out, revoke it, and let the agent find a new one in its environment."),
            );
        }
    };
    let bytes = source.as_bytes();
    let mut end = 0;
    // What has neither a capital letter nor a digit was not drawn at random.
    for at in cx.marks(Mark::Capital, cx.whole()) {
        let dashes = at.saturating_sub(DASHES.len());
        if bytes[at] == b'B'
            && &bytes[dashes..at] == DASHES.as_bytes()
            && let Some(len) = private_key(&source[dashes..])
        {
            report(Span::new(dashes, dashes + len), "a private key", &source[dashes..dashes + len]);
        }
        if at < end {
            continue;
        }
        let start = at - bytes[end..at].iter().rev().take_while(|&byte| is_part(byte)).count();
        end = at + bytes[at..].iter().take_while(|&byte| is_part(byte)).count();
        let word = &source[start..end];
        if word.len() < SHORTEST {
            continue;
        }
        if let Some((format, len)) = FORMATS.iter().find_map(|format| Some((format, format.len_in(word)?))) {
            let shown = [&word[..format.prefix.len() + 4], "…"].concat();
            report(Span::new(start, start + len), format.kind, &shown);
        }
    }
}

impl Format {
    /// The length of the credential at the start of `word`, if there is one of this format.
    fn len_in(&self, word: &str) -> Option<usize> {
        let same = |(mine, its): (u8, u8)| mine == b'?' || mine == its;
        if word.len() < self.prefix.len() || !self.prefix.bytes().zip(word.bytes()).all(same) {
            return None;
        }
        let rest = word.get(self.prefix.len()..)?;
        let rest = &rest[..rest.match_indices('.').nth(self.dots).map_or(rest.len(), |(at, _)| at)];
        let (least, most) = self.len;
        let fits = (least..=most).contains(&rest.len())
            && rest.matches('.').count() == self.dots
            && rest.contains(self.holds)
            && (self.check)(rest.as_bytes())
            && !is_placeholder(rest);
        fits.then_some(self.prefix.len() + rest.len())
    }
}

fn any(_: &[u8]) -> bool {
    true
}

fn is_base32(rest: &[u8]) -> bool {
    rest.iter().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'))
}

/// The numbers of a workspace, an app or a user.
fn has_numbers(rest: &[u8]) -> bool {
    rest.iter().filter(|byte| byte.is_ascii_digit()).count() >= 8
}

/// Whether the last six characters are the CRC-32 of those in front, as a number to the base 62.
fn has_check_digits(rest: &[u8]) -> bool {
    let (random, digits) = rest.split_at(rest.len().saturating_sub(6));
    let mut crc = u32::MAX;
    for &byte in random {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let written = digits.iter().try_fold(0_u64, |number, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'a'..=b'z' => byte - b'a' + 36,
            _ => return None,
        };
        Some(number * 62 + u64::from(digit))
    });
    written == Some(u64::from(!crc))
}

/// Whether it was not drawn at random: words, few different characters, or the alphabet.
fn is_placeholder(rest: &str) -> bool {
    const WORDS: &[&str] = &[
        "example",
        "sample",
        "your",
        "fake",
        "dummy",
        "placeholder",
        "redacted",
        "xxxx",
        // The base64 of `"sub":"1234567890"`, with which every introduction to JSON web tokens begins.
        "iixmjm0nty3odkw",
    ];
    let lower = rest.to_ascii_lowercase();
    if WORDS.iter().any(|word| lower.contains(word)) {
        return true;
    }
    let (start, lower) = (&rest.as_bytes()[..rest.len().min(40)], lower.as_bytes());
    let different = (0..start.len()).filter(|&at| !start[..at].contains(&start[at])).count();
    let kinds: [fn(&u8) -> bool; 3] = [u8::is_ascii_digit, u8::is_ascii_lowercase, u8::is_ascii_uppercase];
    let kinds = kinds.iter().filter(|kind| start.iter().any(kind)).count();
    let follows = |at: usize, by: usize| lower.get(at + by) == Some(&(lower[at] + 1));
    let in_order = (0..start.len()).filter(|&at| follows(at, 1) || follows(at, 2)).count();
    different < 8 || kinds < 2 || in_order * 3 > start.len()
}

/// What stands on both sides of the label of a key.
const DASHES: &str = "-----";

/// The length of the first line of a private key at the start of `text`, which begins with `DASHES`.
fn private_key(text: &str) -> Option<usize> {
    let label = text[DASHES.len()..].strip_prefix("BEGIN ")?;
    let end = label.find(|c: char| !c.is_ascii_uppercase() && c != ' ')?;
    let rest = label[end..].strip_prefix(DASHES)?;
    if !label[..end].ends_with("PRIVATE KEY") && !label[..end].ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    if label[..end].contains("ENCRYPTED") {
        return None;
    }
    // In quotes the line end may be written as an escape. An encrypted key has headers here.
    let body = rest.trim_start_matches("\\r").trim_start_matches("\\n").trim_start();
    let len =
        body.bytes().take(100).take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')).count();
    (len >= 40 && !is_placeholder(&body[..len])).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose};

    /// What looks random but is not, so that no credential stands in this file.
    fn random(len: usize, alphabet: &str) -> String {
        let mut state = 7_u32;
        let letters: Vec<char> = alphabet.chars().collect();
        (0..len)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                letters[(state >> 8) as usize % letters.len()]
            })
            .collect()
    }

    const ALL: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    fn found(secret: &str) -> Option<String> {
        let source = [
            "---\nname: a\ndescription: d\nmcpServers:\n  - a:\n      env: {K: \"",
            secret,
            "\"}\n---\nUse `",
            secret,
            "`.\n",
        ]
        .concat();
        let found = diagnose(&source, "claude-code");
        let found: Vec<_> = found.iter().filter(|diagnostic| diagnostic.rule.name == "secret").collect();
        assert!(found.iter().all(|diagnostic| secret.starts_with(diagnostic.span.slice(&source))));
        assert!(matches!(found.len(), 0 | 2), "{secret}: {found:?}");
        found.first().map(|diagnostic| diagnostic.message.clone())
    }

    #[test]
    fn finds_every_format() {
        let github = |prefix: &str| {
            let random = random(30, ALL);
            [prefix, &random, &check_digits(&random)].concat()
        };
        let secrets = [
            ["sk-ant-", "api03-", &random(93, ALL), "AA"].concat(),
            ["sk-", "proj-", &random(74, ALL), "T3Blbk", "FJ", &random(74, ALL)].concat(),
            ["AK", "IA", &random(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")].concat(),
            ["AS", "IA", &random(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")].concat(),
            github("ghp_"),
            github("ghs_"),
            ["github", "_pat_", &random(22, ALL), "_", &random(59, ALL)].concat(),
            github("npm_"),
            ["gl", "pat-", &random(20, ALL)].concat(),
            ["AI", "za", &random(35, ALL)].concat(),
            ["h", "f_", &random(34, &ALL[10..])].concat(),
            ["pypi-", "AgEIcHlwaS5vcmc", &random(120, ALL)].concat(),
            ["S", "G.", &random(22, ALL), ".", &random(43, ALL)].concat(),
            ["xo", "xb-", &random(12, &ALL[..10]), "-", &random(24, ALL)].concat(),
            ["xa", "pp-1-", &random(12, &ALL[..10]), "-", &random(64, ALL)].concat(),
            ["sk", "_live_", &random(24, ALL)].concat(),
            ["rk", "_live_", &random(99, ALL)].concat(),
            ["eyJhbGci", "OiJIUzI1NiJ9.eyJ", &random(60, ALL), ".", &random(43, ALL)].concat(),
            ["eyJ0eXAi", "OiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ", &random(60, ALL), ".", &random(43, ALL)].concat(),
        ];
        for secret in secrets {
            let message = found(&secret).unwrap_or_else(|| panic!("{secret} is not found"));
            assert!(message.contains(&secret[..6]) && !message.contains(&secret[..secret.len() / 2]), "{message}");
        }
    }

    /// Written apart from what is tested.
    fn check_digits(random: &str) -> String {
        let mut table = [0_u32; 256];
        for (index, entry) in (0_u32..).zip(&mut table) {
            *entry = (0..8).fold(index, |crc, _| if crc % 2 == 1 { (crc / 2) ^ 0xedb8_8320 } else { crc / 2 });
        }
        let crc = random.bytes().fold(!0_u32, |crc, byte| (crc >> 8) ^ table[usize::from(crc as u8 ^ byte)]);
        let mut number = !crc as usize;
        let mut digits = Vec::new();
        for _ in 0..6 {
            digits.push(ALL.as_bytes()[number % 62] as char);
            number /= 62;
        }
        digits.into_iter().rev().collect()
    }

    #[test]
    fn knows_check_digits() {
        // The example of a public description of the format.
        assert_eq!(check_digits("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"), "0mLq17");
        let random = random(36, ALL);
        assert_eq!(found(&["ghp_", &random].concat()), None);
    }

    #[test]
    fn leaves_placeholders_alone() {
        for (prefix, rest) in [
            ("AKIA", "IOSFODNN7EXAMPLE"),
            ("ASIA", "PACIFICSOUTHEAST"),
            ("ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            (
                "sk-ant-api03-",
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz",
            ),
            ("sk_live_", "1234567890abcdefghijklmnop"),
            ("glpat-", "your-token-goes-here-please"),
            ("glpat-", "a1b2c3d4e5f6g7h8i9j0"),
            ("xoxb-", "1234567890-1234567890123-abcdefghijkl"),
            (
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
                "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
            ),
        ] {
            assert_eq!(found(&[prefix, rest].concat()), None);
        }
    }

    #[test]
    fn finds_private_keys() {
        let key = |label: &str, eol: &str, body: &str| {
            let source = ["---\nname: a\ndescription: d\n---\n-----BEGIN ", label, "-----", eol, body, "\n"].concat();
            let found = diagnose(&source, "claude-code");
            found.iter().find(|d| d.rule.name == "secret").map(|d| d.span.slice(&source).to_owned())
        };
        let body = random(64, ALL);
        assert_eq!(key("RSA PRIVATE KEY", "\n  ", &body), Some("-----BEGIN RSA PRIVATE KEY-----".to_owned()));
        assert_eq!(key("OPENSSH PRIVATE KEY", "\\n", &body), Some("-----BEGIN OPENSSH PRIVATE KEY-----".to_owned()));
        assert_eq!(key("RSA PRIVATE KEY", "\n", "..."), None);
        assert_eq!(key("RSA PRIVATE KEY", "\n", "Proc-Type: 4,ENCRYPTED"), None);
        assert_eq!(key("ENCRYPTED PRIVATE KEY", "\n", &body), None);
        assert_eq!(key("CERTIFICATE", "\n", &body), None);
    }

    #[test]
    fn marks_all_of_it() {
        let secret = ["sk", "_live_", &random(24, ALL)].concat();
        check(&["---\nname: a\ndescription: d\n---\né `", &secret, "`.\n   ", &"^".repeat(32), " secret\n"].concat());
    }
}
