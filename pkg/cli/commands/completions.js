// `passmuster completions SHELL`, made from the same data as the help.

import { COMMANDS } from "../arguments.js";
import { EXIT } from "../main.js";

export function run({ paths: [shell] }) {
  process.stdout.write(WRITERS[shell]());
  return EXIT.clean;
}

const names = Object.keys(COMMANDS);
const optionsOf = (name) => Object.entries(COMMANDS[name].options);
/** What can stand behind an option or a command, if it is one of some words. */
const wordsOf = ({ choices }) => choices ?? [];
const single = (text) => text.replaceAll("'", "'\\''");

const WRITERS = {
  bash() {
    const cases = names.map((name) => {
      const words = [...optionsOf(name).map(([long]) => `--${long}`), ...wordsOf(COMMANDS[name])];
      return `    ${name}) words='${words.join(" ")}' ;;`;
    });
    const values = [...valuesByOption()].map(([long, words]) => `    --${long}) COMPREPLY=($(compgen -W '${words.join(" ")}' -- "$current")); return ;;`);
    return `# bash: source <(passmuster completions bash)
_passmuster() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  case $previous in
${values.join("\n")}
  esac
  case $command in
${cases.join("\n")}
    *) words='${optionsOf("check").map(([long]) => `--${long}`).join(" ")} --version' ;;
  esac
  [[ $COMP_CWORD == 1 ]] && words="$words ${names.join(" ")}"
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _passmuster passmuster
`;
  },

  zsh() {
    const option = ([long, { text, value, short, multiple, choices }]) => {
      const what = text.replace(/[[\]:]/g, "\\$&");
      const behind = value ? `:${value}:${choices ? `(${choices.join(" ")})` : "_files"}` : "";
      const spec = (flag) => `'${multiple ? "*" : ""}${flag}[${single(what)}]${behind}'`;
      return [spec(`--${long}`), ...(short ? [spec(`-${short}`)] : [])].join(" ");
    };
    const cases = names.map((name) => {
      const { choices } = COMMANDS[name];
      const operand = choices ? `'1:word:(${choices.join(" ")})'` : "'*:file:_files'";
      return `    ${name}) shift words; (( CURRENT-- )); _arguments ${optionsOf(name).map(option).join(" ")} ${operand} ;;`;
    });
    return `#compdef passmuster
# zsh: put this into a file called _passmuster in a folder of $fpath
_passmuster() {
  local -a commands=(${names.map((name) => `'${name}:${single(COMMANDS[name].summary.replaceAll(":", "\\:"))}'`).join(" ")})
  case $words[2] in
${cases.join("\n")}
    *) (( CURRENT == 2 )) && _describe command commands; _arguments ${optionsOf("check").map(option).join(" ")} '*:file:_files' ;;
  esac
}
if [[ $funcstack[1] == _passmuster ]]; then _passmuster "$@"; else compdef _passmuster passmuster; fi
`;
  },

  fish() {
    const quote = (text) => `'${text.replace(/['\\]/g, "\\$&")}'`;
    const lines = names.map((name) => `complete -c passmuster -n __fish_use_subcommand -a ${name} -d ${quote(COMMANDS[name].summary)}`);
    for (const name of names) {
      const when = name === "check" ? `not __fish_seen_subcommand_from ${names.filter((other) => other !== "check").join(" ")}` : `__fish_seen_subcommand_from ${name}`;
      for (const [long, { short, value, text, choices }] of optionsOf(name)) {
        const behind = value ? ` -r${choices ? ` -f -a ${quote(choices.join(" "))}` : ""}` : "";
        lines.push(`complete -c passmuster -n ${quote(when)} -l ${long}${short ? ` -s ${short}` : ""}${behind} -d ${quote(text)}`);
      }
      const words = wordsOf(COMMANDS[name]);
      if (words.length > 0) lines.push(`complete -c passmuster -n ${quote(when)} -f -a ${quote(words.join(" "))}`);
    }
    return `# fish: passmuster completions fish > ~/.config/fish/completions/passmuster.fish\n${lines.join("\n")}\n`;
  },

  powershell() {
    const list = (words) => `@(${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ")})`;
    const commands = names.map((name) => `    '${name}' = ${list([...optionsOf(name).map(([long]) => `--${long}`), ...wordsOf(COMMANDS[name])])}`);
    const values = [...valuesByOption()].map(([long, words]) => `    '--${long}' = ${list(words)}`);
    return `# PowerShell: passmuster completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName passmuster -ScriptBlock {
  param($word, $line, $cursor)
  $commands = @{
${commands.join("\n")}
  }
  $values = @{
${values.join("\n")}
  }
  $given = @($line.CommandElements | ForEach-Object { $_.ToString() })
  $before = if ($word) { $given[-2] } else { $given[-1] }
  $command = if ($given.Count -gt 1 -and $commands.ContainsKey($given[1])) { $given[1] } else { 'check' }
  $words = if ($values.ContainsKey($before)) { $values[$before] } else { $commands[$command] + @($commands.Keys) }
  $words | Where-Object { $_ -like "$word*" } | Sort-Object -Unique |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
  },
};

/** What can stand behind each option; some commands take fewer words than others. */
function valuesByOption() {
  const values = new Map();
  for (const name of names) {
    for (const [long, { choices }] of optionsOf(name)) {
      if (choices && choices.length > (values.get(long)?.length ?? 0)) values.set(long, choices);
    }
  }
  return values;
}
