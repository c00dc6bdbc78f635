// @ts-check
// Where hosts keep agents: the path follows the host, as long as it names the host's own folder.

/** @type {Record<string, string>} */
const FOLDERS = { "claude-code": ".claude/agents/", "claude-code-plugin": "my-plugin/agents/" };

/** @param {string} path @param {string} from host before @param {string} to host now */
export function movePath(path, from, to) {
  return path.startsWith(FOLDERS[from]) ? FOLDERS[to] + path.slice(FOLDERS[from].length) : path;
}

/** @param {string} host @param {string} name */
export function pathOf(host, name) {
  return FOLDERS[host] + name;
}
