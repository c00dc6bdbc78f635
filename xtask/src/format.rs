//! Formats the Rust code, or checks that it is formatted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::Project;
use crate::process::step;
use crate::toolchain;

/// What to do about code that is not formatted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Format,
    Check,
}

pub(crate) fn run(project: &Project, mode: Mode) -> Result<()> {
    let (what, flags): (_, &[&str]) = match mode {
        Mode::Format => ("format the Rust code", &[]),
        Mode::Check => ("check the format of the Rust code", &["--check"]),
    };
    let mut command = toolchain::cargo();
    command.args(["fmt", "--all"]).args(flags).arg("--");
    // The rules' modules are declared by a macro, where rustfmt does not look for them.
    command.args(files(&project.root.join("src/rules"))?);
    step(what, command.current_dir(&project.root))
}

/// The Rust files in the folders inside `folder`.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = |folder: &Path| -> Result<Vec<PathBuf>> {
        let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
        entries.map(|entry| Ok(entry?.path())).collect()
    };
    let mut files = Vec::new();
    for inside in read(folder)?.into_iter().filter(|path| path.is_dir()) {
        files.extend(read(&inside)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")));
    }
    Ok(files)
}
