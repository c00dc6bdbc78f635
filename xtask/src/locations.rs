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
use walrus::ir::{Instr, InstrLocId, InstrSeqId, Value};
use walrus::{ConstExpr, DataId, DataKind, FunctionId, LocalFunction, Module};

/// A `core::panic::Location`: address and length of the file's name, line, column.
const SIZE: usize = 16;

/// Lets all panics point to one place, which is none, and blanks the others.
pub(crate) fn strip(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(module).context("reading the module")?;
    let mut memory = Memory::read(&module);
    let all = memory.locations();
    let takers = takers(&module);
    // Whatever is used in another way than to panic may be something else.
    let words = memory.words();
    let places = &used(&module, &takers, &all) - &words.iter().copied().collect();
    let Some(&none) = places.first() else {
        return Ok(module.emit_wasm());
    };

    for (_, function) in module.funcs.iter_local_mut() {
        for sequence in sequences(function) {
            let instructions = &mut function.block_mut(sequence).instrs;
            for at in 0..instructions.len() {
                if let Some(address) = address(&instructions[at].0)
                    && places.contains(&address)
                    && goes_to_panic(&instructions[at + 1..], &takers)
                {
                    instructions[at].0 = constant(none);
                }
            }
        }
    }
    let names = |places: &BTreeSet<u32>| places.iter().filter_map(|place| memory.name(*place)).collect::<BTreeSet<_>>();
    let constants = constants(&module);
    for (name, length) in &names(&places) - &names(&(&all - &places)) {
        // Nor may anything else lead into the name: equal texts are kept once.
        let name = name..name + length;
        let known = all.iter().filter(|place| memory.word(**place) == Some(name.start)).count();
        let leading = words.iter().filter(|word| name.contains(word)).count();
        if leading == known && constants.range(name.clone()).next().is_none() {
            memory.blank(name);
        }
    }
    for place in places {
        // Of the one that remains only the address is left, which no reference may lack.
        let kept = if place == none { 4 } else { 0 };
        memory.blank(place + kept..place + SIZE as u32);
    }
    memory.write(&mut module)?;
    Ok(module.emit_wasm())
}

/// The functions that do nothing with their last argument but to panic, or to give it to another of them. An
/// address alone says little: it may as well be the end of the bytes that lie in front of a place.
fn takers(module: &Module) -> BTreeSet<FunctionId> {
    let mut takers: BTreeSet<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    loop {
        let passes_on = |id: &FunctionId| {
            let function = module.funcs.get(*id).kind.unwrap_local();
            let Some(&last) = function.args.last() else { return false };
            sequences(function).into_iter().all(|sequence| {
                let instructions = &function.block(sequence).instrs;
                instructions.iter().enumerate().all(|(at, (instruction, _))| match instruction {
                    Instr::LocalGet(get) if get.local == last => goes_to_panic(&instructions[at + 1..], &takers),
                    Instr::LocalSet(set) => set.local != last,
                    Instr::LocalTee(tee) => tee.local != last,
                    _ => true,
                })
            })
        };
        let left: BTreeSet<FunctionId> = takers.iter().copied().filter(passes_on).collect();
        if left.len() == takers.len() {
            return left;
        }
        takers = left;
    }
}

/// The places that are only ever the last argument of a call that panics with it.
fn used(module: &Module, takers: &BTreeSet<FunctionId>, places: &BTreeSet<u32>) -> BTreeSet<u32> {
    let (mut passed, mut other) = (BTreeSet::new(), BTreeSet::new());
    for (_, function) in module.funcs.iter_local() {
        for sequence in sequences(function) {
            let instructions = &function.block(sequence).instrs;
            for (at, (instruction, _)) in instructions.iter().enumerate() {
                let Some(address) = address(instruction).filter(|address| places.contains(address)) else { continue };
                if goes_to_panic(&instructions[at + 1..], takers) { &mut passed } else { &mut other }.insert(address);
            }
        }
    }
    &passed - &other
}

/// All numbers in the code that could be addresses.
fn constants(module: &Module) -> BTreeSet<u32> {
    let functions = module.funcs.iter_local().map(|(_, function)| function);
    let sequences = functions.flat_map(|function| sequences(function).into_iter().map(|id| function.block(id)));
    sequences.flat_map(|sequence| sequence.instrs.iter().filter_map(|(instruction, _)| address(instruction))).collect()
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

/// Whether the instructions begin with a call that doesn't return, or with one of `takers`.
fn goes_to_panic(instructions: &[(Instr, InstrLocId)], takers: &BTreeSet<FunctionId>) -> bool {
    match instructions {
        [(Instr::Call(_), _), (Instr::Unreachable(_), _), ..] => true,
        [(Instr::Call(call), _), ..] => takers.contains(&call.func),
        _ => false,
    }
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
    fn words(&self) -> Vec<u32> {
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
        body.block(None, |block| second(block, panic));
        body.i32_const(BASE as i32 + 8).call(panic).unreachable();
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
            block.i32_const(BASE as i32 + 24).call(panic).unreachable();
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
    fn functions_that_panic_with_what_they_are_given_are_looked_through() {
        let give = |takes: bool| {
            let module = module(|block, panic| {
                block.i32_const(BASE as i32 + 24).call(panic);
            });
            let mut module = Module::from_buffer(&module).expect("a module");
            let (panic, run) =
                (module.funcs.iter().next().expect("it").id(), module.funcs.iter_local().next().expect("it").0);
            let place = module.locals.add(ValType::I32);
            let mut function = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
            let mut body = function.func_body();
            if !takes {
                body.local_get(place).drop();
            }
            body.local_get(place).call(panic).unreachable();
            let function = function.finish(vec![place], &mut module.funcs);
            let body = module.funcs.get_mut(run).kind.unwrap_local_mut();
            for sequence in super::sequences(body) {
                for (instruction, _) in &mut body.block_mut(sequence).instrs {
                    if let walrus::ir::Instr::Call(call) = instruction {
                        call.func = function;
                    }
                }
            }
            memory(&strip(&module.emit_wasm()).expect("a module")).word(BASE + 24 + 8)
        };
        assert_eq!(give(true), Some(0));
        assert_eq!(give(false), Some(3));
    }

    #[test]
    fn what_is_used_otherwise_stays() {
        for calls in [false, true] {
            let module = module(|block, function| {
                // The first place ends where the second one starts.
                let end = block.i32_const(BASE as i32 + 24);
                if calls {
                    end.call(function)
                } else {
                    end.drop()
                };
            });
            let stripped = strip(&module).expect("a module");
            let memory = memory(&stripped);
            assert_eq!(memory.word(BASE + 24 + 8), Some(3));
            assert_eq!(memory.word(BASE + 8 + 8), Some(0));
            assert_eq!(stripped.windows(2).filter(|bytes| *bytes == [0x98, 0x08]).count(), 1);
        }
    }
}
