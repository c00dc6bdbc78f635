//! Node.js and npm packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::process::{output, step};

/// The oldest release line that the tests and tools run on.
const OLDEST: u32 = 20;

/// No test takes minutes; one that does has met an engine that is out of memory and won't say so.
const MINUTES: u32 = 5;

/// A command that runs Node.js, if it is there and new enough.
pub(crate) fn node() -> Result<Command> {
    let install = format!("install Node.js {OLDEST} or newer: https://nodejs.org/");
    let version =
        output(Command::new("node").arg("--version")).with_context(|| format!("Node.js is missing; {install}"))?;
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(Command::new("node")),
        _ => bail!("Node.js {version} is too old; {install}"),
    }
}

/// A command that runs npm.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Installs a folder's npm packages as its lock file says, unless they are there already.
pub(crate) fn install(folder: &Path) -> Result<()> {
    node()?;
    if is_installed(folder) {
        return Ok(());
    }
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    step(
        &format!("install the npm packages of {}/", name.display()),
        npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder),
    )
}

/// npm writes its own copy of the lock file last; an older one is of an earlier state.
fn is_installed(folder: &Path) -> bool {
    let modified = |file: &str| folder.join(file).metadata()?.modified();
    match (modified("package-lock.json"), modified("node_modules/.package-lock.json")) {
        (Ok(wanted), Ok(installed)) => installed >= wanted,
        _ => false,
    }
}

/// A command that runs the tests in a folder. The shell's `*` isn't there on every system, and
/// Node.js 20 doesn't know it.
pub(crate) fn test(folder: &Path) -> Result<Command> {
    test_within(folder, MINUTES)
}

/// The same for tests that install and build other people's programs.
pub(crate) fn test_within(folder: &Path, minutes: u32) -> Result<Command> {
    let mut files = Vec::new();
    for entry in folder.read_dir().with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    ensure!(!files.is_empty(), "no tests in {}", folder.display());
    let mut command = node()?;
    command.args(["--test", "--test-reporter=spec"]).arg(format!("--test-timeout={}", minutes * 60_000)).args(files);
    Ok(command)
}
