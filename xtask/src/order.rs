//! The order of a module's functions.
//!
//! Functions that are alike compress better beside each other: nearly four of two hundred kilobytes, beside
//! the order of their names, which by and large is that of the modules that they come from.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

/// How many bytes in a row are compared.
const WINDOW: usize = 5;

/// How much a function counts from one place to the next: those that were a few places ago still do.
const MEMORY: f64 = 0.8;

/// Gives every function a name by which wasm-opt puts it in its place (`--reorder-functions-by-name`).
pub(crate) fn name_by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let mut output = Module::new();
    let (mut bodies, mut imported) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("reading the module")?;
        match &payload {
            Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            // Names that are there already would stand against these.
            if !matches!(&payload, Payload::CustomSection(section) if section.name() == "name") {
                output.section(&RawSection { id, data: &module[range] });
            }
        }
    }
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (place, index) in by_likeness(&bodies).into_iter().enumerate() {
        places.push((imported + u32::try_from(index)?, place));
    }
    places.sort_unstable();
    let (mut names, mut section) = (NameMap::new(), NameSection::new());
    for (function, place) in places {
        names.append(function, &format!("{place:08}"));
    }
    section.functions(&names);
    output.section(&section);
    Ok(output.finish())
}

/// The indices of `bodies`, each behind the one that it has most in common with, as far as that goes:
/// from one function on it always takes the one that is most like the last few.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let contents: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(WINDOW).collect()).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (index, content) in contents.iter().enumerate() {
        for part in content {
            holders.entry(part).or_default().push(index);
        }
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut likeness = vec![0.0; bodies.len()];
    let mut order = Vec::new();
    let mut next = left.first().copied();
    while let Some(current) = next {
        left.remove(&current);
        order.push(current);
        likeness.iter_mut().for_each(|value| *value *= MEMORY);
        for part in &contents[current] {
            let holders = &holders[part];
            // What is in many functions says little about each.
            let weight = (holders.len() as f64).sqrt().recip();
            holders.iter().for_each(|holder| likeness[*holder] += weight);
        }
        // Long ones have more in common with anything. Of equals the first is taken: no chance in builds.
        let share = |index: usize| likeness[index] / (contents[index].len() + 20) as f64;
        next = left.iter().copied().reduce(|best, other| if share(other) > share(best) { other } else { best });
    }
    order
}

#[cfg(test)]
mod tests {
    use super::by_likeness;

    #[test]
    fn alike_functions_stand_together() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"xabcdefg", b"23456789", b""];
        assert_eq!(by_likeness(&bodies), [0, 2, 1, 3, 4]);
        assert_eq!(by_likeness(&[]), [0; 0]);
    }
}
