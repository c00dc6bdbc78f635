// @ts-check
// What the page needs at once and parts that come later need, too. They import this, all of them, so that a bundler
// has no reason to part it: as twelve files it took a slow processor a tenth of a second longer.

import "../checker/start.js";
import "../editor/editor.js";
import "../editor/moves.js";
import "../ui/code.js";
import "../ui/dialog.js";
import "../ui/fix.js";
import "../ui/links.js";
import "../ui/note.js";
import "../ui/severity.js";
import "../ui/verdict.js";
import "./files/session.js";
import "./panels/findings.js";
import "./path.js";
import "./share/address.js";
import "./share/hash.js";
