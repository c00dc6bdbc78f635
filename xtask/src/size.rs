//! How much a browser has to download, and npm.

use anyhow::Result;

use crate::Project;
use crate::process::step;
use crate::toolchain::WasmToolchain;
use crate::{facts, node, wasm};

pub(crate) enum Mode {
    /// Fails when a file has outgrown its record.
    Compare,
    /// Makes what is there the record.
    Update,
}

pub(crate) fn run(project: &Project, mode: Mode) -> Result<()> {
    wasm::build_package(project)?;
    let config = &project.config;
    let dist = project.root.join(&config.build.out_dir);
    let rustc = WasmToolchain::find(project)?.release()?;
    // Node.js brings brotli along, so this part is a script.
    let mut script = node::node()?;
    script.arg(project.root.join("xtask/size.mjs"));
    if let Mode::Update = mode {
        script.arg("--update");
    }
    step(
        "compare the package's sizes with pkg/size.json",
        script
            .arg(format!("--rustc={rustc}"))
            .arg(format!("--budget={}", config.size.budget))
            .arg(format!("--growth={}", config.size.growth))
            .arg(dist.join(wasm::module_file(config)))
            .arg(dist.join(format!("{}.js", config.build.out_name)))
            .arg(dist.join(facts::FILE))
            .arg(project.package().join("core.js")),
    )
}
