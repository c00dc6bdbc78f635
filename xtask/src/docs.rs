//! The rules' pages as Markdown, for the repository and the package, from the rules themselves.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use passmuster::rules::Rule;

use crate::Project;
use crate::process::announce;

/// Writes `docs/rules/`, which a test compares with the rules.
pub(crate) fn write_markdown(project: &Project) -> Result<()> {
    announce("write docs/rules");
    let folder = project.root.join("docs/rules");
    write(&folder, "README.md", &Rule::index())?;
    for rule in Rule::ALL {
        write(&folder, &format!("{}.md", rule.name), &rule.page())?;
    }
    Ok(())
}

/// Writes the pages that `passmuster explain` prints, beside the module.
pub(crate) fn write_package(dist: &Path) -> Result<()> {
    for rule in Rule::ALL {
        write(&dist.join("rules"), &format!("{}.md", rule.name), &rule.page())?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let path = folder.join(name);
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}
