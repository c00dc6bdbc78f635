// The script of a worker. There is nothing to import from it.

export {};
