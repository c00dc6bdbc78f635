//! Running other programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Says in one line what is about to be done.
pub(crate) fn announce(what: &str) {
    eprintln!("==> {what}");
}

/// Announces a step and runs its program, whose output goes where ours does.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<()> {
    announce(what);
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("{what}: starting {}", name(command)))?;
    if !status.success() {
        bail!("{what}: {} failed ({status})", name(command));
    }
    Ok(())
}

/// What a program prints, without the line's end.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", name(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed: {}", name(command), complaint.trim());
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("{} printed something other than text", name(command)))?;
    Ok(text.trim_end().to_owned())
}

/// Whether a program starts and is content.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Where the shell would find a program.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Whether Debian's packages can be installed: there is `apt-get`, and we are root.
pub(crate) fn can_install_packages() -> bool {
    find("apt-get").is_some() && output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

/// Installs Debian packages.
pub(crate) fn install_packages(what_for: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    // An outdated list is the usual reason for a failure; without a network, this one fails
    // too, and then a package may still be in the cache.
    succeeds(Command::new("apt-get").args(["update", "--quiet"]));
    step(
        &format!("install {names} ({what_for})"),
        Command::new("apt-get")
            .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null()),
    )
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    if let Some(first) = command.get_args().next() {
        name.push(' ');
        name.push_str(&first.to_string_lossy());
    }
    name
}
