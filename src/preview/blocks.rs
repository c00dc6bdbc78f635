use std::ops::Range;

use super::html::escaped_len;
use super::sink::{Attribute, Element, Sink};
use crate::text::{Span, sorted_by};

/// How many elements may lie in each other. Browsers lay elements out recursively, and
/// 100,000 `>` in a row make 100,000 nested quotes: deeper ones are left out, their text
/// is kept.
pub(super) const MAX_DEPTH: usize = 64;

/// A top-level block of a preview: one element with all that is in it.
#[derive(Clone, Debug)]
pub struct Block {
    /// Hash of everything that the block shows. Blocks with the same key look the same,
    /// whatever their sources say: a definition `[a]: /b` elsewhere is part of what a link
    /// shows. It tells changed blocks from others; it isn't a secret and nothing depends on
    /// it but whether a block is drawn anew.
    pub key: u64,
    /// Where it comes from, in bytes of the text that it was rendered from.
    pub source: Span,
    ops: Range<usize>,
    text_start: usize,
}

/// One call of a sink. Texts lie one behind the other in [`Recording::text`], so each op
/// only says where its own ends, in bytes.
#[derive(Clone, Copy)]
enum Op {
    Open(Element),
    /// Belongs to the `Open` before it.
    Attribute(Attribute, u32),
    Text(u32),
    Close(Element),
}

/// Rendered blocks, ready to be written to any sink, as often as one likes.
///
/// This is between the renderer and the sinks for three reasons: a block can be hashed
/// before it is drawn, text that the parser hands out in pieces becomes one node, and the
/// limits are kept in one place.
#[derive(Default)]
pub(super) struct Recording {
    ops: Vec<Op>,
    text: String,
    /// Where the paragraphs of examples come from, in bytes of the text that they were rendered from.
    pub(super) notes: Vec<Span>,
    /// Open elements of the block.
    stack: Vec<Element>,
    /// Open elements beyond `MAX_DEPTH`, which aren't written.
    flattened: usize,
    /// Bytes of HTML that may still be written, with end tags of open elements already paid.
    budget: usize,
    truncated: bool,
    started: (usize, usize),
}

impl Recording {
    /// An empty recording that takes as much as comes to `budget` bytes of HTML.
    pub(super) fn new(budget: usize) -> Self {
        // Ends of texts are `u32`.
        Self { budget: budget.min(u32::MAX as usize), ..Self::default() }
    }

    /// Whether something was left out because it is too much.
    pub(super) fn truncated(&self) -> bool {
        self.truncated
    }

    /// Pays `bytes` of HTML, or stops the recording.
    fn pay(&mut self, bytes: usize) -> bool {
        match self.budget.checked_sub(bytes) {
            Some(rest) if !self.truncated => self.budget = rest,
            _ => self.truncated = true,
        }
        !self.truncated
    }

    /// Starts an element.
    pub(super) fn open(&mut self, element: Element, attributes: &[(Attribute, &str)]) {
        if self.flattened > 0 || self.stack.len() >= MAX_DEPTH {
            if !element.is_void() {
                self.flattened += 1;
            }
            return;
        }
        // `<name>` and `</name>`, ` name="value"`.
        let mut bytes = 5 + 2 * element.name().len();
        for (attribute, value) in attributes {
            bytes += 4 + attribute.name().len() + escaped_len(value);
        }
        if !self.pay(bytes) {
            return;
        }
        self.ops.push(Op::Open(element));
        for (attribute, value) in attributes {
            self.add(value);
            self.ops.push(Op::Attribute(*attribute, self.text.len() as u32));
        }
        if !element.is_void() {
            self.stack.push(element);
        }
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() || !self.pay(escaped_len(text)) {
            return;
        }
        self.add(text);
        let end = self.text.len() as u32;
        match self.ops.last_mut() {
            Some(Op::Text(last)) => *last = end,
            _ => self.ops.push(Op::Text(end)),
        }
    }

    /// Adds to `self.text` what pages can hold: for U+0000 what CommonMark says, and line ends as HTML reads them.
    fn add(&mut self, text: &str) {
        let mut returned = false;
        for char in text.chars() {
            match char {
                '\n' if returned => {}
                '\0' => self.text.push(char::REPLACEMENT_CHARACTER),
                '\r' => self.text.push('\n'),
                _ => self.text.push(char),
            }
            returned = char == '\r';
        }
    }

    /// Ends the innermost open element.
    pub(super) fn close(&mut self) {
        // Once it is truncated, elements weren't opened that would be closed now.
        if self.truncated {
            return;
        }
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(element) = self.stack.pop() {
            self.ops.push(Op::Close(element));
        }
    }

    /// Ends the block that comes from `source`: everything since the block before.
    pub(super) fn end_block(&mut self, source: Span, blocks: &mut Vec<Block>) {
        while let Some(element) = self.stack.pop() {
            self.ops.push(Op::Close(element));
        }
        self.flattened = 0;
        let (ops_start, text_start) = std::mem::replace(&mut self.started, (self.ops.len(), self.text.len()));
        let ops = ops_start..self.ops.len();
        if !ops.is_empty() {
            let key = hash(&self.ops[ops.clone()], text_start, &self.text.as_bytes()[text_start..]);
            blocks.push(Block { key, source, ops, text_start });
        }
    }

    /// Writes `block`, one of this recording, to `sink`.
    pub(super) fn replay(&self, block: &Block, sink: &mut impl Sink) {
        let mut ops = self.ops[block.ops.clone()].iter().peekable();
        let mut start = block.text_start;
        let mut upto = |end: u32| {
            let text = &self.text[start..end as usize];
            start = end as usize;
            text
        };
        while let Some(op) = ops.next() {
            match *op {
                Op::Open(element) => {
                    let mut attributes = [(Attribute::Class, ""); 5];
                    let mut count = 0;
                    while let Some(&&Op::Attribute(attribute, end)) = ops.peek() {
                        ops.next();
                        let value = upto(end);
                        if let Some(slot) = attributes.get_mut(count) {
                            *slot = (attribute, value);
                            count += 1;
                        }
                    }
                    sink.open(element, &attributes[..count]);
                }
                Op::Text(end) => sink.text(upto(end)),
                Op::Close(element) => sink.close(element),
                // Always behind an `Open`, which has taken it.
                Op::Attribute(_, end) => _ = upto(end),
            }
        }
    }
}

/// Hash of ops and their text, eight bytes at a time (the mixing step of `rustc-hash`).
fn hash(ops: &[Op], text_start: usize, text: &[u8]) -> u64 {
    let mut state = 0_u64;
    let mut mix = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    for op in ops {
        // Where texts end is counted from the block's start, so that a block keeps its key
        // when something before it changes.
        let relative = |end: u32| u64::from(end) - text_start as u64;
        mix(match *op {
            Op::Open(element) => element as u64,
            Op::Close(element) => 1 << 8 | element as u64,
            Op::Attribute(attribute, end) => 2 << 8 | attribute as u64 | relative(end) << 16,
            Op::Text(end) => 3 << 8 | relative(end) << 16,
        });
    }
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        mix(chunk.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    }
    mix(chunks.remainder().iter().fold(text.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
    state ^ state >> 32
}

/// How to turn a list of drawn blocks into another one, touching as few as possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// So many blocks at the start stay.
    pub prefix: usize,
    /// So many blocks at the end stay.
    pub suffix: usize,
    /// What stands between them afterwards: an old block, by its index in the old list, or
    /// `None` for one to be drawn. An old block is used at most once; one that is used
    /// nowhere goes.
    pub middle: Vec<Option<usize>>,
}

/// Plans the way from blocks with the keys `old` to blocks with the keys `new`.
#[must_use]
pub fn plan(old: &[u64], new: &[u64]) -> Plan {
    let same = |(a, b): &(&u64, &u64)| a == b;
    let prefix = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[prefix..], &new[prefix..]);
    let suffix = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (&old[..old.len() - suffix], &new[..new.len() - suffix]);

    // Old blocks by key, and how many of those with the key of the one at that place are taken.
    let by_key = sorted_by((0..old.len()).collect(), |&at| old[at]);
    let mut taken = vec![0; old.len()];
    let mut take = |key: u64| {
        let first = by_key.partition_point(|&at| old[at] < key);
        let at = *by_key.get(first + taken.get(first)?).filter(|&&at| old[at] == key)?;
        taken[first] += 1;
        Some(prefix + at)
    };
    let middle = new.iter().map(|key| take(*key)).collect();
    Plan { prefix, suffix, middle }
}
