//! The rules' pages in `docs/rules` are those of the rules.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use passmuster::rules::Rule;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn pages_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let page = |name: &str| {
        let page = fs::read_to_string(folder.join(name).with_extension("md")).unwrap_or_default();
        page.replace("\r\n", "\n")
    };
    let stale = |rule: &&&Rule| page(rule.name) != rule.page();
    let mut stale: Vec<&str> = Rule::ALL.iter().filter(stale).map(|rule| rule.name).collect();
    if page("README") != Rule::index() {
        stale.push("README");
    }
    assert!(stale.is_empty(), "run `cargo xtask docs`: {stale:?} are out of date");
    let files = fs::read_dir(folder).expect("the folder of pages");
    let files: BTreeSet<String> =
        files.filter_map(|file| file.ok()?.path().file_stem()?.to_str().map(str::to_owned)).collect();
    let rules: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files.difference(&rules).collect::<Vec<_>>(), ["README"], "pages without a rule");
}
