//! Panics without their places in the source.
//!
//! Each of the thousand calls that may panic hands over the address of a place of its own, and that is
//! seven of two hundred kilobytes. What a panic says remains; where it was is told by the offsets in the
//! stack of the JavaScript error, for whoever has a module of the same build with its names.
//!
//! The compiler can do the same, but only with an unstable flag (`-Zlocation-detail=none`).

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use walrus::ir::{Instr, InstrSeqId, Value};
use walrus::{ConstExpr, DataId, DataKind, LocalFunction, Module};

/// A `core::panic::Location`: address and length of the file's name, line, column.
const SIZE: usize = 16;

/// Lets all panics point to one place, which is none, and blanks the others.
pub(crate) fn strip(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(module).context("reading the module")?;
    let mut memory = Memory::read(&module);
    let all = memory.locations();
    // Whatever is used in another way than to panic may be something else.
    let places = &used(&module, &all) - &memory.words();
    let Some(&none) = places.first() else {
        return Ok(module.emit_wasm());
    };

    for (_, function) in module.funcs.iter_local_mut() {
        for sequence in sequences(function) {
            let instructions = &mut function.block_mut(sequence).instrs;
            for at in 1..instructions.len() {
                let [(argument, _), (call, _)] = &mut instructions[at - 1..=at] else { continue };
                if let (Some(address), true) = (address(argument), is_call(call))
                    && places.contains(&address)
                {
                    *argument = constant(none);
                }
            }
        }
    }
    let names = |places: &BTreeSet<u32>| places.iter().filter_map(|place| memory.name(*place)).collect::<BTreeSet<_>>();
    for (name, length) in &names(&places) - &names(&(&all - &places)) {
        memory.blank(name..name + length);
    }
    for place in places {
        // Of the one that remains only the address is left, which no reference may lack.
        let kept = if place == none { 4 } else { 0 };
        memory.blank(place + kept..place + SIZE as u32);
    }
    memory.write(&mut module)?;
    Ok(module.emit_wasm())
}

/// The places that are only ever the last argument of a call.
fn used(module: &Module, places: &BTreeSet<u32>) -> BTreeSet<u32> {
    let (mut passed, mut other) = (BTreeSet::new(), BTreeSet::new());
    for (_, function) in module.funcs.iter_local() {
        for sequence in sequences(function) {
            let instructions = &function.block(sequence).instrs;
            for (at, (instruction, _)) in instructions.iter().enumerate() {
                let Some(address) = address(instruction).filter(|address| places.contains(address)) else { continue };
                let is_passed = instructions.get(at + 1).is_some_and(|(next, _)| is_call(next));
                if is_passed { &mut passed } else { &mut other }.insert(address);
            }
        }
    }
    &passed - &other
}

/// Everything in a function that is a row of instructions.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    let mut found = vec![function.entry_block()];
    let mut next = 0;
    while let Some(&sequence) = found.get(next) {
        next += 1;
        for (instruction, _) in &function.block(sequence).instrs {
            match instruction {
                Instr::Block(block) => found.push(block.seq),
                Instr::Loop(block) => found.push(block.seq),
                Instr::IfElse(branches) => found.extend([branches.consequent, branches.alternative]),
                _ => {}
            }
        }
    }
    found
}

fn address(instruction: &Instr) -> Option<u32> {
    match instruction {
        Instr::Const(constant) => match constant.value {
            Value::I32(value) => Some(value.cast_unsigned()),
            _ => None,
        },
        _ => None,
    }
}

fn constant(address: u32) -> Instr {
    Instr::Const(walrus::ir::Const { value: Value::I32(address.cast_signed()) })
}

fn is_call(instruction: &Instr) -> bool {
    matches!(instruction, Instr::Call(_) | Instr::CallIndirect(_))
}

/// What the module's memory holds from the start.
struct Memory {
    segments: Vec<(DataId, u32, Vec<u8>)>,
}

impl Memory {
    fn read(module: &Module) -> Memory {
        let segments = module.data.iter().filter_map(|data| match &data.kind {
            DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => {
                Some((data.id(), start.cast_unsigned(), data.value.clone()))
            }
            _ => None,
        });
        Memory { segments: segments.collect() }
    }

    fn write(self, module: &mut Module) -> Result<()> {
        for (id, _, bytes) in self.segments {
            let data = module.data.get_mut(id);
            ensure!(data.value.len() == bytes.len(), "a segment changed its length");
            data.value = bytes;
        }
        Ok(())
    }

    fn get(&self, range: Range<u32>) -> Option<&[u8]> {
        self.segments.iter().find_map(|(_, start, bytes)| {
            let from = range.start.checked_sub(*start)? as usize;
            bytes.get(from..from.checked_add(range.len())?)
        })
    }

    fn blank(&mut self, range: Range<u32>) {
        for (_, start, bytes) in &mut self.segments {
            let from = range.start.checked_sub(*start).map(|from| from as usize);
            if let Some(bytes) = from.and_then(|from| bytes.get_mut(from..from + range.len())) {
                bytes.fill(0);
            }
        }
    }

    fn word(&self, address: u32) -> Option<u32> {
        let bytes = self.get(address..address.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// All aligned words.
    fn words(&self) -> BTreeSet<u32> {
        let words = self.segments.iter().flat_map(|(_, start, bytes)| {
            let (end, first) = (start + bytes.len() as u32, start.next_multiple_of(4));
            (first..end).step_by(4)
        });
        words.filter_map(|address| self.word(address)).collect()
    }

    fn locations(&self) -> BTreeSet<u32> {
        let addresses = self.segments.iter().flat_map(|(_, start, bytes)| {
            let (end, first) = (start + bytes.len() as u32, start.next_multiple_of(4));
            (first..end).step_by(4)
        });
        addresses.filter(|address| self.is_location(*address)).collect()
    }

    fn is_location(&self, address: u32) -> bool {
        let is_between_1_and =
            |limit: u32, offset| self.word(address + offset).is_some_and(|n| (1..limit).contains(&n));
        let file = self.name(address).and_then(|(start, length)| self.get(start..start.checked_add(length)?));
        file.is_some_and(|file| file.ends_with(b".rs")) && is_between_1_and(100_000, 8) && is_between_1_and(1_000, 12)
    }

    /// Address and length of the file's name.
    fn name(&self, location: u32) -> Option<(u32, u32)> {
        Some((self.word(location)?, self.word(location + 4)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Memory, strip};
    use walrus::ir::Value;
    use walrus::{ConstExpr, DataKind, FunctionBuilder, Module, ValType};

    /// Where the data is.
    const BASE: u32 = 1024;

    /// Two places in `a.rs`, of which `second` says how the second is used, and a module that calls with both.
    fn module(second: impl FnOnce(&mut walrus::InstrSeqBuilder<'_>, walrus::FunctionId)) -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut bytes = b"src/a.rs".to_vec();
        for (line, column) in [(1u32, 2u32), (3, 4)] {
            for word in [BASE, 8, line, column] {
                bytes.extend(word.to_le_bytes());
            }
        }
        let offset = ConstExpr::Value(Value::I32(BASE as i32));
        module.data.add(DataKind::Active { memory, offset }, bytes);
        let ty = module.types.add(&[ValType::I32], &[]);
        let (panic, _) = module.add_import_func("env", "panic", ty);
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
        let mut body = function.func_body();
        body.i32_const(BASE as i32 + 8).call(panic);
        body.block(None, |block| second(block, panic));
        let function = function.finish(vec![], &mut module.funcs);
        module.exports.add("run", function);
        module.emit_wasm()
    }

    fn memory(module: &[u8]) -> Memory {
        Memory::read(&Module::from_buffer(module).expect("a module"))
    }

    #[test]
    fn places_are_blanked_and_their_calls_share_one() {
        let module = module(|block, panic| {
            block.i32_const(BASE as i32 + 24).call(panic);
        });
        assert_eq!(memory(&module).locations(), [BASE + 8, BASE + 24].into());
        let stripped = strip(&module).expect("a module");
        let memory = memory(&stripped);
        let mut left = [0; 40];
        left[8..12].copy_from_slice(&BASE.to_le_bytes());
        assert_eq!(memory.get(BASE..BASE + 40), Some(&left[..]));
        // `i32.const` of the second address is in the code no longer.
        assert!(!stripped.windows(2).any(|bytes| bytes == [0x98, 0x08]));
    }

    #[test]
    fn what_is_used_otherwise_stays() {
        let module = module(|block, _| {
            block.i32_const(BASE as i32 + 24).drop();
        });
        let stripped = strip(&module).expect("a module");
        let memory = memory(&stripped);
        assert_eq!(memory.word(BASE + 24 + 8), Some(3));
        assert_eq!(memory.word(BASE + 8 + 8), Some(0));
    }
}
