use super::Error;
use super::schema::Meaning;
use crate::text::Span;
use std::ops::Range;

/// Index of a [`Node`] in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A parsed YAML text: nodes in one arena, comments and errors in source order.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// All nodes; children come in source order.
    pub nodes: Vec<Node>,
    /// The root node of each document, at least one: an empty text is a document too.
    pub documents: Vec<NodeId>,
    /// Every comment, in source order.
    pub comments: Vec<Comment>,
    /// Every error, in source order. Empty exactly if the host's parser accepts the text.
    pub errors: Vec<Error>,
}

/// One node, with the place of each of its parts.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node's own text without tag and anchor: quotes, brackets and a block scalar's header
    /// included, surrounding blanks, comments and the last line break excluded. Empty for an
    /// absent node; it then stands where the value would be written.
    pub span: Span,
    /// `&name`
    pub anchor: Option<Span>,
    /// `!tag`
    pub tag: Option<Span>,
    /// The tag that the host resolves it by; not always the one written at the node.
    pub(super) meaning: Meaning,
}

/// The kinds of nodes.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Nothing is written: `key:`.
    Absent,
    /// Text, however it is written.
    Scalar(Scalar),
    /// `[a, b]` or `- a`.
    Sequence(Sequence),
    /// `{a: b}` or `a: b`.
    Mapping(Mapping),
    /// `*name`; `None` if no such anchor stands before it.
    Alias(Option<NodeId>),
}

/// A scalar.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// How it is written.
    pub style: ScalarStyle,
    /// The text with escapes, folding and chomping applied.
    pub value: String,
    /// Where the parts of `value` stand in the source, in order and never none. Text that the
    /// parser made (a folded line break, an escape) is a run whose lengths differ; to keep
    /// them apart such a run leaves out the last byte of its source where they would not.
    pub runs: Vec<Run>,
}

impl Scalar {
    /// The run that holds the byte `at` of the value, or the last one.
    fn run(&self, at: usize) -> Run {
        let next = self.runs.partition_point(|run| run.value_start as usize <= at);
        self.runs[next.saturating_sub(1)]
    }

    /// Where in the source the byte `at` of the value comes from. The value's end maps to the
    /// end of the source text.
    #[must_use]
    pub fn source_offset(&self, at: usize) -> usize {
        let run = self.run(at);
        let within = at.saturating_sub(run.value_start as usize);
        let source = run.source_start as usize;
        if within >= run.value_len as usize {
            source + run.source_len as usize
        } else if run.source_len == run.value_len {
            source + within
        } else {
            source
        }
    }

    /// The source text that `range` of the value comes from: whole escapes, and whatever
    /// the parser dropped in between.
    #[must_use]
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let start = self.source_offset(range.start);
        if range.end <= range.start {
            return Span::empty(start);
        }
        let run = self.run(range.end - 1);
        let within = range.end - run.value_start as usize;
        let len =
            if run.source_len == run.value_len { within.min(run.source_len as usize) } else { run.source_len as usize };
        Span::new(start, (run.source_start as usize + len).max(start))
    }
}

/// A part of a scalar's value and the part of the source that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the value.
    pub value_start: u32,
    /// First byte in the source.
    pub source_start: u32,
    /// Length in the source, in bytes.
    pub source_len: u32,
    /// Length in the value, in bytes. Where it equals `source_len` the bytes are the same.
    pub value_len: u32,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarStyle {
    /// `text`
    Plain,
    /// `'text'`
    SingleQuoted,
    /// `"text"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A sequence.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Written with brackets.
    pub flow: bool,
    /// Its items.
    pub items: Vec<NodeId>,
}

/// A mapping.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Written with braces.
    pub flow: bool,
    /// Its entries as written, duplicates included.
    pub entries: Vec<Entry>,
}

/// One `key: value`.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key.
    pub key: NodeId,
    /// The colon, if one is written.
    pub colon: Option<Span>,
    /// The value.
    pub value: NodeId,
}

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line, the line break excluded.
    pub span: Span,
    /// The scalar that ends on the same line before it, if any: what ` #` cut.
    pub after: Option<NodeId>,
}

/// What a plain scalar means in the host's schema (YAML 1.2 core).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// `null`, `~`, or nothing.
    Null,
    /// `true` or `false` in the spellings that the host knows.
    Bool(bool),
    /// A number, written out as JavaScript's `String(number)` would.
    Number(String),
    /// Everything else, and all that is quoted.
    Text,
}

/// One property of the JavaScript object that the host makes of a mapping.
#[derive(Clone, Debug)]
pub struct Property {
    /// The property's name, as JavaScript sees it.
    pub name: String,
    /// The entry that the value comes from: the last of its name.
    pub entry: Entry,
    /// The entries of the same name that it replaced.
    pub replaced: Vec<Entry>,
    /// Whether it came in by a merge key (`<<`).
    pub merged: bool,
}

impl Tree {
    /// The node of that index.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The root of the only document, if there is one only. An empty text is one document
    /// with an absent root.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        match self.documents[..] {
            [root] => Some(root),
            _ => None,
        }
    }

    /// The node itself, or the one that it is an alias of. An alias without an anchor is
    /// its own end.
    #[must_use]
    pub fn deref(&self, id: NodeId) -> NodeId {
        // An anchor never names an alias, so one step is enough.
        match self.node(id).kind {
            NodeKind::Alias(Some(target)) => target,
            _ => id,
        }
    }
}
