// Replacing a file so that at every moment it is whole: the old text or the new one.

import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fchownSync, fstatSync, fsyncSync, ftruncateSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes `bytes` in the place of the file, unless it changed since it was read.
 *
 * A new file takes the old one's place, which can't be where that would part it from its other names or give it
 * to another owner. Then the bytes are written into the file itself, as editors do, and until that is done the
 * other file is beside it: whoever kills the run finds the whole text there.
 * @param {string} path A link is followed, and stays.
 * @param {Buffer} bytes
 * @param {(path: string) => boolean} unchanged Is asked last of all.
 * @returns {boolean} Whether it was written.
 */
export function replace(path, bytes, unchanged) {
  const target = realpathSync(path);
  const { mode, uid, gid, nlink } = statSync(target);
  // In the same folder, since only within a file system a file takes another's place at once. Hosts
  // read `.md` only, so what a killed run leaves there is no agent.
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  let within = nlink > 1;
  try {
    writeWhole(temporary, "wx", bytes, (handle) => {
      within ||= !keepsOwner(handle, uid, gid);
      fchmodSync(handle, mode & 0o7777);
    });
    if (!unchanged(target)) {
      rmSync(temporary);
      return false;
    }
    if (within) {
      writeWhole(target, "r+", bytes, (handle) => ftruncateSync(handle, bytes.length));
      rmSync(temporary);
    } else {
      renameSync(temporary, target);
    }
  } catch (error) {
    // Of a file that may be half written the other one is all there is.
    if (!within || unchanged(target)) rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
  return true;
}

/** Brings `bytes` to the disk. */
function writeWhole(path, flags, bytes, finish) {
  const handle = openSync(path, flags, 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at, at);
    finish(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a new file the owner and the group of the old one, if the system lets us. */
function keepsOwner(handle, uid, gid) {
  const own = fstatSync(handle);
  // Windows has no such numbers.
  if (own.uid === uid && own.gid === gid) return true;
  try {
    fchownSync(handle, uid, gid);
    return true;
  } catch {
    // Only its owner and the administrator may.
    return false;
  }
}

/** The new name survives a power failure, too. Not every system can open a folder. */
function syncFolder(folder) {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file's own bytes are on the disk.
  }
}
