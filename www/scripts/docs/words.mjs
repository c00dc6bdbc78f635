// What people look for under other words than the documentation's: what they know it as, what other programs say of it.

/** By address. @type {Record<string, string>} */
const WORDS = {
  "guide/anatomy.html#what-must-be-there": "agent is missing, not found, not listed, not showing up, does not load",
  "guide/anatomy.html#where-files-lie": "directory, path, location, ~/.claude/agents",
  "guide/checking.html#configuration": "disable or turn off a rule, severity, level, config file, settings",
  "guide/checking.html#github": "CI, continuous integration, workflow, pipeline, annotations",
  "guide/checking.html#in-the-file-itself": "disable, suppress, silence or turn off a rule",
  "guide/delegation.html#say-when": "agent is never used, not called, not invoked, proactively",
  "guide/tools.html#parentheses-limit-nothing": "permission rules, allow, restrict, Bash(git *)",
  "guide/widget.html": "embed, custom element, web component, Docusaurus, VitePress, Starlight",
  "guide/widget.html#where-only-a-frame-will-do": "embed, iframe",
  "rules/bidirectional-character.html": "Trojan source, bidi, right to left, RTL, Unicode",
  "rules/bypassed-permissions.html": "dangerously skip permissions",
  "rules/costly-description.html": "tokens, context window, too long",
  "rules/crlf-defeats-quoting.html": "Windows line endings, carriage return",
  "rules/description-without-trigger.html": "agent is never used, proactively",
  "rules/duplicate-key.html": "duplicated mapping key",
  "rules/hidden-character.html": "BOM, byte order mark, zero-width space, soft hyphen, Unicode",
  "rules/invalid-yaml.html": "YAML syntax error, parse error",
  "rules/missing-frontmatter.html": "header, front matter, does not load",
  "rules/name-not-kebab-case.html": "camel case, underscore, upper case",
  "rules/piped-download.html": "curl, wget, bash, remote script",
  "rules/retired-model.html": "deprecated model, sunset",
  "rules/secret.html": "API key, token, password, credential, leak",
  "rules/tab-indentation.html": "found character that cannot start any token",
  "rules/truncated-by-comment.html": "hash, number sign, cut off",
  "rules/unclosed-frontmatter.html": "front matter, three dashes, delimiter",
  "rules/unclosed-quote.html": "unexpected end of stream",
  "rules/undefined-alias.html": "asterisk, unidentified alias",
  "rules/unexpanded-import.html": "include a file",
  "rules/unexpanded-variable.html": "environment variable, template",
  "rules/unknown-field.html": "allowed-tools, typo, misspelled, property",
  "rules/unknown-tool.html": "typo, misspelled, MCP",
  "rules/unquoted-colon.html": "mapping values are not allowed here, incomplete explicit mapping pair",
  "rules/unrestricted-tools.html": "least privilege, all tools",
};

/**
 * The entries with such words.
 * @template {{ url: string }} Entry
 * @param {Entry[]} entries
 * @returns {(Entry & { words?: string })[]}
 */
export function withWords(entries) {
  for (const url of Object.keys(WORDS)) {
    if (!entries.some((entry) => entry.url === url)) throw new Error(`words for the search are meant for ${url}, which is no page`);
  }
  return entries.map((entry) => ({ ...entry, words: WORDS[entry.url] }));
}
