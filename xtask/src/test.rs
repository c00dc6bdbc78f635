//! Every check of the project.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::Project;
use crate::process::step;
use crate::{browser, format, node, size, toolchain, wasm, web};

/// Tells the package's tests where its panicking copy is.
const PANICKING_PACKAGE: &str = "PASSMUSTER_PANICKING_PACKAGE";

/// Tells the Rust tests that what is installed for them must be there.
const REQUIRE_FIXTURES: &str = "PASSMUSTER_REQUIRE_FIXTURES";

#[derive(Clone, Copy)]
pub(crate) enum Part {
    Rust,
    Node,
    Places,
    Examples,
    Page,
}

impl Part {
    pub(crate) const ALL: [Part; 5] = [Part::Rust, Part::Node, Part::Places, Part::Examples, Part::Page];

    pub(crate) fn from_name(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Part::Rust => "rust",
            Part::Node => "node",
            Part::Places => "places",
            Part::Examples => "examples",
            Part::Page => "page",
        }
    }
}

/// Runs parts of the tests. A failed check doesn't keep the others from telling what they know.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<()> {
    let mut report = Report::default();
    for part in parts {
        match part {
            Part::Rust => rust(project, &mut report),
            Part::Node => npm_package(project, &mut report),
            Part::Places => places(project, &mut report),
            Part::Examples => examples(project, &mut report),
            Part::Page => page(project, &mut report),
        }
    }
    report.finish()
}

fn rust(project: &Project, report: &mut Report) {
    if toolchain::has_component("fmt") {
        report.check("format", || format::run(project, format::Mode::Check));
    } else {
        report.skip("format", "rustfmt isn't installed: rustup component add rustfmt");
    }
    if toolchain::has_component("clippy") {
        report.check("clippy", || {
            step(
                "look for mistakes with clippy",
                toolchain::cargo()
                    .args(["clippy", "--quiet", "--workspace", "--all-targets", "--"])
                    .args(["--deny", "warnings"])
                    // Tests and measurements may use files and clocks. That the library
                    // doesn't is for the run below to say.
                    .args(["--allow", "clippy::disallowed_methods"])
                    .args(["--allow", "clippy::disallowed_types"])
                    .current_dir(&project.root),
            )
        });
        let name = "clippy for WebAssembly";
        match wasm::clippy(project) {
            Ok(Some(mut command)) => {
                report.check(name, || step("look for mistakes with clippy, as WebAssembly", &mut command));
            }
            Ok(None) => report.skip(name, "the compiler for WebAssembly has no clippy"),
            Err(error) => report.check(name, || Err(error)),
        }
    } else {
        report.skip("clippy", "clippy isn't installed: rustup component add clippy");
    }
    report.check("Rust documentation", || {
        step(
            "look for mistakes in the Rust documentation",
            toolchain::cargo()
                .args(["doc", "--quiet", "--workspace", "--no-deps"])
                .env("RUSTDOCFLAGS", "--deny warnings")
                .current_dir(&project.root),
        )
    });
    report.check("Rust tests", || {
        // The CommonMark specification comes from there.
        node::install(&project.page())?;
        step(
            "run the Rust tests",
            toolchain::cargo()
                .args(["test", "--workspace", "--no-fail-fast"])
                .env(REQUIRE_FIXTURES, "1")
                .current_dir(&project.root),
        )
    });
}

fn npm_package(project: &Project, report: &mut Report) {
    report.check("npm package", || {
        wasm::build_package(project)?;
        let panicking = wasm::build_panicking_package(project)?;
        step(
            "test the npm package in Node.js",
            node::test(&project.package().join("test"))?
                .env(PANICKING_PACKAGE, panicking)
                .current_dir(project.package()),
        )
    });
    report.check("command line", || {
        node::install(&project.package())?;
        wasm::build_package(project)?;
        step(
            "test the command line, packed and installed",
            node::test(&project.package().join("test/cli"))?.current_dir(project.package()),
        )
    });
    report.check("types", || {
        node::install(&project.package())?;
        step(
            "check the package's types with TypeScript",
            node::node()?.args(["node_modules/typescript/bin/tsc", "--project", "test"]).current_dir(project.package()),
        )
    });
    report.check("size", || size::run(project, size::Mode::Compare));
}

/// The package as its users get it, in the places where they use it.
fn places(project: &Project, report: &mut Report) {
    report.check("npm package, packed, in runtimes, bundlers and pages", || {
        wasm::build_package(project)?;
        // The browser is driven as the page's tests do it.
        node::install(&project.page())?;
        let places = project.package().join("test/places");
        node::install(&places)?;
        step(
            "test the packed package in runtimes, bundlers and pages",
            node::test(&places)?.env("CHROMIUM", browser::chromium()?).current_dir(places),
        )
    });
}

/// The element in sites that other people's programs make of `www/examples`.
fn examples(project: &Project, report: &mut Report) {
    report.check("examples of the element", || {
        wasm::build_package(project)?;
        // The browser is driven as the page's tests do it.
        node::install(&project.page())?;
        let examples = project.package().join("test/examples");
        step(
            "install and build the examples, and open them",
            node::test_within(&examples, 30)?.env("CHROMIUM", browser::chromium()?).current_dir(examples),
        )
    });
}

fn page(project: &Project, report: &mut Report) {
    report.check("npm package in a browser", || {
        node::install(&project.page())?;
        let panicking = wasm::build_panicking_package(project)?;
        step(
            "test the npm package in Chromium",
            node::test(&project.package().join("test/browser"))?
                .env(PANICKING_PACKAGE, panicking)
                .env("CHROMIUM", browser::chromium()?)
                .current_dir(project.package()),
        )
    });
    report.check("types of the page's scripts", || {
        node::install(&project.package())?;
        node::install(&project.page())?;
        wasm::build_package(project)?;
        step(
            "check the page's scripts with TypeScript",
            node::node()?
                .arg(project.package().join("node_modules/typescript/bin/tsc"))
                .args(["--project", "jsconfig.json"])
                .current_dir(project.page()),
        )
    });
    report.check("page", || {
        wasm::build_package(project)?;
        web::build(project)?;
        let chromium = browser::chromium()?;
        // The tests that want it say that they were skipped if there is none.
        let firefox = browser::firefox().unwrap_or_default();
        step(
            "test the page in Chromium and Firefox",
            node::npm()
                .args(["run", "--silent", "test"])
                .env("CHROMIUM", chromium)
                .env("FIREFOX", firefox)
                .env("NODE_OPTIONS", "--test-reporter=spec")
                .current_dir(project.page()),
        )
    });
}

/// What came of each check.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    failures: usize,
}

impl Report {
    fn check(&mut self, name: &str, run: impl FnOnce() -> Result<()>) {
        let start = Instant::now();
        let result = run();
        let seconds = start.elapsed().as_secs();
        match result {
            Ok(()) => self.lines.push(format!("passed   {name} ({seconds} s)")),
            Err(error) => {
                eprintln!("error: {error:#}");
                self.failures += 1;
                self.lines.push(format!("FAILED   {name} ({seconds} s): {error}"));
            }
        }
    }

    fn skip(&mut self, name: &str, why: &str) {
        self.lines.push(format!("skipped  {name}: {why}"));
    }

    fn finish(self) -> Result<()> {
        eprintln!();
        for line in &self.lines {
            eprintln!("{line}");
        }
        if self.failures > 0 {
            bail!("{} of {} checks failed", self.failures, self.lines.len());
        }
        Ok(())
    }
}
