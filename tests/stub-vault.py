#!/usr/bin/env python3
"""stub-vault.py DIR: plays the Kubernetes API's Secrets and 1Password Connect on loopback.

DIR/port      is written once it listens
DIR/secret    the Secret as JSON; no file: 404
DIR/where     NAMESPACE/NAME of that Secret, vcluster-media/vc-media by default
DIR/items     the vault's items as JSON, read at the start and written at every change
DIR/log       one line a request: METHOD PATH STATUS
DIR/faults    lines "METHOD PATHREGEX TIMES WHAT": the first TIMES requests that match go wrong;
              the first line that is not used up counts. WHAT is one of
    500, 429;Retry-After=1    that status, an error body and a header
    drop, lost, cut           closed without an answer; served, then closed; closed amid the body
    short                     half of the JSON, as if it were all
    is:JSON, big              that answer; one of 5 MB
    slow:SECONDS              late
    gone, changed             before: all items vanish; someone else adds a field
    echo                      400 whose message holds all of the request

Bearer tokens are the contents of DIR/kube/token and DIR/connect-token.
"""
import http.server
import json
import os
import re
import sys
import time
import urllib.parse

DIR = sys.argv[1]
VAULTS = [{"id": "abcdefghijklmnopqrstuvwxyz", "name": "homelab"},
          {"id": "zyxwvutsrqponmlkjihgfedcba", "name": "other"}]


def path_of(name):
    return os.path.join(DIR, name)


def text_of(name):
    try:
        with open(path_of(name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


ITEMS = json.loads(text_of("items") or "[]")
USED = {}


def keep():
    with open(path_of("items.new"), "w", encoding="utf-8") as file:
        json.dump(ITEMS, file)
    os.rename(path_of("items.new"), path_of("items"))


def fault(method, path):
    for number, line in enumerate(text_of("faults").splitlines()):
        wanted, pattern, times, what = line.split(" ", 3)
        if wanted == method and re.search(pattern, path) and USED.get(number, 0) < int(times):
            USED[number] = USED.get(number, 0) + 1
            return what
    return ""


class Failure(Exception):
    pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self, status):
        with open(path_of("log"), "a", encoding="utf-8") as file:
            file.write(f"{self.command} {urllib.parse.unquote_plus(self.path)} {status}\n")

    def answer(self, status, value, header="", part=None):
        body = json.dumps(value).encode()
        self.note(status)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if header:
            self.send_header(*header.split("=", 1))
        if part == "short":
            body = body[:len(body) // 2]
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if part == "cut" else body)
        self.close_connection = part == "cut"

    def refuse(self, status, message, header=""):
        self.answer(status, {"status": status, "message": message}, header)

    def serve(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        what, _, argument = fault(self.command, self.path).partition(":")
        if what[:3].isdigit():
            status, _, header = what.partition(";")
            return self.refuse(int(status), f"as the test wants: {status}", header)
        if what == "drop":
            self.note("drop")
            self.close_connection = True
            return None
        if what in ("is", "big"):
            value = json.loads(argument) if argument else ["x" * 1000] * 5000
            return self.answer(200, value)
        if what == "echo":
            return self.refuse(400, f"cannot take {self.headers} {body} {json.loads(body)}")
        if what == "slow":
            time.sleep(float(argument))
        if what == "gone":
            ITEMS.clear()
        if what == "changed":
            ITEMS[0]["fields"].append({"id": "theirs2", "label": "meanwhile", "value": "kept"})
            ITEMS[0]["version"] += 1
        try:
            value = self.kube() if self.path.startswith("/api/") else self.connect(body)
        except Failure as failure:
            return self.refuse(*failure.args)
        if what == "lost":
            self.note("lost")
            self.close_connection = True
            return None
        return self.answer(200, value, part=what)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = serve

    def authorize(self, token_file):
        if self.headers.get("Authorization") != "Bearer " + text_of(token_file).strip():
            raise Failure(401, "Invalid token signature")

    def kube(self):
        self.authorize("kube/token")
        namespace, name = (text_of("where").strip() or "vcluster-media/vc-media").split("/")
        if self.path != f"/api/v1/namespaces/{namespace}/secrets/{name}":
            raise Failure(403, f"forbidden: this account may get {name} only")
        if not text_of("secret"):
            raise Failure(404, f'secrets "{name}" not found')
        return json.loads(text_of("secret"))

    def connect(self, body):
        self.authorize("connect-token")
        url = urllib.parse.urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if parts == ["v1", "vaults"]:
            return VAULTS
        if parts[:3] != ["v1", "vaults", VAULTS[0]["id"]] or parts[3:4] != ["items"]:
            raise Failure(403, "vault is not in the token's scope")
        if len(parts) == 4 and self.command == "GET":
            return self.find(urllib.parse.parse_qs(url.query).get("filter", [""])[0])
        item = self.read_item(body) if self.command in ("POST", "PUT") else None
        if len(parts) == 4:
            item.update(id=f"item{len(ITEMS):022d}", version=1)
            ITEMS.append(item)
            keep()
            return item
        return self.one(parts[4], item)

    def find(self, wanted):
        title = re.fullmatch(r'title eq "([^"\\]*)"', wanted)
        if not title:
            raise Failure(400, "malformed filter")
        # titles are compared without regard to case, and the answer has no fields
        return [{k: v for k, v in item.items() if k != "fields"} for item in ITEMS
                if item["title"].lower() == title[1].lower()]

    def read_item(self, body):
        item = json.loads(body)
        if self.headers.get("Content-Type") != "application/json":
            raise Failure(400, "no JSON")
        if not item.get("title") or not item.get("category") or item["vault"].get("id") != VAULTS[0]["id"]:
            raise Failure(400, "an item needs a title, a category and its vault")
        for number, field in enumerate(item["fields"]):
            field.setdefault("id", f"field{len(ITEMS)}x{number}")
        return item

    def one(self, wanted, item):
        for number, there in enumerate(ITEMS):
            if there["id"] != wanted:
                continue
            if self.command == "PUT":
                if item.get("id") != wanted:
                    raise Failure(400, "not the item of this path")
                if item.get("version") != there["version"]:
                    raise Failure(409, "the item has another version by now")
                ITEMS[number] = dict(item, version=there["version"] + 1)
                keep()
            return ITEMS[number]
        raise Failure(404, "item not found")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
    with open(path_of("port.new"), "w", encoding="utf-8") as port:
        port.write(str(server.server_port))
    os.rename(path_of("port.new"), path_of("port"))
    server.serve_forever()
