// @ts-check
// Files and folders that are dropped on the page or chosen in a dialog. They are only listed here; each is read
// when its turn comes.

import { h } from "../../ui/dom.js";
import { PASSED_OVER, isOfInterest } from "./places.js";
import { readText } from "./text.js";

/**
 * @typedef {object} Received
 * @property {string} name What was given, in a word.
 * @property {boolean} isFolder Whether a folder is among it, so that not every file was meant.
 * @property {ReceivedFile[]} files
 * @property {number} [ignored] How many agents are no longer among them, since git leaves them out.
 */

/** @typedef {{path: string, read: () => Promise<import("./text.js").Content>}} ReceivedFile */

/** More files are not looked through: whoever drops a whole disk did not mean it. */
const MOST_FILES = 20_000;

/**
 * Lets the whole page take what is dropped on it.
 * @param {(received: Promise<Received>) => void} take
 */
export function acceptDrops(take) {
  const root = document.documentElement;
  /** @param {DragEvent} event */
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.classList.add("dropping");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? root.classList.remove("dropping"));
  // Before the editor, which would take the file for text.
  document.addEventListener("drop", (event) => {
    root.classList.remove("dropping");
    if (!event.dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    take(fromDrop(event.dataTransfer));
  }, true);
}

/**
 * Asks for files, or for a folder.
 * @param {"files" | "folder"} kind
 * @param {(received: Promise<Received>) => void} take
 */
export function ask(kind, take) {
  const input = h("input", { type: "file", multiple: true, webkitdirectory: kind === "folder", accept: kind === "files" && ".md,.markdown,.mdx,.txt,text/*" });
  input.addEventListener("change", () => take(Promise.resolve(fromInput([...input.files ?? []]))));
  input.click();
}

/** @param {File[]} files @returns {Received} */
function fromInput(files) {
  const [first] = files;
  const isFolder = Boolean(first?.webkitRelativePath);
  const all = files.map((file) => ({ path: file.webkitRelativePath || file.name, read: () => readText(file) }));
  return {
    name: isFolder ? first.webkitRelativePath.split("/")[0] : plainName(all),
    isFolder,
    files: isFolder ? all.filter(({ path }) => isOfInterest(path)).slice(0, MOST_FILES) : all,
  };
}

/**
 * @param {DataTransfer} transfer which is empty as soon as the event is over, hence no `await` before it was asked
 * @returns {Promise<Received>}
 */
async function fromDrop(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  /** @type {Received["files"]} */
  const files = [];
  let isFolder = false;
  for (const { entry, file } of given) {
    if (entry?.isDirectory) {
      isFolder = true;
      await walk(/** @type {FileSystemDirectoryEntry} */ (entry), entry.name, files);
    } else if (file) files.push({ path: file.name, read: () => readText(file) });
  }
  return { name: isFolder && given.length === 1 ? given[0].entry?.name ?? "" : plainName(files), isFolder, files };
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {string} path
 * @param {Received["files"]} files to which what is found is added
 */
async function walk(folder, path, files) {
  const reader = folder.createReader();
  for (;;) {
    // One call brings a part only; the last one brings nothing.
    const entries = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!entries.length || files.length >= MOST_FILES) return;
    for (const entry of /** @type {FileSystemEntry[]} */ (entries)) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory) {
        if (!PASSED_OVER.has(entry.name)) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), below, files);
      } else if (isOfInterest(below)) {
        const open = () => new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
        files.push({ path: below, read: () => readText(open()) });
      }
    }
  }
}

/** @param {{path: string}[]} files */
function plainName(files) {
  return files.length === 1 ? files[0].path : `${files.length} files`;
}
