//! Says what an AI agent host makes of an *agent definition*: a Markdown file with YAML frontmatter
//! whose body becomes an agent's system prompt. Hosts read these files leniently and in silence;
//! this crate tells where that differs from what the author meant, and the edit that mends it.
//!
//! Data flows one way: text, [`document`], [`reading`], [`diagnostic`]s and [`preview`], and at the
//! edge the [`api`] with its UTF-16 offsets. Everything before the edge counts bytes.
//!
//! ```
//! use passmuster::api::{self, Options};
//!
//! let source = "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: read\n---\nYou review code.\n";
//! let result = api::check(source, &Options::default())?;
//! assert_eq!(result.reason.as_deref(), Some("None of its `tools` is one that it could get."));
//! let finding = &result.diagnostics[0];
//! assert_eq!(finding.rule, "unknown-tool");
//! assert_eq!(&source[finding.from as usize..finding.to as usize], "read"); // the source is ASCII
//! # Ok::<(), passmuster::api::InvalidOptions>(())
//! ```

pub mod api;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fix;
pub mod host;
pub mod ide;
pub mod markdown;
pub mod preview;
pub mod reading;
pub mod rules;
pub mod suppress;
pub mod text;
pub mod yaml;

#[cfg(target_arch = "wasm32")]
mod wasm;
