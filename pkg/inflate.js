// Undoes raw DEFLATE (RFC 1951). Browsers can do it by themselves, but only while one waits, and
// `initSync()` doesn't wait. The input is this package's own: nothing is checked.

/** No code is longer, in bits. */
const LONGEST = 15;

/** The order in which the lengths of the codes for lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// How far back and how much to copy: each symbol stands for a least value and some extra bits.
const LENGTHS = ranges(4, 28, 3);
const DISTANCES = ranges(2, 30, 1);
// The longest match has a symbol of its own.
LENGTHS.push({ least: 258, extra: 0 });

/** Symbols of which `each` at a time share a number of extra bits, one more for the next ones. */
function ranges(each, count, least) {
  const list = [];
  for (let symbol = 0; symbol < count; symbol += 1) {
    const extra = Math.max(0, Math.floor(symbol / each) - 1);
    list.push({ least, extra });
    least += 1 << extra;
  }
  return list;
}

/** What the next bits mean: at each possible value of them, a symbol and the length of its code. */
function codeTable(lengths) {
  const table = new Uint16Array(1 << LONGEST);
  let code = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      // Codes are written from their highest bit on, everything else from the lowest.
      let first = 0;
      for (let bit = 0; bit < length; bit += 1) first |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let bits = first; bits < table.length; bits += 1 << length) table[bits] = (symbol << 4) | length;
      code += 1;
    }
    code <<= 1;
  }
  return table;
}

/**
 * @param {Uint8Array} input
 * @param {number} size what comes out, in bytes
 */
export function inflate(input, size) {
  const output = new Uint8Array(size);
  let at = 0;
  let end = 0;
  /** Bits that were taken from the input and not yet read, and how many. */
  let buffer = 0;
  let buffered = 0;

  function fill(count) {
    for (; buffered < count; buffered += 8) buffer |= input[at++] << buffered;
  }
  function read(count) {
    fill(count);
    const value = buffer & ((1 << count) - 1);
    buffer >>>= count;
    buffered -= count;
    return value;
  }
  function readSymbol(table) {
    // Past the end of the input these are zeros.
    fill(LONGEST);
    const entry = table[buffer & ((1 << LONGEST) - 1)];
    buffer >>>= entry & 15;
    buffered -= entry & 15;
    return entry >> 4;
  }

  function copyStored() {
    // It starts at a whole byte; whole bytes that were taken are given back.
    at -= buffered >> 3;
    buffer = buffered = 0;
    const length = input[at] | (input[at + 1] << 8);
    at += 4;
    output.set(input.subarray(at, at + length), end);
    at += length;
    end += length;
  }

  function readTables() {
    const literals = read(5) + 257;
    const distances = read(5) + 1;
    const count = read(4) + 4;
    const own = new Uint8Array(ORDER.length);
    for (let index = 0; index < count; index += 1) own[ORDER[index]] = read(3);
    const table = codeTable(own);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const symbol = readSymbol(table);
      if (symbol < 16) lengths.push(symbol);
      else {
        const repeated = symbol === 16 ? lengths.at(-1) : 0;
        const times = symbol === 16 ? 3 + read(2) : symbol === 17 ? 3 + read(3) : 11 + read(7);
        for (let round = 0; round < times; round += 1) lengths.push(repeated);
      }
    }
    return [codeTable(lengths.slice(0, literals)), codeTable(lengths.slice(literals))];
  }

  function readBlock([literals, distances]) {
    // Nearly all the time goes by here, and variables that no other function shares are faster.
    let from = at;
    let to = end;
    let bits = buffer;
    let left = buffered;
    for (;;) {
      // Enough for the 15 bits of a code and the 5 that a length may have besides.
      for (; left < 25; left += 8) bits |= input[from++] << left;
      let entry = literals[bits & ((1 << LONGEST) - 1)];
      bits >>>= entry & 15;
      left -= entry & 15;
      const symbol = entry >> 4;
      if (symbol < 256) {
        output[to++] = symbol;
        continue;
      }
      if (symbol === 256) break;
      const length = LENGTHS[symbol - 257];
      const last = to + length.least + (bits & ((1 << length.extra) - 1));
      bits >>>= length.extra;
      left -= length.extra;

      for (; left < 25; left += 8) bits |= input[from++] << left;
      entry = distances[bits & ((1 << LONGEST) - 1)];
      bits >>>= entry & 15;
      left -= entry & 15;
      const back = DISTANCES[entry >> 4];
      for (; left < back.extra; left += 8) bits |= input[from++] << left;
      const distance = back.least + (bits & ((1 << back.extra) - 1));
      bits >>>= back.extra;
      left -= back.extra;
      // Byte by byte: a match may reach into itself.
      for (; to < last; to += 1) output[to] = output[to - distance];
    }
    at = from;
    end = to;
    buffer = bits;
    buffered = left;
  }

  for (let last = 0; !last; ) {
    last = read(1);
    const kind = read(2);
    if (kind === 0) copyStored();
    else readBlock(kind === 1 ? fixedTables() : readTables());
  }
  return output;
}

function fixedTables() {
  const lengths = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
  return [codeTable(lengths), codeTable(new Uint8Array(30).fill(5))];
}
