//! The browsers that the page is tested in.

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

/// A Firefox: the one `FIREFOX` names, or one that is installed, or Debian's. Without one its tests are skipped.
pub(crate) fn firefox() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("FIREFOX") {
        return Some(path.into());
    }
    let installed = || ["firefox-esr", "firefox"].iter().find_map(|name| find(name));
    installed().or_else(|| {
        if can_install_packages() {
            // What keeps it from being installed is said by the installer; the tests say that they were skipped.
            install_packages("the other browser for the page's tests", &["firefox-esr"]).ok()?;
        }
        installed()
    })
}

fn installed() -> Option<PathBuf> {
    let macos = PathBuf::from(MACOS);
    NAMES.iter().find_map(|name| find(name)).or_else(|| macos.is_file().then_some(macos))
}
