//! Measurements of speed.

use anyhow::Result;

use crate::Project;
use crate::process::step;
use crate::{node, toolchain, wasm};

pub(crate) fn run(project: &Project) -> Result<()> {
    step(
        "measure the library natively",
        toolchain::cargo().args(["bench", "--package", "passmuster"]).current_dir(&project.root),
    )?;
    wasm::build_package(project)?;
    step(
        "measure the npm package in Node.js",
        node::node()?.arg(project.root.join("benches/wasm.mjs")).current_dir(&project.root),
    )
}
