//! The names that Claude Code takes for tools.
//!
//! Observed in print mode on Linux without MCP servers: `tests/conformance/cases/tools.jsonl`.
//! The names that were not there but are documented come from
//! <https://code.claude.com/docs/en/tools-reference>.

use crate::host::ToolOutcome::{Depends, Gone, Granted, NotForSubagents, Renamed};
use crate::host::ToolSpec;

const fn tool(name: &'static str, outcome: crate::host::ToolOutcome) -> ToolSpec {
    ToolSpec { name, outcome }
}

pub(super) const TOOLS: &[ToolSpec] = &[
    tool("Agent", Granted),
    tool("Artifact", Depends),
    tool("AskUserQuestion", NotForSubagents),
    tool("Bash", Granted),
    tool("BashOutput", Gone(None)),
    tool("CronCreate", Granted),
    tool("CronDelete", Granted),
    tool("CronList", Granted),
    tool("Edit", Granted),
    tool("EndConversation", NotForSubagents),
    tool("EnterPlanMode", NotForSubagents),
    tool("EnterWorktree", Granted),
    tool("ExitPlanMode", NotForSubagents),
    tool("ExitWorktree", Granted),
    tool("Glob", Granted),
    tool("Grep", Granted),
    tool("KillBash", Renamed("TaskStop")),
    tool("KillShell", Renamed("TaskStop")),
    tool("LS", Gone(Some("Glob"))),
    tool("LSP", Depends),
    tool("ListAgents", Granted),
    tool("ListMcpResourcesTool", Depends),
    tool("Monitor", Granted),
    tool("MultiEdit", Gone(Some("Edit"))),
    tool("NotebookEdit", Granted),
    tool("NotebookRead", Gone(Some("Read"))),
    tool("PowerShell", Depends),
    tool("PushNotification", Depends),
    tool("Read", Granted),
    tool("ReadMcpResourceTool", Depends),
    tool("RemoteTrigger", Depends),
    tool("ReportFindings", Granted),
    tool("ScheduleWakeup", NotForSubagents),
    tool("SendMessage", Granted),
    tool("SendUserFile", Depends),
    tool("ShareOnboardingGuide", Depends),
    tool("Skill", Granted),
    tool("SlashCommand", Gone(Some("Skill"))),
    tool("Task", Renamed("Agent")),
    tool("TaskCreate", Depends),
    tool("TaskGet", Depends),
    tool("TaskList", Depends),
    tool("TaskOutput", NotForSubagents),
    tool("TaskStop", Granted),
    tool("TaskUpdate", Depends),
    tool("TodoRead", Gone(Some("TodoWrite"))),
    tool("TodoWrite", Depends),
    tool("ToolSearch", Granted),
    tool("WaitForMcpServers", NotForSubagents),
    tool("WebFetch", Granted),
    tool("WebSearch", Granted),
    tool("Workflow", NotForSubagents),
    tool("Write", Granted),
];

/// Tools that an agent gets in the foreground, but not with `background: true`.
pub(super) const FOREGROUND_ONLY: &[&str] = &["CronCreate", "CronDelete", "CronList", "ListAgents", "ReportFindings"];

/// What a working `memory` adds to a list of tools, in the order in which the host lists it.
pub(super) const MEMORY_TOOLS: &[&str] = &["Write", "Edit", "Read"];
