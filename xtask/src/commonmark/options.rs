//! The extensions of CommonMark, decided when the module is compiled.
//!
//! The crate asks at every place whether an extension is wanted, so the code of all of them is in the module.
//! Where the answer is a constant, the compiler leaves out what nobody wants (3 KB). It can't know that then some
//! branches are never taken, and so is told (2 KB).

use anyhow::{Context, Result, ensure};

const QUESTION: &str = ".contains(Options::";
const ANSWERED: &str = ".answer(Options::";

/// Branches for what is only there with an extension, in `firstpass.rs`.
pub(super) const FIRST_PASS: [(&str, &str); 6] = [
    ("b'$'", "ENABLE_MATH"),
    ("b'{'", "ENABLE_MATH"),
    ("b'}'", "ENABLE_MATH"),
    ("b'.'", "ENABLE_SMART_PUNCTUATION"),
    ("b'-'", "ENABLE_SMART_PUNCTUATION"),
    ("c @ b'\\'' | c @ b'\"'", "ENABLE_SMART_PUNCTUATION"),
];

/// Those in `parse.rs`.
pub(super) const PARSE: [(&str, &str); 6] = [
    ("ItemBody::MaybeMath(can_open, _can_close, brace_context)", "ENABLE_MATH"),
    ("ItemBody::Math(cow_ix, is_display)", "ENABLE_MATH"),
    ("ItemBody::MaybeSmartQuote(c, can_open, can_close)", "ENABLE_SMART_PUNCTUATION"),
    ("ItemBody::DefinitionListDefinition(indent)", "ENABLE_DEFINITION_LIST"),
    ("ItemBody::FootnoteReference(cow_ix)", "ENABLE_FOOTNOTES"),
    ("ItemBody::Heading(level, Some(heading_ix))", "ENABLE_HEADING_ATTRIBUTES"),
];

/// The options that the library gives to the parser, such as `ENABLE_TABLES`.
pub(super) fn wanted(user: &str) -> Result<Vec<&str>> {
    let (_, call) = user.split_once("Parser::new_ext(text, ").context("no call of the parser")?;
    let (options, _) = call.split_once(')').context("no end of the call")?;
    options.split(" | ").map(|option| option.strip_prefix("Options::").context("an option of another form")).collect()
}

/// The crate's `lib.rs`, where the questions are answered.
pub(super) fn decide(original: &str, wanted: &[&str]) -> Result<String> {
    let text = ask(original)?;
    for option in wanted {
        ensure!(text.contains(&format!("const {option} = ")), "there is no {option}");
    }
    let bits: Vec<String> = wanted.iter().map(|option| format!("Options::{option}.bits()")).collect();
    Ok(format!(
        "{text}\nimpl Options {{\n    #[inline(always)]\n    pub(crate) const fn answer(self, asked: Options) -> bool {{\n        \
         ({}) & asked.bits() == asked.bits()\n    }}\n}}\n",
        bits.join(" | ")
    ))
}

/// A file of the crate in which the questions are put to the answers.
pub(super) fn ask(original: &str) -> Result<String> {
    ensure!(original.contains(QUESTION), "no question for an option");
    Ok(original.replace(QUESTION, ANSWERED))
}

/// A file of the crate in which also each of `branches` is a question.
pub(super) fn guard(original: &str, branches: &[(&str, &str)]) -> Result<String> {
    let mut text = ask(original)?;
    for (pattern, option) in branches {
        let branch = format!("{pattern} => {{\n");
        ensure!(text.matches(&branch).count() == 1, "not one branch for {pattern}");
        text = text.replace(&branch, &format!("{pattern} if Options::empty().answer(Options::{option}) => {{\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{ask, decide, guard, wanted};

    #[test]
    fn finds_what_is_wanted() {
        let user = "fn parser() {\n    Parser::new_ext(text, Options::ENABLE_A | Options::ENABLE_B)\n}\n";
        assert_eq!(wanted(user).ok(), Some(vec!["ENABLE_A", "ENABLE_B"]));
        assert!(wanted(&user.replace("Options::", "")).is_err());
        assert!(wanted("fn parser() {}").is_err());
    }

    #[test]
    fn answers_as_wanted() {
        let library = "const ENABLE_A = 1;\nfn a(&self) { self.contains(Options::ENABLE_A) }\n";
        let text = decide(library, &["ENABLE_A"]).unwrap_or_default();
        assert!(text.contains("self.answer(Options::ENABLE_A)"));
        assert!(text.contains("(Options::ENABLE_A.bits()) & asked.bits() == asked.bits()"));
        assert!(decide(library, &["ENABLE_B"]).is_err());
        assert!(ask("fn a() {}").is_err());
    }

    #[test]
    fn branches_are_guarded() {
        let text = "if self.contains(Options::ENABLE_A) {}\nb'$' => {\n}\nb'.' => x(),\n";
        let guarded = guard(text, &[("b'$'", "ENABLE_A")]).unwrap_or_default();
        assert!(guarded.contains("\nb'$' if Options::empty().answer(Options::ENABLE_A) => {\n"));
        assert!(guard(text, &[("b'.'", "ENABLE_A")]).is_err());
        assert!(guard(&text.replace("b'.' => x(),", "b'$' => {"), &[("b'$'", "ENABLE_A")]).is_err());
    }
}
