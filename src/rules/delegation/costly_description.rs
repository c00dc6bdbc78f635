//! `costly-description`: a description that takes up much of every session.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};

pub(crate) static RULE: Rule = Rule {
    name: "costly-description",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A description that takes up much of every session",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds a description of more than 500 tokens. They are counted as Claude Code itself does for its warning: name and description, `reviewer: Reviews code…`, by the length of the text in UTF-16 divided by four. A Chinese or Japanese character counts as much as a Latin letter there, though it costs the model more.",
        why: "The main model is given the descriptions of all agents with every request, whether it uses the agents or not. They cost money and time and leave less room for the work. Of 1,105 published descriptions nine in ten stay below 350 tokens, and half of them below 50; thirty of 500 tokens make the 15,000 beyond which Claude Code warns that all descriptions together are too large. The prompt costs nothing of the kind: only the agent itself gets it.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: |\n  Reviews code. Use it after every change.\n  <example>\n  Context: The user has finished a function that parses dates and has not run it yet.\n  user: \"I've written parse_date, it should take all the formats in the ticket now\"\n  assistant: \"I'll use the reviewer agent to look at it before we go on\"\n  <commentary>A function is complete, so the reviewer looks for mistakes before anything is built on top of it.</commentary>\n  </example>\n  <example>\n  Context: The user wants to merge a branch on which several people have worked for a week.\n  user: \"Can I merge this branch today, or is there anything left to do?\"\n  assistant: \"I'll use the reviewer agent to go through the whole branch first\"\n  <commentary>Before a merge the reviewer reads all of the changes together, and not only those of the last commit.</commentary>\n  </example>\n  <example>\n  Context: The user has changed how sessions are kept, which concerns the security of all users.\n  user: \"Sessions are in the database now instead of a cookie, have a look\"\n  assistant: \"I'll use the reviewer agent to check the change with an eye to security\"\n  <commentary>Changes of authentication, of sessions and of permissions are always given to the reviewer.</commentary>\n  </example>\n  <example>\n  Context: The user asks for an opinion on code that somebody else has written some time ago.\n  user: \"What do you think of the import module? It looks rather tangled to me\"\n  assistant: \"I'll use the reviewer agent to assess it and to propose what to do\"\n  <commentary>An assessment of existing code is a review as well, and the reviewer ranks what it finds by weight.</commentary>\n  </example>\n  <example>\n  Context: The assistant itself has just written a larger piece of code at the user's request.\n  user: \"Please add the export to CSV, with all the columns of the table\"\n  assistant: \"The export is written. I'll now use the reviewer agent to look it over\"\n  <commentary>The reviewer is used unasked after every larger piece of code that the assistant has written.</commentary>\n  </example>\n  <example>\n  Context: The user is about to publish a new version of a package.\n  user: \"Version 3 is ready, I'd like to publish it this afternoon\"\n  assistant: \"I'll use the reviewer agent to compare it with version 2 first\"\n  <commentary>What is published can't be taken back, so the reviewer looks for changes that break other people's code.</commentary>\n  </example>\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "None: what can be left out is for the author to say.",
        further: &[],
    },
    check,
};

/// From how many tokens on a description is reported.
const MOST: usize = 500;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(described) = cx.described().filter(|_| cx.reading.agent.is_some()) else { return };
    let name = cx.reading.agent.as_ref().map_or("", |agent| &agent.name);
    let tokens = cx.reading.host.description_tokens(name, described.text);
    if tokens > MOST {
        let number = ((tokens + 5) / 10 * 10).to_string();
        let message =
            ["The description takes about ", &number, " tokens of every session, whether the agent is used or not."];
        let help = "Say in a few sentences what the agent does and when to use it. Keep one or two short examples. What the agent has to know belongs in its prompt.";
        found.push(Diagnostic::new(&RULE, described.key, message.concat()).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::host::CLAUDE_CODE;
    use crate::rules::testing::{check, passes};

    #[test]
    fn marks_the_key() {
        for key in ["description: ", "\"description\" : "] {
            let marks = ["^".repeat(key.trim_end_matches([':', ' ']).len()), " costly-description".to_owned()].concat();
            check(&["---\nname: a\n", key, &"word ".repeat(500), "\n", &marks, "\n---\n"].concat());
        }
        let short = ["---\nname: a\ndescription: ", &"word ".repeat(398), "\n---\n"].concat();
        passes("costly-description", "claude-code", None, &short);
    }

    #[test]
    fn counts_tokens() {
        let tokens = |name, description: &str| CLAUDE_CODE.description_tokens(name, description);
        assert_eq!(tokens("a", "four words of"), 4);
        assert_eq!(tokens("a", "four words"), 3);
        assert_eq!(tokens("a", "four words "), 4);
        assert_eq!(tokens("a", "审查é😀"), 2);
        // What the host was seen to count beyond its limit, and what not.
        assert_eq!(tokens("", &"x".repeat(59_999)), 15_000);
        assert_eq!(tokens("", &"x".repeat(60_000)), 15_001);
    }
}
