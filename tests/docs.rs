//! The rules' pages in `docs/rules` are those of the rules.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use passmuster::rules::Rule;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn pages_are_up_to_date() {
    for rule in Rule::ALL {
        let page = fs::read_to_string(format!("docs/rules/{}.md", rule.name)).unwrap_or_default();
        assert_eq!(page.replace("\r\n", "\n"), rule.page(), "run `cargo xtask docs`");
    }
    let files = fs::read_dir("docs/rules").expect("the folder of pages");
    let files: BTreeSet<String> =
        files.filter_map(|file| file.ok()?.path().file_stem()?.to_str().map(str::to_owned)).collect();
    let rules: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files.difference(&rules).collect::<Vec<_>>(), ["README"], "pages without a rule");
}
