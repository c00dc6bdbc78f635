// @ts-check
// Where hosts keep agents: the path follows the host, as long as it names the host's own folder.

/** @type {Record<string, string>} */
const FOLDERS = { "claude-code": ".claude/agents/", "claude-code-plugin": "my-plugin/agents/" };

/** @param {string} path @param {string} from host before @param {string} to host now */
export function movePath(path, from, to) {
  return path.startsWith(FOLDERS[from]) ? FOLDERS[to] + path.slice(FOLDERS[from].length) : path;
}

/** What can't be part of a file's name everywhere, or would be another folder. */
const UNSAFE = /[\/\\:*?"<>|\p{Cc}]/u;

/** What the file of an agent is called, if it can be called like that. @param {string} name */
export function fileOf(name) {
  return name && name.length <= 100 && !UNSAFE.test(name) ? `${name}.md` : undefined;
}

/** @param {string} host @param {string} name */
export function pathOf(host, name) {
  return FOLDERS[host] + name;
}
