#!/usr/bin/env python3
"""A client of Ringlog's REST interface, with nothing but the standard library.

RINGLOG_KEY=sk_... ./example.py users | watch [CURSOR] | number E164 ACCOUNT
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("RINGLOG_URL", "http://localhost:8080")
KEY = os.environ.get("RINGLOG_KEY", "")


class Refused(Exception):
    """A problem document (RFC 9457)."""

    def __init__(self, problem):
        fields = [f"{it['field']}: {it['code']}" for it in problem.get("errors", [])]
        super().__init__("; ".join([problem["title"], problem["detail"], *fields]))
        self.status = problem["status"]


def ask(method, path, body=None, headers=None, **query):
    """Opens the answer of a request; the caller reads it."""
    address = f"{URL}{path}?{urllib.parse.urlencode(query)}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"x-api-key": KEY, **(headers or {})}, method=method)
    try:
        return urllib.request.urlopen(request)
    except urllib.error.HTTPError as refused:
        raise Refused(json.load(refused)) from None


def rows(path, **query):
    """Every row of a list, page by page."""
    while True:
        with ask("GET", path, **query) as answer:
            page = json.load(answer)
        yield from page["rows"]
        if "next_cursor" not in page:
            return
        query["cursor"] = page["next_cursor"]


def events(types, cursor=None):
    """Cursor and record of each event; comes back by itself with the last cursor, so that nothing is missed."""
    while True:
        headers = {"Last-Event-ID": cursor} if cursor else {}
        try:
            with ask("GET", "/v1/events", headers=headers, type=",".join(types)) as stream:
                told = {}
                for line in stream:
                    name, _, value = line.decode().rstrip("\n").partition(": ")
                    if name:
                        told[name] = value
                        continue
                    if told.get("id"):
                        cursor = told["id"]
                        yield cursor, None if told["event"] == "ready" else json.loads(told["data"])
                    told = {}
        except urllib.error.URLError as away:
            print("away:", away.reason, file=sys.stderr)
        time.sleep(1)


def users():
    for user in rows("/v1/users", limit=100):
        print(user["id"], user["username"], "agent" if user["is_agent"] else "")


def watch(cursor=None):
    for cursor, record in events(["CallStarted", "CallEnded"], cursor):
        event = record and record["event"]
        if not event:
            print(cursor, "ready", flush=True)
        elif event["type"] == "CallStarted":
            print(cursor, record["call_id"], event["from"], "->", event["to"], flush=True)
        else:
            print(cursor, record["call_id"], event["disposition"], event["cdr"]["billsec"], "s", flush=True)


def number(e164, account):
    """A number that is there already is left alone; a label somebody else changed meanwhile is read again."""
    found = next(rows("/v1/dids", account_id=account, e164=e164), None)
    if not found:
        with ask("POST", "/v1/dids", {"e164": e164, "dest_kind": "hangup"}, account_id=account) as answer:
            found = json.load(answer)
    for _ in range(3):
        with ask("GET", f"/v1/dids/{found['id']}", account_id=account) as answer:
            etag, did = answer.headers["ETag"], json.load(answer)
        change = {"label": (did["label"] or "new") + "!"}
        try:
            with ask("PATCH", f"/v1/dids/{did['id']}", change, {"If-Match": etag}, account_id=account) as answer:
                did = json.load(answer)
            print(did["id"], did["e164"], did["label"], "version", did["version"])
            return
        except Refused as refused:
            if refused.status != 412:
                raise
    raise SystemExit(f"{e164} is changed by somebody else all the time")


COMMANDS = {"users": users, "watch": watch, "number": number}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
