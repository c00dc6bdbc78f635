//! A Rust compiler that has the standard library for WebAssembly.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::Project;
use crate::process::{announce, can_install_packages, find, install_packages, output, step, succeeds};

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, which comes with the source of the standard library only.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// The Cargo this program was started with.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Whether a Cargo subcommand such as `clippy` is installed.
pub(crate) fn has_component(name: &str) -> bool {
    succeeds(cargo().args([name, "--version"]))
}

/// How to compile for WebAssembly.
pub(crate) struct WasmToolchain {
    cargo: OsString,
    rustc: OsString,
    /// Flags for the compiler of the target.
    flags: Vec<OsString>,
    /// The linker, where it is not the compiler's own.
    linker: Option<String>,
    /// Whether it is the compiler of every day, to which its clippy belongs.
    pub(crate) is_default: bool,
}

impl WasmToolchain {
    /// Finds one, or makes one.
    pub(crate) fn find(project: &Project) -> Result<WasmToolchain> {
        let default = WasmToolchain::default();
        if default.has_std() {
            return Ok(default);
        }
        if find("rustup").is_some() {
            let added = step(
                &format!("add the {WASM_TARGET} target"),
                Command::new("rustup").args(["target", "add", WASM_TARGET]),
            );
            match added {
                Ok(()) if default.has_std() => return Ok(default),
                Ok(()) => {}
                Err(error) => announce(&format!("{error:#}; trying Debian's compiler")),
            }
        }
        if !debian_is_installed() && can_install_packages() {
            install_packages("a compiler with its standard library", &DEBIAN_PACKAGES)?;
        }
        if debian_is_installed() {
            return WasmToolchain::from_debian(&project.target());
        }
        bail!(
            "Rust's standard library for {WASM_TARGET} is missing. With rustup: \
             rustup target add {WASM_TARGET}. On Debian, as root: apt-get install {}",
            DEBIAN_PACKAGES.join(" ")
        )
    }

    fn default() -> WasmToolchain {
        WasmToolchain {
            cargo: cargo().get_program().to_owned(),
            rustc: std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()),
            flags: flags(),
            linker: None,
            is_default: true,
        }
    }

    /// Debian's compiler with a standard library that is built from its source, once.
    fn from_debian(target: &Path) -> Result<WasmToolchain> {
        let description = output(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
        let release = field(&description, "release")?;
        let llvm = field(&description, "LLVM version")?;
        let llvm = llvm.split('.').next().unwrap_or(llvm);

        let linker = format!("wasm-ld-{llvm}");
        if find(&linker).is_none() {
            let package = format!("lld-{llvm}");
            if !can_install_packages() {
                bail!("{linker} is missing; as root: apt-get install {package}");
            }
            install_packages("the linker for WebAssembly", &[&package])?;
        }

        // A standard library serves only the release it was built with.
        let sysroot = target.join("wasm-sysroot").join(release);
        // It concerns the target only: macros and build scripts use the compiler's own standard library.
        let mut flags = flags();
        flags.extend(["--sysroot".into(), sysroot.clone().into()]);
        let toolchain = WasmToolchain {
            cargo: DEBIAN_CARGO.into(),
            rustc: DEBIAN_RUSTC.into(),
            flags,
            linker: Some(linker),
            is_default: false,
        };
        let libraries = sysroot.join("lib/rustlib").join(WASM_TARGET).join("lib");
        if !holds_std(&libraries) {
            build_std(&sysroot, &libraries)?;
        }
        Ok(toolchain)
    }

    /// A Cargo command; compiling for WebAssembly is up to the caller.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        if !self.is_default {
            command.env("RUSTC", &self.rustc);
        }
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        // In this form a path may have spaces.
        command.env("CARGO_ENCODED_RUSTFLAGS", self.flags.join(OsStr::new("\u{1f}")));
        command
    }

    /// The compiler's release, such as `1.95.0`.
    pub(crate) fn release(&self) -> Result<String> {
        let description = output(Command::new(&self.rustc).arg("-vV"))?;
        Ok(field(&description, "release")?.to_owned())
    }

    fn has_std(&self) -> bool {
        let mut command = Command::new(&self.rustc);
        command.args(["--print", "target-libdir", "--target", WASM_TARGET]);
        output(&mut command).is_ok_and(|folder| holds_std(Path::new(&folder)))
    }
}

/// For whichever compiler it is.
fn flags() -> Vec<OsString> {
    // Two of LLVM's passes that make loops faster and larger, together by 2.2 KB of brotli; what they would gain
    // is lost in the noise.
    let mut flags = vec!["-Cllvm-args=-disable-lsr".into(), "-Cllvm-args=-enable-load-pre=false".into()];
    // The linker's records, for `silence`, which takes them out again.
    flags.push("-Clink-arg=--emit-relocs".into());
    flags.extend(without_paths());
    flags
}

/// What keeps the folders of whoever builds the module out of its panic messages.
fn without_paths() -> Vec<OsString> {
    let folder = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        || Some(Path::new(&std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?).join(".cargo"));
    let Some(folder) = folder.or_else(home) else { return Vec::new() };
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(folder);
    flag.push("=cargo");
    vec![flag]
}

fn debian_is_installed() -> bool {
    Path::new(DEBIAN_CARGO).is_file()
        && output(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]))
            .is_ok_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
}

fn holds_std(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

/// Builds the standard library into a sysroot that has nothing else.
fn build_std(sysroot: &Path, libraries: &Path) -> Result<()> {
    let scratch = sysroot.join("build");
    fs::create_dir_all(scratch.join("src"))?;
    // Cargo builds the standard library only along with some package: this one is empty, and
    // no member of the workspace above it.
    fs::write(scratch.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n")?;
    fs::write(scratch.join("src/lib.rs"), "#![no_std]\n")?;
    step(
        "build Rust's standard library for WebAssembly (once, about half a minute)",
        Command::new(DEBIAN_CARGO)
            .args(["build", "--quiet", "--release", "--target", WASM_TARGET])
            .args(["-Zbuild-std=std,panic_abort,test", "--target-dir", "out"])
            .env("RUSTC", DEBIAN_RUSTC)
            // `-Zbuild-std` is not for stable compilers, but it is the only way here.
            .env("RUSTC_BOOTSTRAP", "1")
            // Link-time optimization of the library's users reads the bitcode.
            .env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes")
            .current_dir(&scratch),
    )?;
    fs::create_dir_all(libraries)?;
    // `std` goes last: it is what says that the sysroot is whole.
    let mut built: Vec<PathBuf> = scratch
        .join("out")
        .join(WASM_TARGET)
        .join("release/deps")
        .read_dir()?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    built.sort_by_key(|path| file_name(path).starts_with("libstd-"));
    for path in built {
        let name = file_name(&path);
        if !name.contains("empty") && (name.ends_with(".rlib") || name.ends_with(".rmeta")) {
            fs::copy(&path, libraries.join(&name)).with_context(|| format!("copying {}", path.display()))?;
        }
    }
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// One line of `rustc -vV`.
fn field<'a>(description: &'a str, name: &str) -> Result<&'a str> {
    description
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .with_context(|| format!("rustc didn't tell its {name}"))
}
