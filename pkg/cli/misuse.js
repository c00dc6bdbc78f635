// What a user asked for and can't have. It ends the program with exit code 2 and one message.

export class Misuse extends Error {
  /** @param {string} message What is wrong. @param {string} [hint] What to do instead. */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

const REASONS = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENOENT: "there is no such file",
  ENOSPC: "the disk is full",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
};

/** Why the system refused something, in a few words. */
export const reasonOf = (error) => REASONS[error.code] ?? error.code ?? error.message;
