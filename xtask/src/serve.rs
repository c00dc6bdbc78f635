//! The built page on localhost.

use anyhow::Result;

use crate::Project;
use crate::process::step;
use crate::{node, wasm, web};

pub(crate) const DEFAULT_PORT: u16 = 8000;

/// The page's own server, which its tests use too: it sends the page's headers with each file.
const SERVE: &str = r#"
import { serve } from "./scripts/serve.mjs";
try {
  const { port } = await serve("dist", { port: Number(process.argv[1]) });
  console.log(`http://localhost:${port}/`);
} catch (error) {
  console.error(error.code === "EADDRINUSE"
    ? `port ${process.argv[1]} is in use; --port 0 takes a free one`
    : error.message);
  process.exitCode = 1;
}
"#;

/// Builds everything, then serves it until the program is stopped.
pub(crate) fn run(project: &Project, port: u16) -> Result<()> {
    wasm::build_package(project)?;
    web::build(project)?;
    step(
        "serve the page (Ctrl+C stops it)",
        node::node()?.args(["--input-type=module", "--eval", SERVE, &port.to_string()]).current_dir(project.page()),
    )
}
