//! Starts a new rule: its file, and its name in the list of rules.

use std::fs;

use anyhow::{Context, Result, ensure};
use passmuster::rules::Group;

use crate::Project;

const TEMPLATE: &str = include_str!("rule.rs.txt");

/// Writes `src/rules/<group>/<name>.rs` and names it in `src/rules/mod.rs`.
pub(crate) fn create(project: &Project, group: &str, name: &str) -> Result<()> {
    let known: Vec<&str> = Group::ALL.iter().map(|group| group.name()).collect();
    let found = Group::find(group).with_context(|| format!("no group: {group} ({})", known.join(", ")))?;
    let words = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    ensure!(name.split('-').all(words), "a rule is called by lower-case words with hyphens, not `{name}`");
    let module = name.replace('-', "_");

    let rules = project.root.join("src/rules");
    let file = rules.join(group).join(&module).with_extension("rs");
    ensure!(!file.exists(), "{} is there already", file.display());
    let list = rules.join("mod.rs");
    let source = fs::read_to_string(&list).with_context(|| format!("reading {}", list.display()))?;
    let registered =
        register(&source, group, &module).with_context(|| format!("{} has no such list", list.display()))?;
    let severity = match found {
        Group::Loading => "Error",
        Group::Loss => "Warning",
        _ => "Info",
    };
    // In Rust a group is called like its name, with a capital.
    let variant = format!("{found:?}");
    let text = TEMPLATE.replace("NAME", name).replace("GROUP", &variant).replace("SEVERITY", severity);
    let text = text.replace("VERSION", passmuster::api::version());
    fs::write(&file, text).with_context(|| format!("writing {}", file.display()))?;
    fs::write(&list, registered).with_context(|| format!("writing {}", list.display()))?;
    println!("{}: fill it in; its tests fail until then", file.display());
    Ok(())
}

/// The list of rules with `module` at its place in the list of `group`.
fn register(source: &str, group: &str, module: &str) -> Option<String> {
    let open = format!("\n    {group} {{\n");
    let start = source.find(&open)? + open.len();
    let end = start + source[start..].find("    }\n")?;
    let mut modules: Vec<&str> = source[start..end].lines().map(str::trim).collect();
    modules.push(module);
    modules.sort_unstable();
    modules.dedup();
    let lines: String = modules.iter().map(|module| format!("        {module}\n")).collect();
    Some([&source[..start], &lines, &source[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::register;

    #[test]
    fn registers_in_order() {
        let source = "rules! {\n    loading {\n        b\n    }\n    loss {\n        a\n        c\n    }\n}\n";
        let expected =
            "rules! {\n    loading {\n        b\n    }\n    loss {\n        a\n        b\n        c\n    }\n}\n";
        assert_eq!(register(source, "loss", "b").as_deref(), Some(expected));
        assert_eq!(register(source, "nothing", "b"), None);
    }
}
