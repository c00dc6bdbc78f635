#!/usr/bin/env python3
"""Records anew what Claude Code makes of every case.

    python3 tests/conformance/record.py CLAUDE_BINARY ORACLE_SCRIPT [GROUP…]

ORACLE_SCRIPT is the `claude_code.py` that runs the program against a server on loopback; its
`batch` and `parse_listing` are used here. The files in `cases` are rewritten in place, sorted by
id, with the same bytes for the same observations. Prints the cases whose observation changed.
With GROUPs, only those files.
"""

import base64
import contextlib
import importlib.util
import json
import os
import pathlib
import re
import sys
import tempfile

CASES = pathlib.Path(__file__).parent / "cases"
BATCH = 60
# Cases in a session with a server of MCP, which `server.py` is.
WITH_SERVER = "mcp-servers"
SERVER = {"mcpServers": {"a": {"command": sys.executable, "args": [str(CASES.parent / "server.py")]}}}
# What the program puts behind an agent's own prompt.
OWN_NOTES = "Messages from the agent that launched you"
MEMORY = "\n\n# Persistent Agent Memory"
REFUSAL = re.compile(r"Agent '(.*?)' would be spawned with zero tools.*?different subagent_type\.", re.S)


def load(path):
    spec = importlib.util.spec_from_file_location("oracle", path)
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    answer = oracle.Run.answer

    def answer_and_listen(self, body):
        """An agent in the background is refused later, in a message of its own."""
        reply = answer(self, body)
        for message in body.get("messages", []):
            for refusal in REFUSAL.finditer(self._text(message["content"])):
                self.results[refusal[1]] = refusal[0]
        return reply

    oracle.Run.answer = answer_and_listen
    return oracle


@contextlib.contextmanager
def session(oracle, group):
    """Lets the program start with a server, if the group is about that."""
    start = oracle.subprocess.Popen
    if group == WITH_SERVER:
        oracle.subprocess.Popen = lambda command, **more: start(
            [*command[:-1], "--mcp-config", json.dumps(SERVER), "--", command[-1]], **more
        )
    try:
        yield
    finally:
        oracle.subprocess.Popen = start


def source(case):
    if "source_base64" in case:
        return base64.b64decode(case["source_base64"])
    text = case["source"].encode()
    return text.ljust(case.get("padded_to", 0), b"x")


def agent_of(case, layout, listed, run, taken):
    """The name of the agent that came of a case: the one that mentions the case's id."""
    if layout == "plugin":
        return next((name for name in listed if name.startswith("plug:")), None)
    names = [name for name in listed if name not in taken]
    if case["id"] in names:
        return case["id"]
    mentions = re.compile(re.escape(case["id"]) + r"(?!\d)").search
    prompt = lambda name: "".join(run.agents.get(name, {}).get("system", [])[-1:])
    for told in (lambda name: name, lambda name: listed[name][0], prompt):
        for name in names:
            if mentions(told(name)):
                return name
    return None


def observe(oracle, binary, cases, layout):
    """What the program makes of `cases`, as files of one folder."""
    if layout == "plugin":
        os.environ["LAYOUT"] = "plugin"
    else:
        os.environ.pop("LAYOUT", None)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for case in cases:
            files.append(os.path.join(folder, case["id"] + ".md"))
            pathlib.Path(files[-1]).write_bytes(source(case))
        for _ in range(3):
            run, logs = oracle.batch(binary, files)
            if run.listing:
                break
        else:
            sys.exit("the program listed no agents at all")
    listed = oracle.parse_listing(run.listing, run.names)
    taken = set(oracle.BUILTIN)
    observed = []
    for case, file in zip(cases, files):
        name = agent_of(case, layout, listed, run, taken)
        row = {"loaded": name is not None, "log": [re.sub(r"/\S*/oracle-[^/]*", "…", line) for line in logs[file]]}
        if name is not None:
            taken.add(name)
            description, tools = listed[name]
            row.update(name=name, description=description, tools=tools)
            request = run.agents.get(name)
            result = run.results.get(name) or ""
            if request:
                row.update(model=request["model"], tools_sent=request["tools_sent"])
                if "padded_to" not in case:
                    row["system"] = own_prompt(request["system"])
            elif "zero tools" in result:
                row["refused"] = result
        order = ("loaded", "log", "name", "description", "tools", "model", "tools_sent", "refused", "system")
        observed.append({key: row[key] for key in order if key in row})
    for name in set(listed) - taken:
        print(f"an agent {name!r} mentions no case's id")
    return observed


def own_prompt(system):
    text = system[-1] if system else ""
    if text.startswith(OWN_NOTES):
        return ""
    return text.split("\n\n" + OWN_NOTES)[0].split(MEMORY)[0]


def main():
    binary, script, *groups = sys.argv[1:]
    oracle = load(script)
    changed = total = 0
    for path in sorted(CASES.glob("*.jsonl")):
        if groups and path.stem not in groups:
            continue
        cases = [json.loads(line) for line in path.read_text().split("\n") if line]
        cases.sort(key=lambda case: case["id"])
        assert len({case["id"] for case in cases}) == len(cases), f"an id stands twice in {path}"
        for layout, size in (("project", BATCH), ("plugin", 1)):
            of_layout = [case for case in cases if case["layout"] == layout]
            for start in range(0, len(of_layout), size):
                batch = of_layout[start : start + size]
                with session(oracle, path.stem):
                    all_observed = observe(oracle, binary, batch, layout)
                for case, observed in zip(batch, all_observed):
                    before, case["observed"] = case.get("observed"), observed
                    if before != observed:
                        changed += 1
                        keys = [key for key in {**(before or {}), **observed} if (before or {}).get(key) != observed.get(key)]
                        print(f"{path.stem}/{case['id']}: {', '.join(keys)}")
        total += len(cases)
        order = ("id", "layout", "source", "source_base64", "padded_to", "observed")
        rows = [{key: case[key] for key in order if key in case} for case in cases]
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    print(f"{total} cases, {changed} changed")


if __name__ == "__main__":
    main()
