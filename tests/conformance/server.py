#!/usr/bin/env python3
"""A server of MCP with three tools, for the cases of `mcp-servers`."""

import json
import sys

TOOLS = [{"name": name, "description": name, "inputSchema": {"type": "object"}} for name in ("t1", "t2", "other")]

for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue
    result = {}
    if message["method"] == "initialize":
        version = message["params"]["protocolVersion"]
        result = {"protocolVersion": version, "capabilities": {"tools": {}}, "serverInfo": {"name": "a", "version": "1"}}
    elif message["method"] == "tools/list":
        result = {"tools": TOOLS}
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
