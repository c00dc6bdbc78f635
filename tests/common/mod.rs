//! What the tests that read recorded observations share.
#![allow(dead_code, reason = "each test uses its own part")]

use passmuster::api::{self, Options, StatusName};
use serde::Deserialize;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// One file and what the program made of it.
#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) path: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    source_base64: Option<String>,
    /// The source goes on with as many `x` as make it this many bytes long.
    #[serde(default)]
    padded_to: usize,
    /// `project` or `plugin`, where rows of both stand in one file.
    #[serde(default)]
    pub(crate) layout: Option<String>,
    pub(crate) observed: Observed,
}

/// What the program was seen to do.
#[derive(Default, Deserialize)]
pub(crate) struct Observed {
    loaded: bool,
    #[serde(default)]
    log: Vec<String>,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tools: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) tools_sent: Option<Vec<String>>,
    system: Option<String>,
    /// Start and length of the system prompt in UTF-16 code units of the source.
    system_is_slice: Option<(usize, usize)>,
    pub(crate) refused: Option<String>,
    /// The outcome as some rows record it, a refusal among them.
    result: Option<String>,
}

impl Observed {
    /// As our status: a list that resolves to nothing only because the recording session had no
    /// MCP server and ran in one mode on one platform is one that loads.
    pub(crate) fn status(&self) -> StatusName {
        if !self.loaded {
            return StatusName::Ignored;
        }
        let said = self.refused.as_deref().or(self.result.as_deref());
        let Some(refused) = said.filter(|said| said.contains("zero tools")) else {
            return StatusName::Loads;
        };
        let unresolved = refused.split(['[', ']']).skip(1).step_by(2).flat_map(|list| list.split(", "));
        let mut elsewhere = unresolved.filter(|name| {
            let name = name.split('(').next().unwrap_or_default();
            needs_more(name)
        });
        if elsewhere.next().is_some() { StatusName::Loads } else { StatusName::Refused }
    }

    /// Whether nothing reached the user: debug lines don't.
    pub(crate) fn silent(&self) -> bool {
        self.log.iter().all(|line| line.starts_with("[DEBUG]"))
    }
}

/// Documented tools that the recording session could not have.
const ELSEWHERE: &[&str] = &[
    "Artifact",
    "LSP",
    "ListMcpResourcesTool",
    "PowerShell",
    "PushNotification",
    "ReadMcpResourceTool",
    "RemoteTrigger",
    "SendUserFile",
    "ShareOnboardingGuide",
    "TaskCreate",
    "TaskGet",
    "TaskList",
    "TaskUpdate",
    "TodoWrite",
];

/// Whether a tool is one of a server or mode that the recording session did not have.
fn needs_more(name: &str) -> bool {
    ELSEWHERE.contains(&name) || of_server(name)
}

/// Whether what we say is granted is the tool of this name, or the server of MCP that has it.
fn gives(granted: &str, tool: &str) -> bool {
    let name = granted.split('(').next().unwrap_or_default();
    let server = name.trim_end_matches("__*");
    name == tool || server.starts_with("mcp__") && tool.strip_prefix(server).is_some_and(|rest| rest.starts_with("__"))
}

/// Whether a name is that of a server of MCP or of one of its tools. With any other `*` it was
/// recorded as unknown in sessions with servers, too (`mcp-servers`).
fn of_server(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("mcp__") else { return false };
    match rest.split_once("__") {
        Some((server, tool)) => {
            !server.is_empty() && !server.contains('*') && !tool.is_empty() && (tool == "*" || !tool.contains('*'))
        }
        None => !rest.is_empty() && !rest.contains('*'),
    }
}

impl Row {
    /// The file as the program decodes it.
    pub(crate) fn source(&self) -> String {
        match (&self.source, &self.source_base64) {
            (Some(source), _) => {
                let padding = self.padded_to.saturating_sub(source.len());
                source.clone() + &"x".repeat(padding)
            }
            (None, Some(encoded)) => String::from_utf8_lossy(&from_base64(encoded)).into_owned(),
            (None, None) => String::new(),
        }
    }

    /// The system prompt that was seen, if it was recorded.
    pub(crate) fn system(&self) -> Option<String> {
        match self.observed.system_is_slice {
            Some((start, length)) => {
                let units: Vec<u16> = self.source().encode_utf16().skip(start).take(length).collect();
                Some(String::from_utf16_lossy(&units))
            }
            None => self.observed.system.clone(),
        }
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.bytes().filter_map(|byte| DIGITS.iter().position(|&digit| digit == byte)) {
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// The folder of recorded observations, if it is at hand.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if folder.join("observations").is_dir() {
        return Some(folder);
    }
    skipped("recorded observations", &folder);
    None
}

/// Says that a test could not run. Past the test harness, which keeps the output of tests that
/// pass to itself.
pub(crate) fn skipped(what: &str, path: &Path) {
    let _ = writeln!(std::io::stderr(), "skipped: there are no {what} at {}", path.display());
}

/// The text of a file, unpacked if its name ends in `.gz`.
pub(crate) fn read(path: &Path) -> String {
    let bytes = fs::read(path).expect("a readable file");
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("a whole archive");
        return text;
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The host that reads files of a layout.
pub(crate) fn host(layout: &str) -> &'static str {
    if layout == "plugin" { "claude-code-plugin" } else { "claude-code" }
}

/// How a row differs, a word for each part.
pub(crate) fn differences(row: &Row, host: &str) -> Vec<String> {
    let path = if host == "claude-code-plugin" { "plug/agents/f00000.md".to_owned() } else { row.path.clone() };
    let options = Options { host: Some(host.to_owned()), path: Some(path), ..Options::default() };
    let got = api::check(&row.source(), &options).expect("a known host");
    let seen = &row.observed;
    let mut found = Vec::new();

    let status = seen.status();
    // A row of an agent that was only listed, not started, can't tell the one from the other.
    let unknown = seen.loaded && seen.model.is_none() && seen.refused.is_none() && seen.result.is_none();
    if got.status != status && !(unknown && got.status == StatusName::Refused) {
        found.push(format!("status: ours {:?}, seen {status:?}", got.status));
        return found;
    }
    let errors = got.diagnostics.iter().filter(|diagnostic| diagnostic.severity == "error").count();
    if (errors > 0) != (got.status != StatusName::Loads) {
        found.push(format!("errors: {errors} for {:?}", got.status));
    }
    // Whoever starts an agent is told that it is refused.
    let silent = status != StatusName::Refused && seen.silent();
    if got.status == status && got.silent != silent {
        found.push(format!("silent: ours {}, seen {silent}", got.silent));
    }
    let Some(agent) = got.agent else {
        return found;
    };
    let mut compare = |what: &str, ours: &str, theirs: &str| {
        if ours != theirs {
            let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| {
                text.chars()
                    .skip(text[..text.floor_char_boundary(at)].chars().count().saturating_sub(10))
                    .take(60)
                    .collect::<String>()
            };
            found.push(format!("{what}: ours {:?}, seen {:?}", near(ours), near(theirs)));
        }
    };
    compare("name", &agent.name, seen.name.as_deref().unwrap_or_default());
    compare("description", &agent.description, seen.description.as_deref().unwrap_or_default());
    compare("tools", &agent.tools_listed, seen.tools.as_deref().unwrap_or_default());
    if seen.refused.is_none() {
        if let Some(model) = &seen.model {
            compare("model", agent.model_requested.as_deref().unwrap_or("claude-opus-5-5"), model);
        }
        let memory = agent.fields.iter().any(|field| field.key == "memory" && field.fate == "used");
        match row.system() {
            Some(system) if memory => {
                let section = "\n\n# Persistent Agent Memory";
                compare("prompt", &agent.prompt, system.split(section).next().unwrap_or_default());
            }
            Some(system) => compare("prompt", &agent.prompt, &system),
            None => {}
        }
        if let (Some(sent), Some(granted)) = (&seen.tools_sent, &agent.tools_granted)
            && seen.tools.as_deref().is_some_and(|tools| !tools.starts_with("All tools except"))
        {
            // Deferred tools are reached through `ToolSearch` and not sent at once.
            let all: Vec<&str> =
                sent.iter().map(String::as_str).filter(|name| !name.starts_with("DeferredTool")).collect();
            let extra: Vec<&&str> =
                all.iter().filter(|name| !granted.iter().any(|granted| gives(granted, name))).collect();
            let explicit = seen.tools.as_deref().is_some_and(|tools| !tools.starts_with("All tools"));
            // Beside `Bash` these two are granted, but not sent: its own commands do as well.
            let replaced = |name: &str| matches!(name, "Grep" | "Glob") && all.contains(&"Bash");
            let mut there = granted.iter().map(String::as_str).filter(|name| !needs_more(name) && !replaced(name));
            let missing = explicit && there.any(|name| !all.contains(&name));
            if (!extra.is_empty() || missing) && !all.contains(&"ToolSearch") {
                found.push(format!("granted: ours {granted:?}, sent {all:?}"));
            }
        }
    }
    found
}
