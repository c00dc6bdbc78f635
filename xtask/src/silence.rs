//! Without what a panic alone would show of a value.
//!
//! Nothing that the library says to anybody is formatted with `{:?}` (or the build fails), but panics do so, and
//! what they hand to it brings the names of enums and tables of unprintable characters along; and the
//! standard library has a text for each error of an operating system that isn't there. A panic's own
//! words remain.
//!
//! The linker drops what nobody refers to, but long before. So it is asked to leave its records in the
//! module, by which the data that is only referred to from here is found, and blanked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use rustc_demangle::demangle;
use wasm_encoder::{CodeSection, Module, RawSection};
use wasmparser::{
    CompositeInnerType, ExternalKind, KnownCustom, Linking, Parser, Payload, SymbolFlags, SymbolInfo, TypeRef, ValType,
};

/// The library, as it stands in front of its functions' names.
const LIBRARY: &str = "passmuster::";

/// A function's body without locals that returns `Ok(())`.
const DONE: [u8; 4] = [0, 0x41, 0, 0x0b];

/// Something that can be referred to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// By its index.
    Function(u32),
    /// By its place in the file.
    Data(usize, usize),
}

/// Whether it is the function that formats what only a panic shows.
fn is_silenced(name: &str) -> bool {
    let name = format!("{:#}", demangle(name));
    // Arguments are what a panic says itself.
    name.ends_with(" as core::fmt::Debug>::fmt") && name != "<core::fmt::Arguments as core::fmt::Debug>::fmt"
        || name == "<std::io::error::Error as core::fmt::Display>::fmt"
}

/// Lets the functions that format for panics write nothing, and blanks the data that only they used.
pub(crate) fn silence(bytes: &[u8]) -> Result<Vec<u8>> {
    let module = Linked::read(bytes)?;
    let silenced = module.silenced();
    if let Some(name) = module.user(&silenced) {
        bail!("{name} formats something with `{{:?}}`, of which nothing would be left");
    }
    let all = module.reached(&BTreeSet::new());
    let left = module.reached(&silenced);
    let mut changed = bytes.to_vec();
    for item in &all - &left {
        if let Item::Data(start, end) = item {
            changed[start..end].fill(0);
        }
    }
    // A text may be the end of another one.
    for item in left {
        if let Item::Data(start, end) = item {
            changed[start..end].copy_from_slice(&bytes[start..end]);
        }
    }
    module.write(&changed, &silenced)
}

/// A module as the linker leaves it when told `--emit-relocs`.
#[derive(Default)]
struct Linked<'a> {
    /// Identifier and place of each section but those of the linker.
    sections: Vec<(u8, Range<usize>)>,
    /// The number of functions that are imported: the first own one has it as its index.
    imported: u32,
    /// The bodies of the others.
    bodies: Vec<Range<usize>>,
    /// What is called from outside.
    roots: BTreeSet<Item>,
    symbols: Vec<Option<Item>>,
    names: BTreeMap<u32, Vec<&'a str>>,
    /// The functions that take two numbers and return one, which is what formatting does.
    formatting: BTreeSet<u32>,
    /// From where in the file which symbol is referred to.
    references: BTreeMap<usize, u32>,
}

impl<'a> Linked<'a> {
    fn read(bytes: &'a [u8]) -> Result<Linked<'a>> {
        let mut module = Linked::default();
        // Sections are counted with those that are not kept.
        let (mut starts, mut relocations) = (Vec::new(), Vec::new());
        let (mut formats, mut types, mut segments) = (Vec::new(), Vec::<u32>::new(), Vec::new());
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.context("reading the module")?;
            if let Some((id, range)) = payload.as_section() {
                starts.push(range.start);
                let is_linkers = matches!(&payload, Payload::CustomSection(section)
                    if section.name() == "linking" || section.name().starts_with("reloc."));
                if !is_linkers {
                    module.sections.push((id, range));
                }
            }
            match payload {
                Payload::TypeSection(section) => {
                    for group in section {
                        formats.extend(group?.into_types().map(|ty| match ty.composite_type.inner {
                            CompositeInnerType::Func(ty) => {
                                ty.params() == [ValType::I32, ValType::I32] && ty.results() == [ValType::I32]
                            }
                            _ => false,
                        }));
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<Vec<_>, _>>()?,
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.roots.insert(Item::Function(export.index));
                        }
                    }
                }
                Payload::StartSection { func, .. } => {
                    module.roots.insert(Item::Function(func));
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(body.range()),
                Payload::DataSection(section) => {
                    for data in section {
                        let data = data?;
                        segments.push(data.range.end - data.data.len());
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(section) => {
                        for part in section.subsections() {
                            let Linking::SymbolTable(symbols) = part? else { continue };
                            for symbol in symbols {
                                module.add(symbol?, &segments)?;
                            }
                        }
                    }
                    KnownCustom::Reloc(section) => relocations.push(section),
                    _ => {}
                },
                _ => {}
            }
        }
        for section in relocations {
            let start = starts.get(section.section_index() as usize).context("relocations of no section")?;
            for entry in section.entries() {
                let entry = entry?;
                module.references.insert(start + entry.offset as usize, entry.index);
            }
        }
        let formats = |own: u32| formats.get(*types.get(own as usize)? as usize).copied();
        let own = (0..).take(module.bodies.len()).filter(|own| formats(*own) == Some(true));
        module.formatting = own.map(|own| module.imported + own).collect();
        ensure!(!module.references.is_empty(), "the linker has left no records");
        Ok(module)
    }

    fn add(&mut self, symbol: SymbolInfo<'a>, segments: &[usize]) -> Result<()> {
        let (item, flags) = match symbol {
            SymbolInfo::Func { index, name, flags } => {
                self.names.entry(index).or_default().extend(name);
                (Some(Item::Function(index)), flags)
            }
            SymbolInfo::Data { symbol: Some(data), flags, .. } => {
                let start = segments.get(data.index as usize).context("a symbol of no segment")? + data.offset as usize;
                (Some(Item::Data(start, start + data.size as usize)), flags)
            }
            _ => (None, SymbolFlags::empty()),
        };
        if flags.intersects(SymbolFlags::EXPORTED | SymbolFlags::NO_STRIP) {
            self.roots.extend(item.clone());
        }
        self.symbols.push(item);
        Ok(())
    }

    fn silenced(&self) -> BTreeSet<u32> {
        // Equal functions may be one that has the names of both.
        let silenced = |names: &[&str]| !names.is_empty() && names.iter().all(|name| is_silenced(name));
        self.formatting
            .iter()
            .filter(|index| self.names.get(index).is_some_and(|names| silenced(names)))
            .copied()
            .collect()
    }

    /// What is referred to from a place in the file.
    fn references(&self, place: Range<usize>) -> impl Iterator<Item = &Item> {
        self.references.range(place).filter_map(|(_, symbol)| self.symbols.get(*symbol as usize)?.as_ref())
    }

    /// A function of the library that lets one of `silenced` format something.
    fn user(&self, silenced: &BTreeSet<u32>) -> Option<String> {
        let own = (self.imported..).zip(&self.bodies).filter(|(index, _)| !silenced.contains(index));
        let mut users = own.filter(|(_, body)| {
            self.references((*body).clone())
                .any(|item| matches!(item, Item::Function(index) if silenced.contains(index)))
        });
        users.find_map(|(index, _)| {
            let mut names = self.names.get(&index)?.iter().map(|name| format!("{:#}", demangle(name)));
            names.find(|name| name.trim_start_matches('<').starts_with(LIBRARY))
        })
    }

    /// All that is used, if the bodies of `silenced` refer to nothing.
    fn reached(&self, silenced: &BTreeSet<u32>) -> BTreeSet<Item> {
        let mut left: Vec<Item> = self.roots.iter().cloned().collect();
        let mut reached = BTreeSet::new();
        while let Some(item) = left.pop() {
            let place = match &item {
                Item::Function(index) if silenced.contains(index) => None,
                Item::Function(index) => {
                    index.checked_sub(self.imported).and_then(|own| self.bodies.get(own as usize)).cloned()
                }
                Item::Data(start, end) => Some(*start..*end),
            };
            if reached.insert(item)
                && let Some(place) = place
            {
                left.extend(self.references(place).cloned());
            }
        }
        reached
    }

    /// The module of `bytes`, without the linker's records.
    fn write(&self, bytes: &[u8], silenced: &BTreeSet<u32>) -> Result<Vec<u8>> {
        let mut module = Module::new();
        for (id, range) in &self.sections {
            if *id != wasm_encoder::SectionId::Code as u8 {
                module.section(&RawSection { id: *id, data: &bytes[range.clone()] });
                continue;
            }
            let mut code = CodeSection::new();
            for (index, body) in (self.imported..).zip(&self.bodies) {
                code.raw(if silenced.contains(&index) { &DONE } else { &bytes[body.clone()] });
            }
            module.section(&code);
        }
        Ok(module.finish())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ExportKind, ExportSection, Function,
        FunctionSection, LinkingSection, MemorySection, MemoryType, Module, SymbolTable, TypeSection, ValType,
    };
    use wasmparser::{Operator, Parser, Payload};

    use super::{is_silenced, silence};

    const DEBUG: &str =
        "_ZN65_$LT$pulldown_cmark..HeadingLevel$u20$as$u20$core..fmt..Debug$GT$3fmt17h0dcfb2f9b6d8a102E";

    /// Where the last segment's texts are: `kept`, `gone`, and one that is the end of `gone`.
    const TEXTS: [(u32, u32); 3] = [(0, 4), (4, 4), (7, 1)];

    /// A module whose first function, which is called `caller` from outside, refers to the second and to `kept`, and
    /// whose second, which has these names, to `gone`. The first may refer to a further symbol.
    fn module(names: &[&str], further: Option<u32>, caller: &str) -> Vec<u8> {
        let mut module = Module::new();
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        types.ty().function([ValType::I32, ValType::I32], [ValType::I32]);
        functions.function(0).function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut exports = ExportSection::new();
        exports.export("run", ExportKind::Func, 0);
        let mut code = CodeSection::new();
        for number in [300, 400] {
            let mut body = Function::new([]);
            body.instructions().i32_const(number).end();
            code.function(&body);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), *b"keptgone");
        let mut symbols = SymbolTable::new();
        for (offset, size) in TEXTS {
            symbols.data(0, "text", Some(DataSymbolDefinition { index: 0, offset, size }));
        }
        for name in names {
            symbols.function(0, 1, Some(name));
        }
        symbols.function(0, 0, Some(caller));
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        // Both bodies take five bytes behind their size: no locals, the number, and the end.
        let mut references = vec![(3, 0), (4, 3), (9, 1)];
        references.extend(further.map(|symbol| (5, symbol)));
        // The code is the fifth section. None of the numbers takes more than a byte; the first is the kind.
        let mut relocations = vec![4, references.len() as u8];
        references.iter().for_each(|(place, symbol)| relocations.extend([0, *place, *symbol as u8]));
        module.section(&types).section(&functions).section(&memories).section(&exports).section(&code).section(&data);
        module.section(&linking).section(&CustomSection { name: "reloc.CODE".into(), data: relocations.into() });
        module.finish()
    }

    /// What the functions return, and the texts.
    fn content(module: &[u8]) -> (Vec<i32>, String) {
        let (mut returned, mut texts) = (Vec::new(), String::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.expect("a module") {
                Payload::CodeSectionEntry(body) => {
                    if let Ok(Operator::I32Const { value }) = body.get_operators_reader().expect("a body").read() {
                        returned.push(value);
                    }
                }
                Payload::DataSection(section) => {
                    let data = section.into_iter().next().expect("a segment").expect("a segment").data;
                    texts = String::from_utf8_lossy(data).replace('\0', "-");
                }
                Payload::CustomSection(section) => panic!("{} is left", section.name()),
                _ => {}
            }
        }
        (returned, texts)
    }

    #[test]
    fn what_only_panics_show_is_blanked() {
        let silenced = silence(&module(&[DEBUG], None, "run")).expect("a module");
        assert_eq!(content(&silenced), (vec![300, 0], "kept----".to_owned()));
    }

    #[test]
    fn what_others_refer_to_stays() {
        let silenced = silence(&module(&[DEBUG], Some(2), "run")).expect("a module");
        assert_eq!(content(&silenced), (vec![300, 0], "kept---e".to_owned()));
        for names in [&["run"][..], &[DEBUG, "run"], &["run", DEBUG]] {
            let silenced = silence(&module(names, None, "run")).expect("a module");
            assert_eq!(content(&silenced), (vec![300, 400], "keptgone".to_owned()));
        }
    }

    #[test]
    fn records_are_needed() {
        let bytes = silence(&module(&[DEBUG], None, "run")).expect("a module");
        assert!(silence(&bytes).is_err());
    }

    #[test]
    fn the_library_must_not_use_what_is_silenced() {
        assert!(silence(&module(&[DEBUG], None, "_ZN10passmuster5check17h0123456789abcdefE")).is_err());
        assert!(silence(&module(&["run"], None, "_ZN10passmuster5check17h0123456789abcdefE")).is_ok());
    }

    #[test]
    fn names_tell_what_is_silenced() {
        assert!(is_silenced(DEBUG));
        assert!(is_silenced("_RNvXs9_NtNtCsgXGp5Oqx2Ny_4core3str5errorNtB5_9Utf8ErrorNtNtB9_3fmt5Debug3fmt"));
        assert!(is_silenced(
            "_RNvXs7_NtNtCsebHcaeoSrxy_3std2io5errorNtB5_5ErrorNtNtCsgXGp5Oqx2Ny_4core3fmt7Display3fmt"
        ));
        assert!(!is_silenced("_RNvXsd_NtNtNtCsgXGp5Oqx2Ny_4core3fmt3num3impyNtB9_7Display3fmt"));
        assert!(!is_silenced(&DEBUG.replace("5..fmt..Debug", "7..fmt..Display").replace("Debug", "Write")));
    }
}
