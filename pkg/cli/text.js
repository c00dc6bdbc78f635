// Text for people: near names, counted things, and what is safe to show on a terminal.

/** `1 file`, `2 files`. */
export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** The name among `names` that `word` was probably meant to be, if there is one. */
export function nearest(word, names) {
  let best;
  // A third of the letters may be wrong: beyond that it is another word.
  let least = Math.floor(word.length / 3) + 1;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** What a terminal would obey, or nobody would see. Line ends are for the caller to keep. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * What takes one column a character and is all to be seen: letters of Western languages, dashes, quotes,
 * arrows, lines of boxes. Most lines hold nothing else, and looking at characters one by one takes its time.
 */
const SIMPLE = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2500-\u257f]*$/;

/** Whether each unit of `text` takes one column and is shown as it is. */
export const isSimple = (text) => SIMPLE.test(text);

/** `text` with a sign in the place of each character that a terminal would obey or not show. */
export function visible(text) {
  if (isSimple(text)) return text;
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0);
    // Unicode has pictures of the first control characters.
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
  });
}

const ZERO = /^[\p{Mark}\u200d\ufe0f]+$/u;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;

let segmenter;

/** The characters of `text` as people see them, each with the columns that it takes on a terminal. */
export function graphemes(text) {
  if (isSimple(text)) return [...text].map((character) => ({ text: character, width: 1 }));
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => ({
    text: segment,
    width: WIDE.test(segment) ? 2 : ZERO.test(segment) ? 0 : 1,
  }));
}

/** How many columns `text` takes on a terminal. */
export const width = (text) =>
  isSimple(text) ? text.length : graphemes(text).reduce((sum, grapheme) => sum + grapheme.width, 0);

const STYLES = { error: "1;31", warning: "1;33", info: "1;36", bold: "1", dim: "2", blue: "1;34", green: "32", red: "31", cyan: "36" };

/** Whether to colour what goes to `stream`. @param {"auto" | "always" | "never"} [when] */
export function isColoured(stream, when = "auto") {
  if (when !== "auto") return when === "always";
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const wanted = stream.isTTY || (FORCE_COLOR && FORCE_COLOR !== "0");
  return Boolean(wanted) && !NO_COLOR && TERM !== "dumb";
}

/** Gives a text a style, by its name, or leaves it as it is. */
export const painter = (coloured) => (coloured ? (style, text) => `\x1b[${STYLES[style]}m${text}\x1b[0m` : (_, text) => text);
