//! Drives the parsing: what a node may begin with, and the stack of unfinished collections.
//!
//! The stack is a vector of [`Frame`]s, not the call stack, so that nesting cannot overflow it.
//! A step either asks for another node ([`Next::Node`]) or hands a finished one to the frame
//! on top ([`Next::Done`]).

use super::block::Place;
use super::scan::{Context, Scan, Tok, Token};
use super::schema::Meaning;
use super::{Error, ErrorKind, Mapping, Node, NodeId, NodeKind, Scalar, Tree};
use crate::text::Span;
use std::collections::BTreeMap;

/// The outcome of a step that may meet an error which it cannot step over.
pub(super) type Step<T = ()> = Result<T, Error>;

/// Collections nested deeper overflow the host's stack, which it reports as an error.
/// Its own limit depends on the machine; measured were 4,150 to 4,900.
const MAX_DEPTH: usize = 4_100;

/// The host refuses a document whose aliases stand for more nodes than this.
const MAX_ALIASED: u64 = 16 * 1024 * 1024;

/// More errors than a human reads; the ones behind are dropped so that broken text stays cheap.
const MAX_ERRORS: usize = 1_000;

/// How often the parser starts over behind an error.
const MAX_RECOVERIES: usize = 100;

/// A tag or an anchor.
#[derive(Clone, Copy)]
pub(super) struct Prop {
    pub(super) span: Span,
    pub(super) line: u32,
    pub(super) meaning: Meaning,
}

/// A node that is asked for: what stands before it already, and where it stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Want {
    pub(super) anchor: Option<Prop>,
    pub(super) tag: Option<Prop>,
    /// An anchor on an earlier line than `anchor`: the mapping's, if the node turns out to be its key.
    pub(super) outer_anchor: Option<Prop>,
    pub(super) outer_tag: Option<Prop>,
    /// The indentation of the mapping or sequence that asks. A key there is no new mapping.
    pub(super) parent: Option<u32>,
    /// It stands behind `? `.
    pub(super) explicit_key: bool,
    /// It is an item of `[ ]`, where `a: b` is allowed.
    pub(super) pair: bool,
}

impl Want {
    pub(super) fn meaning(&self) -> Meaning {
        self.tag.map_or(Meaning::Any, |tag| tag.meaning)
    }

    /// Whether a property stands on the line.
    fn has_on(&self, line: u32) -> bool {
        self.anchor.into_iter().chain(self.tag).any(|prop| prop.line == line)
    }
}

/// What a frame waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// A block sequence for an item.
    BlockItem,
    /// A block mapping that has not begun for the key behind its first `? `.
    FirstKey,
    BlockKey,
    BlockValue,
    /// `[` for an item.
    FlowItem,
    /// `[` for the key behind `? `.
    PairKey,
    PairValue,
    /// `{` for a key.
    FlowKey,
    FlowValue,
}

/// An unfinished collection.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) waits: Waits,
    /// Its node; of no use behind the `? ` of a mapping that goes on.
    pub(super) id: NodeId,
    /// What was asked for when it began.
    pub(super) want: Want,
    pub(super) start: usize,
    pub(super) indent: u32,
    /// Of a flow collection: the line it starts on. Else the line of the latest entry.
    pub(super) line: u32,
    /// Whether a tab stood in the indentation before it.
    pub(super) tab: bool,
    /// The context to return to.
    pub(super) outer: Context,
    /// The entry at hand.
    pub(super) key: Option<NodeId>,
    pub(super) colon: Option<Span>,
    /// Whether that entry began with `? `.
    pub(super) explicit: bool,
    /// Of a block mapping: no entry is finished yet.
    pub(super) first: bool,
    /// Of a block mapping: an anchor that names it.
    pub(super) anchor: Option<Prop>,
    /// Of a block mapping: the properties in `want` are its own, not its first key's.
    pub(super) owns_props: bool,
}

impl Frame {
    /// A collection that begins with `token`.
    pub(super) fn new(waits: Waits, id: NodeId, want: Want, token: Token, outer: Context) -> Self {
        Self {
            waits,
            id,
            want,
            start: token.span.start(),
            indent: token.indent,
            line: token.line,
            tab: false,
            outer,
            key: None,
            colon: None,
            explicit: false,
            first: true,
            anchor: None,
            owns_props: true,
        }
    }
}

/// What to do next.
pub(super) enum Next {
    Node(Want),
    Done(NodeId),
}

/// The parser, its scanner included.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) line_start: usize,
    /// Told apart by being different only; recovery leaves gaps.
    pub(super) line: u32,
    pub(super) line_indent: u32,
    /// Whether a tab follows the spaces that the line is indented by.
    pub(super) tab: bool,
    pub(super) token: Token,
    /// Where the token before `token` ends.
    pub(super) previous_end: usize,
    pub(super) scalar: Option<Scalar>,
    pub(super) context: Context,
    /// The indentations of the open block collections.
    pub(super) block_indents: Vec<u32>,
    pub(super) tag_handles: Vec<&'t str>,
    pub(super) last_scalar: Option<NodeId>,
    pub(super) tree: Tree,
    pub(super) frames: Vec<Frame>,
    /// The block mapping at the document's root, and its indentation.
    pub(super) root_mapping: Option<(NodeId, u32)>,
    pub(super) recoveries: usize,
    /// The bracket whose lines were told to be indented too little.
    pub(super) outdented_bracket: Option<Span>,
    /// How many nodes each node stands for, aliases followed; 0 while it is open.
    pub(super) sizes: Vec<u32>,
    /// The nodes that anchors name.
    anchors: BTreeMap<String, usize>,
    aliased: u64,
    /// The line of the document's `---`, where no block collection may begin.
    pub(super) marker_line: Option<u32>,
}

/// Parses a YAML text. Never fails and never panics: what is wrong is in [`Tree::errors`].
///
/// Takes time in proportion to the text's length, whatever is in it; to that end it gives up
/// on a text behind a hundred errors of the kind that makes it start over.
#[must_use]
pub fn parse(text: &str) -> Tree {
    let mut parser = Parser::new(text);
    parser.stream();
    parser.tree
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            bytes: text.as_bytes(),
            at: start,
            line_start: start,
            line: 1,
            line_indent: 0,
            tab: false,
            token: Token { kind: Tok::End, span: Span::empty(start), indent: 0, line: 1, meaning: Meaning::Any },
            previous_end: start,
            scalar: None,
            context: Context::BlockOut,
            block_indents: Vec::new(),
            tag_handles: Vec::new(),
            last_scalar: None,
            tree: Tree::default(),
            frames: Vec::new(),
            root_mapping: None,
            recoveries: 0,
            outdented_bracket: None,
            sizes: Vec::new(),
            anchors: BTreeMap::new(),
            aliased: 0,
            marker_line: None,
        }
    }

    /// Adds an error in its place by the source, unless there are plenty.
    pub(super) fn report(&mut self, error: Error) {
        let errors = &mut self.tree.errors;
        if errors.len() < MAX_ERRORS {
            let place = errors.partition_point(|other| other.span.start <= error.span.start);
            errors.insert(place, error);
        }
    }

    fn stream(&mut self) {
        // The host refuses NUL before it parses. Here it is a character like any other then.
        for (at, _) in self.text.match_indices('\0') {
            self.report(Self::error(ErrorKind::BadCharacter, at, at + 1));
        }
        let mut started = self.scan(Scan { first: true, ..Scan::default() });
        loop {
            self.anchors.clear();
            self.tag_handles.clear();
            self.frames.clear();
            self.block_indents.clear();
            self.root_mapping = None;
            self.marker_line = None;
            self.context = Context::BlockOut;
            self.document(started);
            if self.token.kind == Tok::End {
                return;
            }
            started = Ok(());
        }
    }

    /// Parses a document, starting over behind errors.
    fn document(&mut self, started: Step) {
        let mut next = started.and_then(|()| self.prologue()).map(|()| Next::Node(Want::default()));
        let mut root = None;
        loop {
            let error = match next {
                Ok(Next::Node(want)) => match self.node(want) {
                    Ok(done) => {
                        next = Ok(done);
                        continue;
                    }
                    Err(error) => error,
                },
                Ok(Next::Done(id)) => match self.frames.last().copied() {
                    Some(frame) => {
                        next = self.resume(frame, id);
                        continue;
                    }
                    None => {
                        root = Some(id);
                        match self.epilogue() {
                            Ok(()) => break,
                            Err(error) => error,
                        }
                    }
                },
                Err(error) => error,
            };
            self.recoveries += 1;
            match self.recover(error, root, self.recoveries <= MAX_RECOVERIES) {
                Ok(step) => next = step,
                Err(salvaged) => {
                    root = salvaged;
                    break;
                }
            }
        }
        let root = root.unwrap_or_else(|| self.absent(Meaning::Any));
        self.tree.documents.push(root);
    }

    /// Directives and `---`.
    fn prologue(&mut self) -> Step {
        let mut yaml = false;
        let mut directive = None;
        while self.token.kind == Tok::Directive {
            let start = self.token.span.start();
            if self.directive()? {
                if yaml {
                    return Err(Self::error(ErrorKind::BadDirective, start, self.text_end(start)));
                }
                yaml = true;
            }
            directive = directive.or(Some(start));
            self.advance()?;
        }
        if self.token.kind == Tok::DocumentStart {
            self.marker_line = Some(self.token.line);
            self.advance()?;
        } else if let Some(start) = directive {
            return Err(Self::error(ErrorKind::BadDirective, start, self.text_end(start)));
        }
        Ok(())
    }

    /// What follows a document's root.
    fn epilogue(&mut self) -> Step {
        match self.token.kind {
            Tok::End | Tok::DocumentStart => Ok(()),
            Tok::DocumentEnd => {
                let mut line = self.token.line;
                while self.token.kind == Tok::DocumentEnd {
                    line = self.token.line;
                    self.advance()?;
                }
                if self.token.line == line && self.token.kind != Tok::End {
                    let start = self.token.span.start();
                    return Err(Self::error(ErrorKind::BadDirective, start, self.text_end(start)));
                }
                Ok(())
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Adds a node.
    pub(super) fn add(&mut self, kind: NodeKind, span: Span, size: u32) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        self.tree.nodes.push(Node { kind, span, anchor: None, tag: None, meaning: Meaning::Any });
        self.sizes.push(size);
        id
    }

    /// Adds an absent node, behind the last token passed.
    pub(super) fn absent(&mut self, meaning: Meaning) -> NodeId {
        let id = self.add(NodeKind::Absent, Span::empty(self.previous_end), 1);
        self.tree.nodes[id.0 as usize].meaning = meaning;
        id
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.tree.nodes[id.0 as usize]
    }

    pub(super) fn mapping_mut(&mut self, id: NodeId) -> Option<&mut Mapping> {
        match &mut self.node_mut(id).kind {
            NodeKind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The frame on top. There is one whenever a collection goes on.
    pub(super) fn top(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    pub(super) fn push_frame(&mut self, frame: Frame) -> Step {
        if self.frames.len() >= MAX_DEPTH {
            return Err(Self::error(ErrorKind::Unexpected, self.token.span.start(), self.token.span.end()));
        }
        self.frames.push(frame);
        Ok(())
    }

    fn name_of(&self, prop: Prop) -> &'t str {
        &self.text[prop.span.start() + 1..prop.span.end()]
    }

    /// Makes an anchor name a node.
    pub(super) fn register(&mut self, prop: Option<Prop>, id: NodeId) {
        if let Some(prop) = prop {
            let target = self.tree.deref(id);
            self.anchors.insert(self.name_of(prop).to_owned(), target.0 as usize);
        }
    }

    /// Makes an anchor name a collection that only begins, so that it may hold itself. A name
    /// of something finished keeps its meaning inside.
    pub(super) fn register_early(&mut self, prop: Option<Prop>, id: NodeId) {
        if let Some(prop) = prop {
            let name = self.name_of(prop);
            let taken = self.anchors.get(name).is_some_and(|target| self.sizes[*target] > 0);
            if !taken {
                self.anchors.insert(name.to_owned(), id.0 as usize);
            }
        }
    }

    /// The token as a property.
    pub(super) fn prop(&self) -> Prop {
        Prop { span: self.token.span, line: self.token.line, meaning: self.token.meaning }
    }

    /// The node that `want` asks for, from its first token on.
    pub(super) fn node(&mut self, mut want: Want) -> Step<Next> {
        loop {
            let token = self.token;
            match token.kind {
                Tok::End | Tok::DocumentStart | Tok::DocumentEnd => {
                    let id = self.absent(want.meaning());
                    return self.finish(want, id);
                }
                Tok::Anchor => {
                    if let Some(before) = want.anchor {
                        if before.line == token.line || want.outer_anchor.is_some() {
                            return Err(self.bad_props(Some(token.span)));
                        }
                        want.outer_anchor = Some(before);
                    }
                    want.anchor = Some(self.prop());
                    self.scan(Scan { meaning: want.meaning(), ..Scan::default() })?;
                }
                Tok::Tag => {
                    if let Some(before) = want.tag {
                        if before.line == token.line {
                            return Err(self.bad_props(Some(token.span)));
                        }
                        want.outer_tag = Some(before);
                    }
                    want.tag = Some(self.prop());
                    self.scan(Scan { meaning: token.meaning, ..Scan::default() })?;
                }
                Tok::Alias => return self.alias(want),
                Tok::Scalar => return self.scalar_node(want),
                Tok::Open => return self.open_flow(want),
                Tok::Comma | Tok::Close => {
                    if want.anchor.is_none() && want.tag.is_none() {
                        return Err(self.unexpected());
                    }
                    let id = self.absent(want.meaning());
                    return self.finish(want, id);
                }
                Tok::Dash => {
                    if want.has_on(token.line) {
                        return Err(self.unexpected());
                    }
                    return self.open_sequence(want);
                }
                Tok::Question => return self.question(want),
                Tok::Colon => return self.lone_colon(want),
                Tok::Directive => return Err(self.unexpected()),
            }
        }
    }

    fn bad_props(&self, span: Option<Span>) -> Error {
        let span = span.unwrap_or(self.token.span);
        Self::error(ErrorKind::BadProperty, span.start(), span.end())
    }

    /// Gives a finished node the properties that stand before it.
    pub(super) fn finish(&mut self, want: Want, id: NodeId) -> Step<Next> {
        if let Some(prop) = want.outer_anchor.or(want.outer_tag) {
            return Err(self.bad_props(Some(prop.span)));
        }
        self.attach(want.anchor, want.tag, id);
        self.register(want.anchor, id);
        Ok(Next::Done(id))
    }

    /// Notes where the properties of a node stand.
    pub(super) fn attach(&mut self, anchor: Option<Prop>, tag: Option<Prop>, id: NodeId) {
        let node = self.node_mut(id);
        node.anchor = node.anchor.or(anchor.map(|prop| prop.span));
        node.tag = node.tag.or(tag.map(|prop| prop.span));
    }

    /// A scalar, or the mapping whose first key it is.
    fn scalar_node(&mut self, want: Want) -> Step<Next> {
        let token = self.token;
        let tab = self.tab;
        let Some(scalar) = self.scalar.take() else { return Err(self.unexpected()) };
        let quoted = matches!(scalar.style, super::ScalarStyle::SingleQuoted | super::ScalarStyle::DoubleQuoted);
        let id = self.add(NodeKind::Scalar(scalar), token.span, 1);
        self.node_mut(id).meaning = token.meaning;
        self.last_scalar = Some(id);
        let json = quoted && want.pair && self.context == Context::Flow;
        if json {
            self.context = Context::FlowKey;
        }
        let scanned = self.scan(Scan { meaning: want.meaning(), after_scalar: true, ..Scan::default() });
        if json {
            self.context = Context::Flow;
        }
        scanned?;
        if self.token.kind != Tok::Colon || self.belongs_outside(&want, token.indent, token.line) {
            return self.finish(want, id);
        }
        if tab && !self.context.is_flow() {
            return Err(self.tab_error(token.span.start()));
        }
        if want.parent == Some(token.indent) || self.context == Context::FlowKey {
            return self.finish(want, id);
        }
        if token.line != self.token.line && !want.explicit_key {
            return Err(self.multiline_key(id));
        }
        if self.context == Context::Flow && !want.pair {
            return self.finish(want, id);
        }
        self.open_mapping_at_key(want, id, token.indent, token.line)
    }

    /// Whether the `:` at hand belongs to a mapping further out than a key at that place.
    pub(super) fn belongs_outside(&self, want: &Want, indent: u32, line: u32) -> bool {
        self.token.indent < indent || (want.explicit_key && line != self.token.line && self.token.indent <= indent)
    }

    fn alias(&mut self, want: Want) -> Step<Next> {
        let token = self.token;
        let tab = self.tab;
        if want.has_on(token.line) {
            return Err(self.bad_props(Some(token.span)));
        }
        let name = &self.text[token.span.start() + 1..token.span.end()];
        let target = self.anchors.get(name).map(|target| NodeId(*target as u32));
        let size = target.map_or(1, |target| self.sizes[target.0 as usize].max(1));
        if target.is_none() {
            let error = Self::error(ErrorKind::UnresolvedAlias, token.span.start(), token.span.end());
            if !self.alias_stands_alone() {
                return Err(error);
            }
            self.report(error);
        }
        self.aliased += u64::from(size);
        if self.aliased > MAX_ALIASED {
            self.aliased = 0;
            return Err(Self::error(ErrorKind::Unexpected, token.span.start(), token.span.end()));
        }
        let id = self.add(NodeKind::Alias(target), token.span, size);
        self.advance()?;
        if self.token.kind != Tok::Colon || self.belongs_outside(&want, token.indent, token.line) {
            return self.finish(want, id);
        }
        if self.context == Context::FlowKey || want.parent == Some(token.indent) {
            return Ok(Next::Done(id));
        }
        if token.line != self.token.line && !want.explicit_key {
            return Err(self.multiline_key(id));
        }
        if tab && !self.context.is_flow() {
            return Err(self.tab_error(token.span.start()));
        }
        if self.context == Context::Flow && !want.pair {
            return Ok(Next::Done(id));
        }
        let start = token.span.start();
        let key = id;
        let id = self.add_mapping(start, None);
        let Token { indent, line, .. } = token;
        self.open_mapping(Place { id, want, start, indent, line, anchor: None, owns_props: false }, key)
    }

    /// Whether an unresolved alias is all there is of a value. Else it is text, as `*this*` is.
    fn alias_stands_alone(&self) -> bool {
        let rest = self.text[self.at..].trim_start_matches([' ', '\t']);
        rest.is_empty()
            || rest.starts_with(['\n', '\r', '#'])
            || (self.context.is_flow() && rest.starts_with([',', ']', '}', ':']))
    }

    /// Begins a block mapping behind its first key, a scalar or a flow collection. Properties
    /// on the key's line are the key's, those on a line before it the mapping's.
    pub(super) fn open_mapping_at_key(&mut self, want: Want, key: NodeId, indent: u32, line: u32) -> Step<Next> {
        let (key_anchor, anchor) = self.split_anchors(&want, line)?;
        let (key_tag, tag) = match want.tag {
            Some(tag) if want.outer_tag.is_none() && tag.line != line => (None, Some(tag)),
            tag => (tag, want.outer_tag),
        };
        self.attach(key_anchor, key_tag, key);
        self.register(key_anchor, key);
        let start = [key_anchor, key_tag]
            .into_iter()
            .flatten()
            .map(|prop| prop.span.start())
            .fold(self.tree.node(key).span.start(), usize::min);
        let want = Want { tag, ..want };
        let id = self.add_mapping(start, anchor);
        self.open_mapping(Place { id, want, start, indent, line, anchor, owns_props: false }, key)
    }

    /// The anchor of a first key on `line` and the anchor of its mapping.
    pub(super) fn split_anchors(&self, want: &Want, line: u32) -> Step<(Option<Prop>, Option<Prop>)> {
        match (want.outer_anchor, want.anchor) {
            (Some(_), Some(inner)) if inner.line != line => Err(self.bad_props(Some(inner.span))),
            (Some(outer), inner) => Ok((inner, Some(outer))),
            (None, Some(anchor)) if anchor.line != line => Ok((None, Some(anchor))),
            (None, anchor) => Ok((anchor, None)),
        }
    }

    /// Hands a finished node to the frame on top.
    fn resume(&mut self, frame: Frame, id: NodeId) -> Step<Next> {
        match frame.waits {
            Waits::BlockItem => self.block_item(frame, id),
            Waits::FirstKey => self.first_key(frame, id),
            Waits::BlockKey => self.block_key(frame, id),
            Waits::BlockValue => self.block_value(frame, id),
            Waits::FlowItem => self.flow_item(frame, id),
            Waits::PairKey => self.pair_key(id),
            Waits::PairValue => self.pair_value(frame, id),
            Waits::FlowKey => self.flow_key(frame, id),
            Waits::FlowValue => self.flow_value(frame, id),
        }
    }

    /// Ends a collection behind the last token passed, and counts what it stands for.
    pub(super) fn close(&mut self, id: NodeId) {
        let end = self.previous_end;
        let mut size = 1u32;
        let mut count = |id: &NodeId| size = size.saturating_add(self.sizes[id.0 as usize].max(1));
        match &self.tree.nodes[id.0 as usize].kind {
            NodeKind::Sequence(sequence) => sequence.items.iter().for_each(&mut count),
            NodeKind::Mapping(mapping) => {
                for entry in &mapping.entries {
                    // A merged mapping gives its entries; the key and itself are not counted.
                    if !self.tree.is_merge_key(entry.key) {
                        count(&entry.key);
                    }
                    count(&entry.value);
                }
            }
            _ => {}
        }
        self.sizes[id.0 as usize] = size;
        let span = &mut self.node_mut(id).span;
        span.end = (end as u32).max(span.start);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mark, show_all};
    use super::super::{NodeKind, Tree};
    use super::parse;

    fn accepted(text: &str) -> Tree {
        let tree = parse(text);
        assert_eq!(tree.errors, [], "{text}");
        tree
    }

    #[test]
    fn reads_structures() {
        for (text, tree) in [
            ("", "~"),
            ("a", "a"),
            ("a: 1\nb:\nc: ''", "{a: 1, b: ~, c: \"\"}"),
            ("a:\n- b\n- - c\n  - d\n-\n", "{a: [b, [c, d], ~]}"),
            ("- a: b\n  c: d\n- e", "[{a: b, c: d}, e]"),
            ("? a\n: b\n? c\n", "{a: b, c: ~}"),
            ("[a, [b], {c: d, e}, f: g, \"h\":i]", "[a, [b], {c: d, e: ~}, {f: g}, {\"h\": i}]"),
            ("a: &x b\nc: *x", "{a: b, c: *}"),
            ("a: ,b\nc: d,", "{a: ,b, c: d,}"),
            ("--- a\n--- b\n...\nc", "a --- b --- c"),
            ("a: [b\n]\nc: d", "{a: [b], c: d}"),
            ("\u{feff}a: b", "{a: b}"),
            ("a: b\r\nc: d\re: f", "{a: b, c: d, e: f}"),
        ] {
            assert_eq!(show_all(&accepted(text)), tree, "{text}");
        }
    }

    #[test]
    fn spans_are_tight() {
        for marked in [
            "»é«: b",
            "»é: b«\n",
            "é: »b« # c",
            "é: »b\n  c«  \n\nd: e",
            "é: »|\n  b«\n\nd: e",
            "é:»«\nd: e",
            "é: !t &a »'b'«",
            "»[a, é]«  ",
            "»- a\n- é«\n",
            "a: »b«\n\n#c\n",
        ] {
            let text = marked.replace(['»', '«'], "");
            let tree = accepted(&text);
            let found = tree.nodes.iter().any(|node| mark(&text, node.span) == marked);
            assert!(found, "{marked}: {:?}", tree.nodes);
        }
    }

    #[test]
    fn notes_anchors_and_tags() {
        let text = "&m\n&k !t a: &v b";
        let tree = accepted(text);
        let anchors: Vec<_> = tree.nodes.iter().map(|node| node.anchor.map(|span| span.slice(text))).collect();
        assert_eq!(anchors, [Some("&k"), Some("&m"), Some("&v")]);
        assert_eq!(tree.nodes[0].tag.map(|span| span.slice(text)), Some("!t"));
    }

    #[test]
    fn comments_know_what_they_cut() {
        let text = "# one\na: b c # two\nd: |  # three\n  e # four\n";
        let tree = accepted(text);
        let comments: Vec<_> = tree
            .comments
            .iter()
            .map(|comment| (comment.span.slice(text), comment.after.map(|id| tree.node(id).span.slice(text))))
            .collect();
        assert_eq!(comments, [("# one", None), ("# two", Some("b c")), ("# three", None)]);
    }

    #[test]
    fn entries_know_their_colon() {
        let text = "é : b";
        let tree = accepted(text);
        let NodeKind::Mapping(mapping) = &tree.node(tree.documents[0]).kind else { panic!("no mapping") };
        assert_eq!(mapping.entries[0].colon.map(|colon| mark(text, colon)), Some("é »:« b".to_owned()));
    }

    #[test]
    fn a_collection_may_hold_itself_but_not_merge_itself() {
        assert_eq!(show_all(&accepted("&a [*a]")), "[*]");
        assert_eq!(parse("&a\n<<: *a").errors.len(), 1);
    }

    #[test]
    fn refuses_alias_bombs() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let item = format!("*a{},", level - 1);
            text += &format!("a{level}: &a{level} [{}]\n", item.repeat(10));
        }
        assert!(!parse(&text).errors.is_empty());
    }
}
