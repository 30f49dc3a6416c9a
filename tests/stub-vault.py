#!/usr/bin/env python3
"""stub-vault.py DIR [PORT]: imitates the Kubernetes API's Secrets and 1Password Connect on loopback.

DIR/port      is written once it listens
DIR/tls.pem   key and certificate; no file: plain HTTP
DIR/secret    the Secret as JSON; no file: 404
DIR/where     NAMESPACE/NAME of that Secret, vcluster-media/vc-media by default
DIR/items     the vault's items as JSON, written at every change; no file: no items
DIR/log       one line a request: METHOD PATH STATUS
DIR/faults    lines "METHOD PATHREGEX TIMES WHAT": the first TIMES requests that match get a wrong
              answer. Only the first matching line counts; it is removed when used up. WHAT is one of
    500, 429;Retry-After=1    that status, an error body and a header
    drop, lost, cut           closed without an answer; served, then closed; closed amid the body
    short                     half of the JSON, as if it were complete
    is:JSON, big              that answer; one of 5 MB
    text:TEXT, drip, noise    that text as the answer; an answer byte by byte; no HTTP
    broken, packed            a chunk whose length is not a number; an encoding nobody asked for
    keep                      served, and its body kept in the file kept
    refuse:TEXT               400 with that message, which is the inside of a JSON string
    vaults:N                  N vaults whose names have invisible characters
    slow:SECONDS              the answer is late
    hang                      makes DIR/hanging and waits for DIR/go; serves the request if it
                              contains "serve"; else, or after 30 s, closes the connection
    gone, changed             before the request all items are deleted; a field is added
    echo:REGEX                400; its message is the request from shortly before REGEX on

Bearer tokens are the contents of DIR/kube/token and DIR/connect-token.
"""
import gzip
import http.server
import json
import os
import re
import ssl
import sys
import threading
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


LOCK = threading.Lock()


def write(name, text):
    with open(path_of(name + ".new"), "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path_of(name + ".new"), path_of(name))


def items():
    return json.loads(text_of("items") or "[]")


def fault(method, path):
    with LOCK:
        lines = [line for line in text_of("faults").split("\n") if line]
        for number, line in enumerate(lines):
            wanted, pattern, times, what = line.split(" ", 3)
            if wanted == method and re.search(pattern, path):
                left = int(times) - 1
                lines[number:number + 1] = [f"{wanted} {pattern} {left} {what}"] if left else []
                write("faults", "".join(line + "\n" for line in lines))
                return what
    return ""


def hang():
    write("hanging", "")
    end = time.monotonic() + 30
    while not text_of("go") and time.monotonic() < end:
        time.sleep(0.01)
    return text_of("go").strip() == "serve"


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
        if status == 204:
            body = b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if part == "cut" else body)
        self.close_connection = part == "cut"

    def refuse(self, status, message, header=""):
        self.answer(status, {"status": status, "message": message}, header)

    def misbehave(self, how, text):
        self.note(how)
        self.close_connection = True
        if how == "noise":
            return self.wfile.write(b"\x16\x03\x01 no HTTP\r\n\r\n")
        self.send_response(200)
        if how == "broken":
            self.send_header("Transfer-Encoding", "chunked")
        if how == "packed":
            self.send_header("Content-Encoding", "gzip")
        if how == "drip":
            self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            self.wfile.write({"broken": b"zz\r\n{}\r\n", "packed": gzip.compress(b"[]")}.get(how, text.encode()))
            while how == "drip":
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def serve(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        what = fault(self.command, self.path)
        if what[:3].isdigit():
            status, _, header = what.partition(";")
            return self.refuse(int(status), f"as the test wants: {status}", header)
        what, _, argument = what.partition(":")
        if what == "hang":
            what = "lost" if hang() else "drop"
        if what == "drop":
            return self.close("drop")
        if what in ("text", "drip", "noise", "broken", "packed"):
            return self.misbehave(what, argument)
        if what == "vaults":
            names = "v" * 50 + "\n\u202e"
            return self.answer(200, [{"id": f"{i:026}", "name": names} for i in range(int(argument))])
        if what in ("is", "big"):
            value = json.loads(argument) if argument else ["x" * 1000] * 5000
            return self.answer(200, value)
        if what == "echo":
            text = f"{self.headers} {body} {json.loads(body)}"
            return self.refuse(400, text[max(re.search(argument, text).start() - 20, 0):])
        if what == "refuse":
            return self.refuse(400, json.loads('"' + argument + '"'))
        if what == "keep":
            write("kept", body)
        if what == "slow":
            time.sleep(float(argument))
        if what == "gone":
            write("items", "[]")
        if what == "changed":
            there = items()
            there[0]["fields"].append({"id": "theirs2", "label": "meanwhile", "value": "kept"})
            there[0]["version"] += 1
            write("items", json.dumps(there))
        try:
            value = self.kube() if self.path.startswith("/api/") else self.connect(body)
        except Failure as failure:
            return self.refuse(*failure.args)
        if what == "lost":
            return self.close("lost")
        return self.answer(204 if self.command == "DELETE" else 200, value, part=what)

    def close(self, why):
        self.close_connection = True
        self.note(why)

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
            there = items()
            item.update(id=f"item{len(there):022d}", version=1)
            write("items", json.dumps(there + [item]))
            return item
        return self.one(parts[4], item)

    def find(self, wanted):
        title = re.fullmatch(r'title eq "([^"\\]*)"', wanted)
        if not title:
            raise Failure(400, "malformed filter")
        # Connect compares titles without regard to case, and its answer has no fields
        return [{k: v for k, v in item.items() if k != "fields"} for item in items()
                if item["title"].lower() == title[1].lower()]

    def read_item(self, body):
        item = json.loads(body)
        if self.headers.get("Content-Type") != "application/json":
            raise Failure(400, "no JSON")
        if not item.get("title") or not item.get("category") or item["vault"].get("id") != VAULTS[0]["id"]:
            raise Failure(400, "an item needs a title, a category and its vault")
        for number, field in enumerate(item["fields"]):
            field.setdefault("id", f"field{number}")
        return item

    def one(self, wanted, item):
        known = items()
        for number, there in enumerate(known):
            if there["id"] != wanted:
                continue
            if self.command == "PUT":
                if item.get("id") != wanted:
                    raise Failure(400, "not the item of this path")
                if item.get("version") != there["version"]:
                    raise Failure(409, "the item has another version by now")
                known[number] = dict(item, version=there["version"] + 1)
                write("items", json.dumps(known))
            if self.command == "DELETE":
                write("items", json.dumps(known[:number] + known[number + 1:]))
            return known[number]
        raise Failure(404, "item not found")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
    if os.path.exists(path_of("tls.pem")):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path_of("tls.pem"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    write("port", str(server.server_port))
    server.serve_forever()
