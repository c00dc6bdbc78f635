//! The browser that the page is tested in.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{can_install_packages, find, install_packages};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// A Chromium: the one `CHROMIUM` names, or one that is installed, or Debian's.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    if can_install_packages() {
        // Without any font a page has no text to look at.
        install_packages("the browser for the page's tests", &["chromium", "fonts-liberation"])?;
    }
    installed().context(
        "the page's tests need Chromium or Chrome: install one (Debian: apt-get install chromium), \
         or name its program in the variable CHROMIUM",
    )
}

fn installed() -> Option<PathBuf> {
    let macos = PathBuf::from(MACOS);
    NAMES.iter().find_map(|name| find(name)).or_else(|| macos.is_file().then_some(macos))
}
