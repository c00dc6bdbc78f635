//! Builds, serves, tests and measures: `cargo xtask help`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program says what it does")]

mod bench;
mod browser;
mod commonmark;
mod config;
mod docs;
mod facts;
mod format;
mod locations;
mod node;
mod order;
mod process;
mod rule;
mod serve;
mod silence;
mod site;
mod size;
mod test;
mod toolchain;
mod wasm;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::config::Config;

const HELP: &str = "\
Usage: cargo xtask <command>

  build               The WebAssembly module, the npm package around it, and the site
  serve [--port N]    Build, then serve the page on localhost (port 8000 unless told)
  test [PART]         Every check, or one part: rust, node (the npm package), places (where it is used), examples
                      (sites with the element) or page
  size [--update]     Compare the package's sizes with pkg/size.json, or record them there
  docs                Write the rules' pages to docs/rules
  rule GROUP NAME     Start a rule: its file, and its name in the list of rules
  format              Format the Rust code (cargo fmt alone does not find the rules)
  bench               Measure speed, natively and in Node.js
  help                This text

What is missing (the WebAssembly target, npm packages, a browser) is fetched where that is
possible, and named where it isn't. Build settings are in wasm-pack.toml.";

/// What every command needs to know.
struct Project {
    root: PathBuf,
    config: Config,
}

impl Project {
    fn load() -> Result<Project> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?.to_owned();
        let config = Config::read(&root.join("wasm-pack.toml"))?;
        Ok(Project { root, config })
    }

    fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    fn page(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Cargo's output folder.
    fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["help" | "--help" | "-h"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        ["build"] => {
            let project = Project::load()?;
            wasm::build_package(&project)?;
            web::build(&project)
        }
        ["serve"] => serve::run(&Project::load()?, serve::DEFAULT_PORT),
        ["serve", "--port", port] => {
            let port = port.parse().with_context(|| format!("no port: {port}"))?;
            serve::run(&Project::load()?, port)
        }
        ["test"] => test::run(&Project::load()?, &test::Part::ALL),
        ["test", name] => {
            let part = test::Part::from_name(name)
                .with_context(|| format!("no part of the tests: {name} (rust, node, places, examples, page)"))?;
            test::run(&Project::load()?, &[part])
        }
        ["size"] => size::run(&Project::load()?, size::Mode::Compare),
        ["size", "--update"] => size::run(&Project::load()?, size::Mode::Update),
        ["docs"] => docs::write_markdown(&Project::load()?),
        ["format"] => format::run(&Project::load()?, format::Mode::Format),
        ["rule", group, name] => rule::create(&Project::load()?, group, name),
        ["bench"] => bench::run(&Project::load()?),
        _ => bail!("unknown command: {}\n\n{HELP}", arguments.join(" ")),
    }
}
