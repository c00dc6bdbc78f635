//! The CommonMark parser, made smaller: pulldown-cmark with a smaller table of entities, and without the
//! extensions that are never asked for.
//!
//! The module is built with a copy of the crate in which some lines are replaced. Where they don't look as
//! expected, as they may in a later version of the crate, the build fails.

mod entities;
mod options;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::output;

const CRATE: &str = "pulldown-cmark";

/// Where the library says which extensions it asks for.
const USER: &str = "src/markdown/mod.rs";

/// Makes the copy below `folder` unless it is there, and says where it is. `cargo` is the command that
/// will build with it.
pub(crate) fn shrink(mut cargo: Command, root: &Path, folder: &Path) -> Result<PathBuf> {
    let original = source(&output(cargo.args(["metadata", "--format-version=1"]).current_dir(root))?)?;
    let copy = folder.join(original.file_name().context("the crate's folder has no name")?);
    let user = read(&root.join(USER))?;
    let wanted = options::wanted(&user).with_context(|| format!("in {USER}"))?;
    let mut files = Vec::new();
    for name in ["entities.rs", "firstpass.rs", "lib.rs", "parse.rs"] {
        let file = Path::new("src").join(name);
        let text = read(&original.join(&file))?;
        let text = match name {
            "entities.rs" => entities::rewrite(&text),
            "lib.rs" => options::decide(&text, &wanted),
            _ => options::ask(&text),
        };
        files
            .push((copy.join(file), text.with_context(|| format!("{CRATE}'s {name} has another form than expected"))?));
    }
    // Cargo goes by the files' times.
    if !files.iter().all(|(file, text)| fs::read_to_string(file).is_ok_and(|old| old == *text)) {
        copy_folder(&original, &copy)?;
        for (file, text) in files {
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

/// Where Cargo has put the crate's source.
fn source(metadata: &str) -> Result<PathBuf> {
    let metadata: Metadata = serde_json::from_str(metadata).context("reading what `cargo metadata` printed")?;
    let package = metadata.packages.into_iter().find(|package| package.name == CRATE);
    let manifest = package.with_context(|| format!("{CRATE} is no dependency"))?.manifest_path;
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
