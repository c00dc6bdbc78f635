//! The WebAssembly module and the JavaScript around it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::Project;
use crate::commonmark;
use crate::config::{Config, Target};
use crate::docs;
use crate::facts;
use crate::locations;
use crate::node;
use crate::order;
use crate::process::{announce, output, step};
use crate::silence;
use crate::toolchain::{WASM_TARGET, WasmToolchain};
use crate::web;

/// The feature with which the library panics when asked to; see Cargo.toml.
const PANIC_FEATURE: &str = "panic-on-request";

/// The hand-written JavaScript that a second copy of the package needs.
const PACKAGE_FILES: [&str; 6] = ["package.json", "core.js", "facts.js", "inline.js", "node.js", "web.js"];

/// What the published package needs from the repository's root. npm takes no file from above it.
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Calls the package the way its users do; a module that doesn't load is found here and not by
/// them.
const SMOKE_TEST: &str = r#"
import { init, check, fix, preview, rules, version } from "passmuster";
await init();
const source = "---\nname: helper\ndescription: Helps\n---\nBe helpful.\n";
for (const result of [check(source), fix(source), preview(source), rules()]) {
  if (typeof result !== "object" || result === null) throw new Error(`not a result: ${result}`);
}
process.stdout.write(version());
"#;

/// Builds the npm package in `pkg/`.
pub(crate) fn build_package(project: &Project) -> Result<()> {
    let build = &project.config.build;
    let dist = project.root.join(&build.out_dir);
    build_module(project, &build.features, &dist)?;
    docs::write_package(&dist)?;
    for file in LICENSES {
        copy_file(&project.root.join(file), &project.package().join(file))?;
    }
    let version =
        output(node::node()?.args(["--input-type=module", "--eval", SMOKE_TEST]).current_dir(project.package()))
            .context("the package was built, but calling it in Node.js failed")?;
    announce(&format!("passmuster {version} answers in Node.js"));
    web::build_element(project)
}

/// Builds a copy of the package that panics when asked to, and says where it is.
pub(crate) fn build_panicking_package(project: &Project) -> Result<PathBuf> {
    let copy = folder(project).join(PANIC_FEATURE);
    let mut features = project.config.build.features.clone();
    features.push(PANIC_FEATURE.to_owned());
    build_module(project, &features, &copy.join("dist"))?;
    for file in PACKAGE_FILES {
        copy_file(&project.package().join(file), &copy.join(file))?;
    }
    Ok(copy)
}

/// What belongs to WebAssembly in Cargo's output folder.
fn folder(project: &Project) -> PathBuf {
    project.target().join("wasm")
}

/// Cargo's output for one set of features. Each has its own, because the module's file name is
/// the same for all and Cargo would link it anew at every change from one to the other; and all
/// are apart from the native output, so that nothing waits for a `cargo test` or an editor.
fn cargo_folder(project: &Project, features: &[String]) -> PathBuf {
    folder(project).join(format!("cargo-{}", feature_name(features)))
}

fn build_module(project: &Project, features: &[String], dist: &Path) -> Result<()> {
    let config = &project.config;
    node::install(&project.package())?;
    let compiled = compile(project, features)?;
    let bytes = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;

    let stamp_file = folder(project).join(format!("{}.stamp", feature_name(features)));
    let stamp = stamp(&bytes, config, project)?;
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp)
        && files(config).iter().all(|file| dist.join(file).is_file())
    {
        announce("the module is as it was: keep the JavaScript around it");
        return Ok(());
    }

    let workshop = folder(project).join("generated").join(feature_name(features));
    generate(config, &bytes, &workshop)?;
    if config.wasm_opt.enabled {
        optimize(project, &workshop)?;
    }
    write_inline(project, &workshop)?;
    facts::write(&workshop.join(facts::FILE))?;
    for file in files(config) {
        copy_file(&workshop.join(&file), &dist.join(&file))?;
    }
    fs::write(&stamp_file, stamp)?;
    Ok(())
}

/// Rust to WebAssembly.
fn compile(project: &Project, features: &[String]) -> Result<PathBuf> {
    let build = &project.config.build;
    let toolchain = WasmToolchain::find(project)?;
    let copies = commonmark::shrink(toolchain.cargo(), &project.root, &folder(project).join("crates"))?;
    let mut what = format!("compile to WebAssembly with rustc {}", toolchain.release()?);
    if !features.is_empty() {
        what = format!("{what} ({})", features.join(", "));
    }
    step(
        &what,
        toolchain
            .cargo()
            .args(["build", "--quiet", "--package", "passmuster", "--lib"])
            .args(["--target", WASM_TARGET, "--profile", &build.profile])
            .args(["--features", &features.join(",")])
            // They take the place of the registry's.
            .arg("--config")
            .arg(format!("paths={copies:?}"))
            .arg("--target-dir")
            .arg(cargo_folder(project, features))
            .current_dir(&project.root),
    )?;
    let profile = match build.profile.as_str() {
        "dev" => "debug",
        profile => profile,
    };
    Ok(cargo_folder(project, features).join(WASM_TARGET).join(profile).join("passmuster.wasm"))
}

/// The module as browsers take it, its glue and its types.
fn generate(config: &Config, bytes: &[u8], to: &Path) -> Result<()> {
    announce("generate the JavaScript and TypeScript around the module");
    let settings = &config.wasm_bindgen;
    let bytes = silence::silence(bytes).context("in the compiled module")?;
    let mut bindgen = Bindgen::new();
    match config.build.target {
        Target::Web => bindgen.web(true)?,
    };
    bindgen
        .input_bytes(&config.build.out_name, bytes)
        .typescript(settings.typescript)
        .omit_default_module_path(settings.omit_default_module_path)
        .reset_state_function(settings.reset_state_function)
        .remove_name_section(settings.remove_name_section)
        .remove_producers_section(settings.remove_producers_section)
        .generate(to)
        .context("wasm-bindgen")?;
    edit(&to.join(module_file(config)), locations::strip)?;
    if settings.typescript {
        let file = to.join(format!("{}.d.ts", config.build.out_name));
        let types = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        fs::write(&file, portable_types(&types)?).with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}

/// The generated types as far as they are for the package's users, and compile everywhere.
fn portable_types(types: &str) -> Result<String> {
    // From here on it is how the glue is started, in the DOM's types. `pkg/core.js` does that, and
    // `pkg/index.d.ts` has its own types for it.
    const START: &str = "export type InitInput = ";
    // What `pkg/core.js` alone calls.
    const INTERNAL: [&str; 3] =
        ["export class PreviewPane ", "export function __wbg_reset_state(", "export function start("];
    const HEADER: &str = "// What is written in Rust: the calls, and the types that they take and return.\n\n";
    let form = "wasm-bindgen's types have another form: look at `portable_types`";

    let end = types.find(START).context(form)?;
    let is_internal = |block: &&str| INTERNAL.iter().any(|start| block.contains(start));
    let is_empty = |block: &&str| block.lines().all(|line| line.starts_with("/* ") || line.is_empty());
    // Blank lines are only between declarations.
    let blocks = types[..end].split("\n\n").map(str::trim);
    ensure!(blocks.clone().filter(is_internal).count() == INTERNAL.len(), form);
    let kept: Vec<&str> = blocks.filter(|block| !is_internal(block) && !is_empty(block)).collect();
    Ok(format!("{HEADER}{}\n", kept.join("\n\n")))
}

/// Makes the module smaller, in place.
fn optimize(project: &Project, workshop: &Path) -> Result<()> {
    let module = workshop.join(module_file(&project.config));
    let wasm_opt = |what: &str, flags: &[&str]| {
        step(
            what,
            node::node()?
                .arg(project.package().join("node_modules/binaryen/bin/wasm-opt"))
                .arg(&module)
                .args(flags)
                .arg("--output")
                .arg(&module),
        )
    };
    let flags: Vec<&str> = project.config.wasm_opt.flags.iter().map(String::as_str).collect();
    wasm_opt("optimize the module with wasm-opt", &flags)?;
    edit(&module, order::name_by_likeness)?;
    wasm_opt("put its functions in order", &["--reorder-functions-by-name", "--strip-debug"])
}

/// Puts what `change` makes of a file in its place.
fn edit(file: &Path, change: impl FnOnce(&[u8]) -> Result<Vec<u8>>) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let changed = change(&bytes).with_context(|| format!("in {}", file.display()))?;
    fs::write(file, changed).with_context(|| format!("writing {}", file.display()))
}

/// The module as JavaScript. Node.js brings the compression along, so this part is a script.
fn write_inline(project: &Project, workshop: &Path) -> Result<()> {
    step(
        "write the module as JavaScript, too",
        node::node()?
            .arg(project.package().join("scripts/inline.mjs"))
            .arg(workshop.join(module_file(&project.config)))
            .arg(workshop.join(inline_file(&project.config))),
    )
}

/// Names everything that the generated files depend on.
fn stamp(bytes: &[u8], config: &Config, project: &Project) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{config:?}").hash(&mut hasher);
    let steps = [
        include_str!("wasm.rs"),
        include_str!("locations.rs"),
        include_str!("order.rs"),
        include_str!("silence.rs"),
        include_str!("../../pkg/scripts/inline.mjs"),
    ];
    steps.hash(&mut hasher);
    facts::javascript()?.hash(&mut hasher);
    fs::read(project.package().join("package-lock.json")).context("reading pkg/package-lock.json")?.hash(&mut hasher);
    Ok(format!("{:016x}\n", hasher.finish()))
}

/// The module's file name in the package.
pub(crate) fn module_file(config: &Config) -> String {
    format!("{}_bg.wasm", config.build.out_name)
}

/// The name of the file that has the module as JavaScript.
fn inline_file(config: &Config) -> String {
    format!("{}_inline.js", config.build.out_name)
}

fn files(config: &Config) -> Vec<String> {
    let name = &config.build.out_name;
    let mut files = vec![module_file(config), inline_file(config), facts::FILE.to_owned(), format!("{name}.js")];
    if config.wasm_bindgen.typescript {
        files.push(format!("{name}.d.ts"));
    }
    files
}

fn feature_name(features: &[String]) -> String {
    if features.is_empty() { "plain".to_owned() } else { features.join("+").replace('/', "_") }
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop).with_context(|| format!("copying {} to {}", from.display(), to.display()))
}

/// A clippy run over the library as WebAssembly, if that compiler has clippy.
pub(crate) fn clippy(project: &Project) -> Result<Option<Command>> {
    let toolchain = WasmToolchain::find(project)?;
    if !toolchain.is_default {
        return Ok(None);
    }
    let mut command = toolchain.cargo();
    command
        .args(["clippy", "--quiet", "--package", "passmuster", "--lib"])
        .args(["--target", WASM_TARGET, "--target-dir"])
        .arg(cargo_folder(project, &project.config.build.features))
        .args(["--", "--deny", "warnings"])
        .current_dir(&project.root);
    Ok(Some(command))
}
