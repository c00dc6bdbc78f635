//! The page in `www/`, a project of its own that depends on the package.

use anyhow::{Result, ensure};

use crate::Project;
use crate::node::{install, npm};
use crate::process::step;
use crate::site;

/// Builds the element that comes with the package, whose parts it shares with the page.
pub(crate) fn build_element(project: &Project) -> Result<()> {
    install(&project.page())?;
    step(
        "build the element for other people's pages",
        npm().args(["run", "--silent", "build:element"]).current_dir(project.page()),
    )
}

/// Builds the page around the package as it is now.
pub(crate) fn build(project: &Project) -> Result<()> {
    install(&project.page())?;
    site::write_data(project)?;
    let mut build = npm();
    // Where the pages of the rules are, from the page.
    build.args(["run", "--silent", "build"]).env("DOCS_ROOT", "./").current_dir(project.page());
    step("build the page", &mut build)?;
    ensure!(project.page().join("dist/index.html").is_file(), "the page's build made no www/dist/index.html");
    Ok(())
}
