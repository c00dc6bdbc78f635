//! YAML as the hosts read it, with the place of everything.
//!
//! The parser reads YAML 1.2 in the dialect of Bun's `YAML.parse`, which is what
//! Claude Code calls. [`parse`] never fails: it reports every error it meets and goes
//! on, so that one mistake hides no other. A host that would throw is told by
//! [`Tree::errors`] not being empty.
//!
//! How it works, from the bottom up:
//!
//! - `scan` cuts the text into tokens, one at a time and never backwards,
//! - `scalar` reads plain, quoted and block scalars and notes where each part stands,
//! - `parser` drives: it knows what a node may begin with and keeps the stack of
//!   unfinished collections, which `block` and `flow` continue,
//! - `recover` says what is wrong and where to go on,
//! - `schema`, `number` and `properties` tell what JavaScript would see.

mod block;
mod error;
mod flow;
mod number;
mod parser;
mod properties;
mod recover;
mod scalar;
mod scan;
mod schema;
mod tree;

#[cfg(test)]
mod testing;

pub use error::{Error, ErrorKind};
pub use parser::parse;
pub use tree::{
    Comment, Entry, Mapping, Node, NodeId, NodeKind, Property, Resolved, Run, Scalar, ScalarStyle, Sequence, Tree,
};
