//! What is said about a file: plain data with byte offsets. Rendering it is for the outer layers.

use crate::rules::Rule;
use crate::text::{Edit, Span, sorted_by};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The host won't run this agent.
    Error,
    /// It runs, but not as written.
    Warning,
    /// Advice.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is; a rule may find things of different weight.
    pub severity: Severity,
    /// What is wrong and why it matters, values in backticks.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The very characters at fault.
    pub span: Span,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// Edits that mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`, with the rule's own severity.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self::bare(rule, span, message.into())
    }

    // What follows is called by every rule. None of it is compiled into its callers, who would only
    // move the parts to their places once more.
    #[inline(never)]
    fn bare(rule: &'static Rule, span: Span, message: String) -> Self {
        Self { rule, severity: rule.severity, message, help: None, span, related: Vec::new(), fixes: Vec::new() }
    }

    /// Says what to do.
    #[must_use]
    #[inline(never)]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points to another place.
    #[must_use]
    #[inline(never)]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Offers a fix; `None` offers nothing.
    #[must_use]
    #[inline(never)]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        if let Some(fix) = fix.into() {
            self.fixes.push(fix);
        }
        self
    }
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// Edits that mend a finding together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What happens, as the label of a button.
    pub title: String,
    /// Whether nothing but the mended thing changes its meaning.
    pub safe: bool,
    /// Sorted and disjoint. What comes may stand right before what goes.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix with one right answer.
    #[must_use]
    pub fn safe(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self::new(title, true, edits)
    }

    /// A fix that guesses what the author meant.
    #[must_use]
    pub fn suggestion(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self::new(title, false, edits)
    }

    /// A fix with one right answer if it is `safe`, or else one that guesses.
    #[must_use]
    pub fn new(title: impl Into<String>, safe: bool, edits: impl Into<Vec<Edit>>) -> Self {
        let mut edits = sorted_by(edits.into(), |edit| edit.span.order());
        // Such a mistake of a rule is for tests to find. Where none did it costs an edit, and not all that is said of
        // the file.
        edits.dedup_by(|edit, last| {
            let overlaps = edit.span.start < last.span.end;
            debug_assert!(!overlaps, "{edit:?} overlaps {last:?}");
            overlaps
        });
        Self { title: title.into(), safe, edits }
    }
}
