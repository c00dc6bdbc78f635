//! Flow collections: `[a, b]` and `{a: b}`.

use super::parser::{Frame, Next, Parser, Step, Waits, Want};
use super::scan::{Context, Scan, Tok};
use super::{Entry, Mapping, NodeId, NodeKind, Sequence};
use crate::text::Span;

impl Parser<'_> {
    pub(super) fn open_flow(&mut self, want: Want) -> Step<Next> {
        let token = self.token;
        let sequence = self.peek_back() == b'[';
        let kind = if sequence {
            NodeKind::Sequence(Sequence { flow: true, ..Sequence::default() })
        } else {
            NodeKind::Mapping(Mapping { flow: true, ..Mapping::default() })
        };
        let id = self.add(kind, token.span, 0);
        // An anchor on a line before it may turn out to be that of a mapping around it.
        self.register_early(want.anchor.filter(|anchor| anchor.line == token.line), id);
        let waits = if sequence { Waits::FlowItem } else { Waits::FlowKey };
        self.push_frame(Frame { tab: self.tab, ..Frame::new(waits, id, want, token, self.context) })?;
        self.context = Context::Flow;
        if sequence {
            self.advance()?;
            self.next_flow_item()
        } else {
            self.next_flow_key()
        }
    }

    /// Whether the token closes that kind of bracket.
    fn closes(&self, bracket: u8) -> bool {
        self.token.kind == Tok::Close && self.peek_back() == bracket
    }

    /// The next item of the sequence on top, or its end.
    fn next_flow_item(&mut self) -> Step<Next> {
        if self.closes(b']') {
            return self.close_flow();
        }
        let explicit = self.token.kind == Tok::Question;
        let start = self.token.span.start();
        if let Some(top) = self.top() {
            top.waits = if explicit { Waits::PairKey } else { Waits::FlowItem };
            if explicit {
                top.start = start;
            }
        }
        if explicit {
            return self.flow_explicit_key();
        }
        Ok(Next::Node(Want { pair: true, ..Want::default() }))
    }

    pub(super) fn flow_item(&mut self, frame: Frame, item: NodeId) -> Step<Next> {
        if let NodeKind::Sequence(sequence) = &mut self.node_mut(frame.id).kind {
            sequence.items.push(item);
        }
        if self.closes(b']') {
            return self.close_flow();
        }
        if self.token.kind != Tok::Comma {
            return Err(self.unexpected());
        }
        self.advance()?;
        self.next_flow_item()
    }

    /// The key behind the `? ` at hand, in either kind of brackets.
    fn flow_explicit_key(&mut self) -> Step<Next> {
        self.advance()?;
        let mut want = Want { explicit_key: true, ..Want::default() };
        loop {
            match self.token.kind {
                Tok::Colon | Tok::Comma | Tok::Close => return self.nothing(want),
                Tok::Question if want.anchor.is_none() && want.tag.is_none() => return Err(self.unexpected()),
                Tok::Anchor if want.anchor.is_none() => want.anchor = Some(self.prop()),
                Tok::Tag if want.tag.is_none() => want.tag = Some(self.prop()),
                _ => break,
            }
            self.scan(Scan { meaning: want.meaning(), ..Scan::default() })?;
        }
        self.context = Context::FlowKey;
        Ok(Next::Node(want))
    }

    /// The key of a `? a: b` in a sequence is there.
    pub(super) fn pair_key(&mut self, key: NodeId) -> Step<Next> {
        self.context = Context::Flow;
        let token = self.token;
        if let Some(top) = self.top() {
            top.waits = Waits::PairValue;
            top.key = Some(key);
            top.colon = (token.kind == Tok::Colon).then_some(token.span);
        }
        if token.kind == Tok::Colon {
            self.advance()?;
            if self.token.kind != Tok::Comma && !self.closes(b']') {
                return Ok(Next::Node(Want { parent: Some(self.token.indent), ..Want::default() }));
            }
        }
        self.nothing(Want::default())
    }

    pub(super) fn pair_value(&mut self, frame: Frame, value: NodeId) -> Step<Next> {
        let Some(key) = frame.key else { return Err(self.unexpected()) };
        let entry = Entry { key, colon: frame.colon, value };
        self.check_merge(entry)?;
        let pair = NodeKind::Mapping(Mapping { flow: false, entries: vec![entry] });
        let id = self.add(pair, Span::empty(frame.start), 0);
        self.close(id);
        if let Some(top) = self.top() {
            top.key = None;
            top.colon = None;
        }
        self.flow_item(frame, id)
    }

    /// The next key of the mapping on top, behind `{` or `,`, or its end.
    fn next_flow_key(&mut self) -> Step<Next> {
        self.advance()?;
        if let Some(top) = self.top() {
            top.waits = Waits::FlowKey;
        }
        match self.token.kind {
            Tok::Close if self.peek_back() == b'}' => self.close_flow(),
            Tok::Question => self.flow_explicit_key(),
            Tok::Colon => Ok(Next::Done(self.absent_key(Default::default()))),
            _ => {
                self.context = Context::FlowKey;
                Ok(Next::Node(Want::default()))
            }
        }
    }

    pub(super) fn flow_key(&mut self, frame: Frame, key: NodeId) -> Step<Next> {
        self.context = Context::Flow;
        let token = self.token;
        if let Some(top) = self.top() {
            top.key = Some(key);
        }
        let colon = match token.kind {
            Tok::Colon => Some(token.span),
            Tok::Comma => None,
            _ if self.closes(b'}') => None,
            _ => return Err(self.unexpected()),
        };
        if let Some(top) = self.top() {
            top.colon = colon;
            top.waits = Waits::FlowValue;
        }
        if colon.is_some() {
            self.advance()?;
            if self.token.kind != Tok::Comma && !self.closes(b'}') {
                return Ok(Next::Node(Want { parent: Some(self.token.indent), ..Want::default() }));
            }
        }
        let value = self.absent(Default::default());
        self.flow_value(Frame { key: Some(key), colon, ..frame }, value)
    }

    pub(super) fn flow_value(&mut self, frame: Frame, value: NodeId) -> Step<Next> {
        let Some(key) = frame.key else { return Err(self.unexpected()) };
        let entry = Entry { key, colon: frame.colon, value };
        if let Some(mapping) = self.mapping_mut(frame.id) {
            mapping.entries.push(entry);
        }
        if let Some(top) = self.top() {
            top.key = None;
            top.colon = None;
        }
        self.check_merge(entry)?;
        match self.token.kind {
            Tok::Comma => self.next_flow_key(),
            _ if self.closes(b'}') => self.close_flow(),
            _ => Err(self.unexpected()),
        }
    }

    /// Passes the closing bracket; the collection may be the first key of a mapping.
    fn close_flow(&mut self) -> Step<Next> {
        let Some(frame) = self.frames.pop() else { return Err(self.unexpected()) };
        let want = frame.want;
        // Behind a key in brackets, `:` needs no blank.
        let json = want.pair && frame.outer == Context::Flow;
        self.context = if json { Context::FlowKey } else { frame.outer };
        let scanned = self.advance();
        self.context = frame.outer;
        self.close(frame.id);
        scanned?;
        if self.token.kind != Tok::Colon
            || self.belongs_outside(&want, frame.indent, frame.line)
            || self.context == Context::FlowKey
            || want.parent == Some(frame.indent)
        {
            return self.finish(want, frame.id);
        }
        if frame.line != self.token.line && !want.explicit_key {
            return Err(self.multiline_key(frame.id));
        }
        if frame.tab && !self.context.is_flow() {
            return Err(self.tab_error(frame.start));
        }
        if self.context == Context::Flow && !want.pair {
            return self.finish(want, frame.id);
        }
        self.open_mapping_at_key(want, frame.id, frame.indent, frame.line)
    }
}
