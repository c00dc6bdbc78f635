// @ts-check
// Parts of a text that end between its characters: half of one looks like a broken one.

/** An offset that is not within a character: this one, or the one before. @param {string} text @param {number} at */
export function between(text, at) {
  return at > 0 && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at)) ? at - 1 : at;
}

/** The start of a text. @param {string} text @param {number} length at most */
export function cut(text, length) {
  return text.length <= length ? text : text.slice(0, between(text, length));
}

/** @param {number} unit */
function isHigh(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** @param {number} unit */
function isLow(unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}
