//! The rules. One file each, in the folder of its group: metadata, documentation, check, fix and tests.
//!
//! To add one, write its file and name it in the list below; `cargo xtask rule` does both.

#![cfg_attr(target_arch = "wasm32", allow(unused_imports, reason = "what is told of a rule is left out there"))]

mod mending;
#[cfg(not(target_arch = "wasm32"))]
mod page;
mod quoting;
mod rule;
mod spacing;
mod support;
mod suppressions;
#[cfg(test)]
mod testing;

pub(crate) use rule::Context;
#[cfg(not(target_arch = "wasm32"))]
pub use rule::Docs;
pub use rule::{Confidence, Fixable, Group, Rule, Source};

use crate::config::{Level, Settings};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::Reading;
use crate::text::sorted_by;

/// Declares the rules' modules and lists them, by group and then in alphabetical order.
macro_rules! rules {
    ($($group:ident { $($module:ident)* })*) => {
        $(mod $group { $(pub(super) mod $module;)* })*

        impl Rule {
            /// All rules, by group and name.
            pub const ALL: &'static [&'static Self] = &[$($(&$group::$module::RULE),*),*];
        }
    };
}

rules! {
    loading {
        block_on_key_line
        crlf_defeats_quoting
        file_too_large
        invalid_hooks
        invalid_name
        invalid_yaml
        missing_description
        missing_frontmatter
        missing_name
        missing_space
        not_a_mapping
        tab_indentation
        text_after_quote
        unclosed_bracket
        unclosed_frontmatter
        unclosed_quote
        undefined_alias
        unindented_text
        unknown_escape
        unquoted_colon
        unusable_tools
    }
    loss {
        closed_early
        conditional_tools
        dropped_hook
        dropped_prefix
        dropped_value
        duplicate_key
        duplicate_tool
        empty_tools
        extra_field
        ignored_in_plugin
        ignored_specifier
        literal_newline
        quoted_comment
        renamed_tool
        replaced_builtin_agent
        retired_model
        star_denies_nothing
        truncated_by_comment
        unknown_field
        unknown_model
        unknown_tool
        unmatchable_hook
        whole_tool_denied
    }
    delegation {
        costly_description
        description_without_trigger
        example_names_other_agent
        incomplete_example
        name_differs_from_file
        name_not_kebab_case
        unbalanced_example
    }
    prompt {
        empty_prompt
        leftover_placeholder
        nested_code_fence
        second_frontmatter
        skipped_heading_level
        unbalanced_tag
        unclosed_code_fence
        unexpanded_command
        unexpanded_import
        unexpanded_variable
        ungranted_tool
    }
    safety {
        bidirectional_character
        bypassed_permissions
        hidden_character
        instructions_in_comment
        piped_download
        secret
        unrestricted_tools
    }
    portability {
        not_strict_yaml
    }
    suppression {
        unused_suppression
    }
}

/// Runs the rules that the settings leave on and leaves out what the file's own comments suppress. The
/// findings come by place, errors before warnings before advice.
#[must_use]
pub fn check(document: &Document<'_>, reading: &Reading<'_>, settings: &Settings<'_>) -> Vec<Diagnostic> {
    let context = Context::new(document, reading, settings);
    let mut found = Vec::new();
    // The last group looks at what became of the comments, so it comes when they have been applied.
    let last = Rule::ALL.partition_point(|rule| rule.group != Group::Suppression);
    for (index, rule) in Rule::ALL.iter().enumerate() {
        if index == last {
            context.suppressions.apply(&mut found);
        }
        let level = settings.levels.of(rule);
        if level == Level::Off {
            continue;
        }
        let before = found.len();
        (rule.check)(&context, &mut found);
        if let Level::Fixed(severity) = level {
            found[before..].iter_mut().for_each(|diagnostic| diagnostic.severity = severity);
        }
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
        let places: Vec<(usize, &str)> = Rule::ALL.iter().map(|rule| (rule.group as usize, rule.name)).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), Rule::ALL.len());
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')), "{names:?}");
    }

    #[test]
    fn bad_examples_trigger_exactly_their_rule_and_good_ones_nothing() {
        for rule in Rule::ALL {
            let found = |source| -> BTreeSet<&str> {
                testing::diagnose_for(rule, source, rule.docs.host)
                    .iter()
                    .map(|diagnostic| diagnostic.rule.name)
                    .collect()
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
        for rule in Rule::ALL {
            let mut shown = String::new();
            show(rule, rule.docs.host, rule.docs.bad, &mut shown);
            for (host, texts) in rule.docs.further {
                for text in *texts {
                    let source = match text.ends_with(['\n', '\r']) {
                        true => text.replace("LONG", &"long".repeat(65)).replace("MEGABYTE", &"x".repeat(1 << 20)),
                        false => format!("---\nname: a\ndescription: d\n{text}\n---\n"),
                    };
                    let before = shown.len();
                    show(rule, host, &source, &mut shown);
                    assert!(shown.len() > before, "nothing of {} in {source:?}", rule.name);
                }
            }
            insta::assert_snapshot!(rule.name, shown);
        }
    }

    /// Writes down what `rule` says of `source`.
    fn show(rule: &Rule, host: &str, source: &str, shown: &mut String) {
        for diagnostic in
            testing::diagnose_for(rule, source, host).iter().filter(|diagnostic| diagnostic.rule.name == rule.name)
        {
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
}
