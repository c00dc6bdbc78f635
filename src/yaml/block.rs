//! Block collections: their entries stand one below the other at the same indentation.

use super::parser::{Frame, Next, Parser, Prop, Step, Waits, Want};
use super::scan::{Context, Scan, Tok, Token};
use super::schema::Meaning;
use super::{Entry, ErrorKind, Mapping, NodeId, NodeKind, Sequence};
use crate::text::Span;

/// What an indicator begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Dash,
    Question,
    Colon { pair: bool },
}

/// Where a block mapping begins.
pub(super) struct Place {
    /// Its node, by [`Parser::add_mapping`].
    pub(super) id: NodeId,
    pub(super) want: Want,
    pub(super) start: usize,
    pub(super) indent: u32,
    pub(super) line: u32,
    /// Its anchor, if that stands on a line before its first key.
    pub(super) anchor: Option<Prop>,
    /// Whether the properties in `want` are the mapping's as well.
    pub(super) owns_props: bool,
}

impl Parser<'_> {
    /// The node behind an indicator: what is indented too little belongs to the parent, and then
    /// nothing is written here.
    fn behind_indicator(&mut self, indent: u32, line: u32, behind: Behind) -> Step<Next> {
        let flow = self.context.is_flow();
        let mut want = Want { parent: Some(indent), explicit_key: behind == Behind::Question, ..Want::default() };
        loop {
            let token = self.token;
            if !flow && token.line != line {
                // A sequence may stand at the indentation of the key that it is the value of.
                let outside = if token.kind == Tok::Dash && behind != Behind::Dash {
                    token.indent < indent
                } else {
                    token.indent <= indent
                };
                if outside {
                    if want.tag.is_some() && token.kind == Tok::Scalar {
                        // The tag is not the next key's.
                        self.token.meaning = Meaning::Any;
                    }
                    return self.nothing(want);
                }
            }
            match token.kind {
                Tok::Anchor if want.anchor.is_none() => want.anchor = Some(self.prop()),
                Tok::Tag if want.tag.is_none() => want.tag = Some(self.prop()),
                Tok::Dash | Tok::Question if token.line == line && (token.indent <= indent || self.tab) => {
                    if self.tab {
                        return Err(self.tab_error(token.span.start()));
                    }
                    return Err(self.unexpected());
                }
                Tok::Comma if flow && behind == (Behind::Colon { pair: true }) => return self.nothing(want),
                Tok::Close if flow && behind == (Behind::Colon { pair: true }) && self.peek_back() == b']' => {
                    return self.nothing(want);
                }
                _ => return Ok(Next::Node(want)),
            }
            self.scan(Scan { meaning: want.meaning(), ..Scan::default() })?;
        }
    }

    /// The token's last byte.
    pub(super) fn peek_back(&self) -> u8 {
        self.bytes[self.token.span.end() - 1]
    }

    /// An absent node with properties.
    pub(super) fn nothing(&mut self, want: Want) -> Step<Next> {
        let id = self.absent(want.meaning());
        self.attach(want.anchor, want.tag, id);
        self.register(want.anchor, id);
        Ok(Next::Done(id))
    }

    pub(super) fn open_sequence(&mut self, want: Want) -> Step<Next> {
        let token = self.token;
        let id = self.add(NodeKind::Sequence(Sequence::default()), token.span, 0);
        self.register_early(want.anchor, id);
        self.refuse_marker_line(token.line)?;
        self.push_frame(Frame::new(Waits::BlockItem, id, want, token, self.context))?;
        self.block_indents.push(token.indent);
        self.next_item()
    }

    /// No block collection may begin on the line of `---`.
    fn refuse_marker_line(&self, line: u32) -> Step {
        if self.marker_line == Some(line) {
            let token = self.token.span;
            return Err(Self::error(ErrorKind::BadDirective, token.start(), token.end()));
        }
        Ok(())
    }

    pub(super) fn block_item(&mut self, frame: Frame, item: NodeId) -> Step<Next> {
        if let NodeKind::Sequence(sequence) = &mut self.node_mut(frame.id).kind {
            sequence.items.push(item);
        }
        if let Some(top) = self.top() {
            top.first = false;
        }
        self.next_item()
    }

    /// The next `- ` of the sequence on top, or its end.
    fn next_item(&mut self) -> Step<Next> {
        let token = self.token;
        let tab = self.tab;
        let Some(frame) = self.top() else { return Err(self.unexpected()) };
        let fresh = frame.first || frame.line != token.line;
        if token.kind != Tok::Dash || token.indent != frame.indent || (!tab && !fresh) {
            let frame = *frame;
            self.frames.pop();
            self.block_indents.pop();
            self.close(frame.id);
            return self.finish(frame.want, frame.id);
        }
        frame.line = token.line;
        let indent = frame.indent;
        if tab {
            return Err(self.tab_error(token.span.start()));
        }
        self.scan(Scan { column: Some(indent + 1), ..Scan::default() })?;
        self.behind_indicator(indent, token.line, Behind::Dash)
    }

    /// A mapping that begins with `? `, or a key of the mapping on top.
    pub(super) fn question(&mut self, want: Want) -> Step<Next> {
        let token = self.token;
        if self.context.is_flow() {
            return Err(self.unexpected());
        }
        if self.tab {
            return Err(self.tab_error(token.span.start()));
        }
        // The key of a mapping that is there needs no node of its own.
        let again = want.parent == Some(token.indent);
        let id = if again { NodeId(0) } else { self.add_mapping(token.span.start(), want.anchor) };
        self.push_frame(Frame::new(Waits::FirstKey, id, want, token, self.context))?;
        self.block_indents.push(token.indent);
        self.scan(Scan { column: Some(token.indent + 1), ..Scan::default() })?;
        self.behind_indicator(token.indent, token.line, Behind::Question)
    }

    /// The key behind `? ` is there.
    pub(super) fn first_key(&mut self, frame: Frame, key: NodeId) -> Step<Next> {
        self.frames.pop();
        self.block_indents.pop();
        if frame.want.parent == Some(frame.indent) {
            return Ok(Next::Done(key));
        }
        let Frame { id, want, start, indent, line, .. } = frame;
        self.open_mapping(Place { id, want, start, indent, line, anchor: want.anchor, owns_props: true }, key)
    }

    /// A `:` without a key before it.
    pub(super) fn lone_colon(&mut self, mut want: Want) -> Step<Next> {
        let token = self.token;
        if self.tab && !self.context.is_flow() {
            return Err(self.tab_error(token.span.start()));
        }
        if self.context == Context::FlowKey || want.parent == Some(token.indent) {
            let id = self.absent_key(want.meaning());
            return self.finish(want, id);
        }
        let tag = want.tag.filter(|tag| tag.line == token.line);
        if tag.is_some() {
            want.tag = None;
        }
        let key = self.absent_key(tag.map_or(Meaning::Any, |tag| tag.meaning));
        let (key_anchor, anchor) = self.split_anchors(&want, token.line)?;
        self.attach(key_anchor, tag, key);
        self.register(key_anchor, key);
        want.anchor = None;
        want.outer_anchor = None;
        let start = token.span.start();
        let id = self.add_mapping(start, anchor);
        let Token { indent, line, .. } = token;
        self.open_mapping(Place { id, want, start, indent, line, anchor, owns_props: true }, key)
    }

    /// Adds the absent key of the `:` at hand.
    pub(super) fn absent_key(&mut self, meaning: Meaning) -> NodeId {
        let id = self.absent(meaning);
        self.node_mut(id).span = Span::empty(self.token.span.start());
        id
    }

    /// Adds the node of a block mapping, which its entries may refer to by the anchor.
    pub(super) fn add_mapping(&mut self, start: usize, anchor: Option<Prop>) -> NodeId {
        let id = self.add(NodeKind::Mapping(Mapping::default()), Span::empty(start), 0);
        self.register_early(anchor, id);
        id
    }

    /// Begins a mapping behind its first key.
    pub(super) fn open_mapping(&mut self, place: Place, key: NodeId) -> Step<Next> {
        let Place { id, want, start, indent, line, anchor, owns_props } = place;
        let token = self.token;
        self.refuse_marker_line(line)?;
        let flow = self.context.is_flow();
        self.attach(anchor, if owns_props { None } else { want.tag }, id);
        if self.frames.is_empty() && !flow {
            self.root_mapping = Some((id, indent));
        }
        let frame = Frame::new(Waits::BlockValue, id, want, token, self.context);
        self.push_frame(Frame { start, indent, line, key: Some(key), anchor, owns_props, ..frame })?;
        if !flow {
            self.block_indents.push(indent);
        }
        match token.kind {
            Tok::Question if token.line == line => Err(self.unexpected()),
            Tok::Colon => {
                if let Some(top) = self.top() {
                    top.line = token.line;
                }
                if token.line != line && !flow && (token.indent != indent || self.tab) {
                    return self.stray_colon(indent);
                }
                self.value(indent, line, Behind::Colon { pair: want.pair })
            }
            _ => Ok(Next::Done(self.absent(Meaning::Any))),
        }
    }

    /// A `:` below a key that is at another indentation than the key.
    fn stray_colon(&mut self, indent: u32) -> Step<Next> {
        let token = self.token;
        if token.indent < indent {
            // It belongs to a mapping further out.
            return Ok(Next::Done(self.absent(Meaning::Any)));
        }
        if self.tab {
            return Err(self.tab_error(token.span.start()));
        }
        let start = token.span.start();
        Err(Self::error(ErrorKind::BadIndentation, start, self.text_end(start)))
    }

    /// Passes the `:` at hand and goes on with the value.
    fn value(&mut self, indent: u32, key_line: u32, behind: Behind) -> Step<Next> {
        let colon = self.token;
        if let Some(top) = self.top() {
            top.colon = Some(colon.span);
        }
        // On a line of its own, `: ` may be followed by a compact collection.
        let column = (colon.line != key_line).then_some(indent + 1);
        self.scan(Scan { column, ..Scan::default() })?;
        self.behind_indicator(indent, colon.line, behind)
    }

    pub(super) fn block_value(&mut self, frame: Frame, value: NodeId) -> Step<Next> {
        if let Some(key) = frame.key {
            let entry = Entry { key, colon: frame.colon, value };
            if let Some(mapping) = self.mapping_mut(frame.id) {
                mapping.entries.push(entry);
            }
            if let Some(top) = self.top() {
                top.key = None;
                top.colon = None;
                top.first = false;
            }
            self.check_merge(entry)?;
        }
        if frame.first && self.context == Context::Flow {
            // `[a: b]` is one entry.
            return self.close_mapping();
        }
        self.context = Context::BlockIn;
        self.next_entry()
    }

    /// The next key of the mapping on top, or its end.
    pub(super) fn next_entry(&mut self) -> Step<Next> {
        let token = self.token;
        let tab = self.tab;
        let Some(frame) = self.top() else { return Err(self.unexpected()) };
        let ended = matches!(token.kind, Tok::End | Tok::DocumentStart | Tok::DocumentEnd);
        if ended || token.indent != frame.indent || token.line == frame.line {
            return self.close_mapping();
        }
        frame.waits = Waits::BlockKey;
        frame.line = token.line;
        frame.explicit = token.kind == Tok::Question;
        let indent = frame.indent;
        if tab {
            return Err(self.tab_error(token.span.start()));
        }
        Ok(Next::Node(Want { parent: Some(indent), ..Want::default() }))
    }

    pub(super) fn block_key(&mut self, frame: Frame, key: NodeId) -> Step<Next> {
        let token = self.token;
        let key_line = frame.line;
        let is_entry = match token.kind {
            Tok::Colon if frame.explicit => true,
            Tok::Colon if token.line != key_line => return Err(self.multiline_key(key)),
            Tok::Colon | Tok::Question => true,
            _ => frame.explicit,
        };
        if !is_entry {
            return Err(self.no_colon(key));
        }
        if let Some(top) = self.top() {
            top.key = Some(key);
            top.waits = Waits::BlockValue;
            if token.kind == Tok::Colon && !(frame.explicit && token.indent < frame.indent) {
                top.line = token.line;
            }
        }
        match token.kind {
            Tok::Colon if frame.explicit && (token.indent != frame.indent || self.tab) => {
                self.stray_colon(frame.indent)
            }
            Tok::Colon => self.value(frame.indent, key_line, Behind::Colon { pair: false }),
            Tok::Question if token.line == key_line => Err(self.unexpected()),
            _ => Ok(Next::Done(self.absent(Meaning::Any))),
        }
    }

    fn close_mapping(&mut self) -> Step<Next> {
        let Some(frame) = self.frames.pop() else { return Err(self.unexpected()) };
        if !frame.outer.is_flow() {
            self.block_indents.pop();
        }
        self.context = frame.outer;
        self.close(frame.id);
        self.register(frame.anchor, frame.id);
        if frame.owns_props {
            return self.finish(frame.want, frame.id);
        }
        Ok(Next::Done(frame.id))
    }

    /// A merge key must not take in a mapping that it stands in.
    pub(super) fn check_merge(&self, entry: Entry) -> Step {
        if !self.tree.is_merge_key(entry.key) {
            return Ok(());
        }
        let value = self.tree.deref(entry.value);
        let open = |id: NodeId| self.sizes[id.0 as usize] == 0;
        let bad = match &self.tree.node(value).kind {
            _ if open(value) => Some(entry.value),
            NodeKind::Sequence(sequence) => sequence.items.iter().copied().find(|item| open(self.tree.deref(*item))),
            _ => None,
        };
        match bad {
            Some(id) => {
                let span = self.tree.node(id).span;
                Err(Self::error(ErrorKind::UnresolvedAlias, span.start(), span.end()))
            }
            None => Ok(()),
        }
    }
}
