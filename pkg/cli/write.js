// Replacing a file so that at every moment it is whole: the old text or the new one.

import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes `bytes` in the place of the file, unless it changed since it was read.
 * @param {string} path A link is followed, and stays.
 * @param {Buffer} bytes
 * @param {(path: string) => boolean} unchanged Is asked last of all.
 * @returns {boolean} Whether it was written.
 */
export function replace(path, bytes, unchanged) {
  const target = realpathSync(path);
  const { mode, uid, gid } = statSync(target);
  // In the same folder, since only within a file system a file takes another's place at once. Hosts
  // read `.md` only, so what a killed run leaves there is no agent.
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const handle = openSync(temporary, "wx", 0o600);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      keepOwner(handle, uid, gid);
      fchmodSync(handle, mode & 0o7777);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (!unchanged(target)) {
      rmSync(temporary);
      return false;
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
  return true;
}

/** A file that belongs to somebody else stays theirs, where the system lets us. */
function keepOwner(handle, uid, gid) {
  if (uid === process.getuid?.() && gid === process.getgid?.()) return;
  try {
    fchownSync(handle, uid, gid);
  } catch {
    // Only its owner and the administrator may.
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
