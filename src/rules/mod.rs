//! The rules. One file each: metadata, documentation, check, fix and tests.
//!
//! To add one, write its file and name it in the list below.

mod quoting;
mod rule;
mod support;
#[cfg(test)]
mod testing;

pub(crate) use rule::Context;
pub use rule::{Basis, Fixable, Group, Rule};
#[cfg(not(target_arch = "wasm32"))]
pub use rule::Docs;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::Reading;

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
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.severity, diagnostic.span.end));
    found
}
