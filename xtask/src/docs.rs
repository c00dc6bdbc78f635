//! The rules' pages: Markdown for the repository, HTML for the site, both from the rules themselves.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use passmuster::preview::markdown_html;
use passmuster::rules::Rule;

use crate::Project;
use crate::process::announce;

/// The pages run no script and load nothing but the style sheet beside them, which the page's build
/// copies from `www/public`.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/// Writes `docs/rules/`, which a test compares with the rules.
pub(crate) fn write_markdown(project: &Project) -> Result<()> {
    announce("write docs/rules");
    let folder = project.root.join("docs/rules");
    write(&folder, "README.md", &Rule::index(".md"))?;
    for rule in Rule::ALL {
        write(&folder, &format!("{}.md", rule.name), &rule.page())?;
    }
    Ok(())
}

/// Writes the pages that `passmuster explain` prints, beside the module.
pub(crate) fn write_package(dist: &Path) -> Result<()> {
    for rule in Rule::ALL {
        write(&dist.join("rules"), &format!("{}.md", rule.name), &rule.page())?;
    }
    Ok(())
}

/// Writes the pages to which findings link, beside the playground.
pub(crate) fn write_site(project: &Project) -> Result<()> {
    announce(&format!("write the pages of {} rules", Rule::ALL.len()));
    let folder = project.page().join("dist/rules");
    write(&folder, "index.html", &html("Rules", &Rule::index(".html")))?;
    for rule in Rule::ALL {
        write(&folder, &format!("{}.html", rule.name), &html(rule.name, &rule.page()))?;
    }
    Ok(())
}

fn html(title: &str, markdown: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · passmuster</title>\n<link rel=\"stylesheet\" href=\"rules.css\">\n\
         <nav><a href=\"../index.html\">Playground</a> <a href=\"index.html\">All rules</a></nav>\n\
         <main>\n{}</main>\n</html>\n",
        markdown_html(markdown)
    )
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let path = folder.join(name);
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}
