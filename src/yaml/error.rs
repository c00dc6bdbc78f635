use crate::text::Span;

/// One thing that makes the host's YAML parser throw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The very characters at fault.
    pub span: Span,
    /// What it clashes with: the open bracket or quote of a line indented too little and of an
    /// unmatched bracket, the colon of a key on several lines.
    pub related: Option<Span>,
}

/// What can be wrong with a YAML text. The names say the problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A quoted scalar that no quote closes. The span is the opening quote.
    UnclosedQuote,
    /// A `[` or `{` that nothing closes. The span is the bracket.
    UnclosedBracket,
    /// A `]` or `}` that nothing opened, or that closes the other kind.
    UnmatchedBracket,
    /// Text behind the closing quote of a value. The span is that text up to the line's end.
    TextAfterQuote,
    /// Text behind the closing bracket of a value.
    TextAfterBracket,
    /// A backslash sequence that YAML does not know. The span is that sequence.
    UnknownEscape,
    /// A tab where indentation is expected. The span is the tab (or the run of tabs).
    TabIndentation,
    /// A `: ` in a value that is no mapping: `a: b: c`. The span is the colon.
    NestedColon,
    /// A line that is no `key: value` where a mapping goes on, at the mapping's own indent
    /// or less: typically the continuation of a value, not indented. The span is the line's text.
    UnindentedText,
    /// A line indented deeper or less than the block it stands in. The span is its text.
    BadIndentation,
    /// A line of a quoted scalar that is not indented deeper than its parent.
    UnindentedQuotedLine,
    /// A key that spans several lines, or a multi-line value read as one. The span is the key,
    /// without its last line if it is plain: that line is the key that was meant.
    MultilineKey,
    /// An alias (`*x`) without an anchor before it, or a merge key (`<<`) with an alias of what
    /// it stands in. The span is the alias.
    UnresolvedAlias,
    /// A character that no plain value may start with: `` @ ` % `` and others.
    ReservedStart,
    /// A `- ` or `? ` where no block collection may start, on the line of a key.
    BlockOnKeyLine,
    /// A block scalar's header (`|` or `>`) with something wrong in or behind it.
    BadBlockHeader,
    /// A NUL, which the host refuses anywhere. It takes every other character.
    BadCharacter,
    /// A malformed anchor or tag, or one that stands where it may not.
    BadProperty,
    /// A malformed directive or document marker.
    BadDirective,
    /// A missing `,` between the items of a flow collection. The span is the second item's start.
    MissingComma,
    /// Anything else that the grammar refuses, and what is nested or aliased too much.
    Unexpected,
}
