//! The page in `www/`, a project of its own that depends on the package.

use anyhow::{Result, ensure};

use crate::Project;
use crate::node::{install, npm};
use crate::process::step;

/// Builds the page around the package as it is now.
pub(crate) fn build(project: &Project) -> Result<()> {
    install(&project.page())?;
    step("build the page", npm().args(["run", "--silent", "build"]).current_dir(project.page()))?;
    ensure!(project.page().join("dist/index.html").is_file(), "the page's build made no www/dist/index.html");
    Ok(())
}
