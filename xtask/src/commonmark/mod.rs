//! The CommonMark parser, made smaller: pulldown-cmark with smaller tables of entities and letters, and without the
//! extensions that are never asked for.
//!
//! The module is built with copies of the crate, and of one that it uses, in which some lines are replaced. Where they
//! don't look as expected, as they may in a later version, the build fails.

mod entities;
mod folding;
mod options;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::output;

/// Where the library says which extensions it asks for.
const USER: &str = "src/markdown/mod.rs";

/// The files of the crates that are replaced.
const FILES: [(&str, &[&str]); 2] = [
    ("pulldown-cmark", &["src/entities.rs", "src/firstpass.rs", "src/lib.rs", "src/parse.rs"]),
    ("unicase", &["src/unicode/map.rs"]),
];

/// Makes the copies below `folder` unless they are there, and says where they are. `cargo` is the command that
/// will build with them.
pub(crate) fn shrink(mut cargo: Command, root: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let metadata = output(cargo.args(["metadata", "--format-version=1"]).current_dir(root))?;
    let user = read(&root.join(USER))?;
    let wanted = options::wanted(&user).with_context(|| format!("in {USER}"))?;
    FILES.iter().map(|(name, files)| copy(name, files, &wanted, &source(&metadata, name)?, folder)).collect()
}

/// Makes the copy of one crate.
fn copy(name: &str, files: &[&str], wanted: &[&str], original: &Path, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join(original.file_name().context("the crate's folder has no name")?);
    let mut changed = Vec::new();
    for file in files {
        let text = read(&original.join(file))?;
        let text = match *file {
            "src/entities.rs" => entities::rewrite(&text),
            "src/firstpass.rs" => options::guard(&text, &options::FIRST_PASS),
            "src/lib.rs" => options::decide(&text, wanted),
            "src/parse.rs" => options::guard(&text, &options::PARSE),
            "src/unicode/map.rs" => folding::rewrite(&text),
            _ => Ok(text),
        };
        changed
            .push((copy.join(file), text.with_context(|| format!("{name}'s {file} has another form than expected"))?));
    }
    // Cargo goes by the files' times.
    if !changed.iter().all(|(file, text)| fs::read_to_string(file).is_ok_and(|old| old == *text)) {
        copy_folder(original, &copy)?;
        for (file, text) in changed {
            fs::write(file, text)?;
        }
    }
    Ok(copy)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
}

/// Where Cargo has put the source of the crate `name`.
fn source(metadata: &str, name: &str) -> Result<PathBuf> {
    let metadata: Metadata = serde_json::from_str(metadata).context("reading what `cargo metadata` printed")?;
    let package = metadata.packages.into_iter().find(|package| package.name == name);
    let manifest = package.with_context(|| format!("{name} is no dependency"))?.manifest_path;
    Ok(manifest.parent().context("a manifest without a folder")?.to_owned())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir().with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            // Only the content: the permissions of a registry's copy may forbid to write.
            fs::write(&target, fs::read(entry.path())?).with_context(|| format!("writing {}", target.display()))?;
        }
    }
    Ok(())
}
