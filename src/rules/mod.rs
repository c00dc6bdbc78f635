//! The rules. One file each: metadata, documentation, check, fix and tests.
//!
//! To add one, write its file and name it in the list below.

#[cfg(not(target_arch = "wasm32"))]
mod page;
mod quoting;
mod rule;
mod support;
#[cfg(test)]
mod testing;

pub(crate) use rule::Context;
#[cfg(not(target_arch = "wasm32"))]
pub use rule::Docs;
pub use rule::{Fixable, Group, Rule, Source};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::Reading;
use crate::text::sorted_by;

/// Declares the rules' modules and lists them, in alphabetical order.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*

        impl Rule {
            /// All rules, by name.
            pub const ALL: &'static [&'static Self] = &[$(&$module::RULE),*];
        }
    };
}

rules! {
    block_on_key_line
    closed_early
    conditional_tools
    crlf_defeats_quoting
    dropped_prefix
    dropped_value
    duplicate_key
    empty_tools
    file_too_large
    ignored_in_plugin
    invalid_hooks
    invalid_name
    invalid_yaml
    missing_description
    missing_frontmatter
    missing_name
    not_strict_yaml
    quoted_comment
    star_denies_nothing
    tab_indentation
    text_after_quote
    truncated_by_comment
    unclosed_bracket
    unclosed_frontmatter
    unclosed_quote
    undefined_alias
    unindented_text
    unknown_escape
    unknown_field
    unknown_tool
    unquoted_colon
    unusable_tools
}

/// Runs all rules. The findings come by place, errors before warnings before advice.
#[must_use]
pub fn check(document: &Document<'_>, reading: &Reading<'_>) -> Vec<Diagnostic> {
    let context = Context::new(document, reading);
    let mut found = Vec::new();
    for rule in Rule::ALL {
        (rule.check)(&context, &mut found);
    }
    sorted_by(found, |diagnostic| u64::from(diagnostic.span.start) << 2 | diagnostic.severity as u64)
}

#[cfg(test)]
mod tests {
    use super::{Rule, testing};
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    #[test]
    fn names_are_sorted_and_well_formed() {
        let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')), "{names:?}");
    }

    #[test]
    fn bad_examples_trigger_exactly_their_rule_and_good_ones_nothing() {
        for rule in Rule::ALL {
            let found = |source| -> BTreeSet<&str> {
                testing::diagnose(source, rule.docs.host).iter().map(|diagnostic| diagnostic.rule.name).collect()
            };
            assert_eq!(found(rule.docs.good), BTreeSet::new(), "good example of {}", rule.name);
            if !rule.docs.bad.is_empty() {
                let mut expected = BTreeSet::from([rule.name]);
                if rule.name == "quoted-comment" {
                    // It can't happen but in a frontmatter that this one reports.
                    expected.insert("not-strict-yaml");
                }
                assert_eq!(found(rule.docs.bad), expected, "bad example of {}", rule.name);
            }
        }
    }

    #[test]
    fn what_people_read() {
        let mut shown = String::new();
        for rule in Rule::ALL {
            let source = rule.docs.bad;
            for diagnostic in testing::diagnose(source, rule.docs.host) {
                let span = diagnostic.span;
                let severity = diagnostic.severity.name();
                writeln!(shown, "{severity}: {}", diagnostic.message).expect("writes to a string");
                writeln!(shown, "   at: {span:?} {:?}", span.slice(source)).expect("writes to a string");
                for related in &diagnostic.related {
                    writeln!(shown, " also: {:?} {}", related.span.slice(source), related.message).expect("writes");
                }
                if let Some(help) = &diagnostic.help {
                    writeln!(shown, " help: {help}").expect("writes to a string");
                }
                for fix in &diagnostic.fixes {
                    let safety = if fix.safe { "safe" } else { "a guess" };
                    writeln!(shown, "  fix: {} ({safety})", fix.title).expect("writes to a string");
                }
                writeln!(shown, "       {}\n", rule.name).expect("writes to a string");
            }
        }
        insta::assert_snapshot!(shown);
    }
}
