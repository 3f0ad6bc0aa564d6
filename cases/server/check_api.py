#!/usr/bin/env python3
"""Asks a running server every GET of api/openapi.yaml over the example region, and some writes, and
holds each reply to its schema.

    cases/server/check_api.py build/release/chengjie

Needs python3-yaml and python3-jsonschema. Prints one line a finding; exit 1 when there are some.
"""
import http.client
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "correct horse 42"
findings = []


def tell(words):
    findings.append(words)
    print(words)


class Client:
    def __init__(self, port):
        self.port, self.cookie, self.csrf = port, None, None

    def send(self, method, path, query=None, body=None, headers=None):
        target = "/api/v1" + urllib.parse.quote(path)
        if query:
            target += "?" + urllib.parse.urlencode(query)
        headers = dict(headers or {})
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.csrf and method != "GET":
            headers["X-CSRF-Token"] = self.csrf
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, body=body, headers=headers)
        reply = connection.getresponse()
        data = reply.read()
        cookie = reply.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        connection.close()
        return reply.status, reply.getheader("Content-Type") or "", data, dict(reply.getheaders())

    def login(self, name):
        status, _, data, _ = self.send("POST", "/session", body={"name": name, "password": PASSWORD})
        if status != 200:
            sys.exit(f"login {name}: {status} {data[:200]}")
        self.csrf = json.loads(data)["csrf"]


class Contract:
    def __init__(self):
        with open(ROOT / "api/openapi.yaml", encoding="utf-8") as file:
            self.whole = yaml.safe_load(file)
        self.resolver = jsonschema.RefResolver("", self.whole)
        self.operations = {}
        for path, methods in self.whole["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (method.upper(), path, operation)

    def schema(self, operation, status):
        responses = self.operations[operation][2]["responses"]
        response = responses.get(str(status), responses.get("default"))
        if "$ref" in response:
            response = self.resolver.resolve(response["$ref"])[1]
        return response["content"].get("application/json", {}).get("schema")

    def hold(self, operation, what, reply):
        status, kind, data, _ = reply
        schema = self.schema(operation, status)
        if not kind.startswith("application/json"):
            declared = self.operations[operation][2]["responses"].get(str(status), {}).get("content", {})
            if kind.split(";")[0] not in declared:
                tell(f"{what}: {status} as {kind}, which the contract does not name")
            return None
        value = json.loads(data)
        if schema is None:
            tell(f"{what}: JSON where the contract has none")
            return value
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        for error in list(validator.iter_errors(value))[:5]:
            place = "/".join(str(part) for part in error.absolute_path)
            tell(f"{what}: {place}: {error.message[:200]}")
        return value

    def holds_schema(self, name, what, value):
        schema = {"$ref": f"#/components/schemas/{name}"}
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        for error in list(validator.iter_errors(value))[:5]:
            tell(f"{what}: {'/'.join(str(p) for p in error.absolute_path)}: {error.message[:200]}")


def run(binary, *arguments, text=None):
    done = subprocess.run([binary, *arguments], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"chengjie {' '.join(arguments)}: {done.stderr.strip()}")


def make_ledger(binary, path):
    for table in sorted((ROOT / "examples/jiulongpo").glob("*.csv")):
        run(binary, "import", str(table), "--as", table.stem, "--ledger", path)
    run(binary, "read", str(ROOT / "examples/jiulongpo/notes"), "--ledger", path, "--keep")
    for name, role, scope in [("planner", "planner", None), ("admin", "admin", None), ("firm", "firm", "91500107000000000X"),
                              ("handler", "handler", None)]:
        extra = ["--scope", scope] if scope else []
        run(binary, "user", "add", name, "--role", role, *extra, "--password-stdin", "--ledger", path, text=PASSWORD + "\n")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(client, seconds=60):
    until = time.time() + seconds
    while time.time() < until:
        try:
            if client.send("GET", "/session")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server does not answer")


def finished(client, contract, job, what):
    for _ in range(600):
        value = contract.hold("job", what, client.send("GET", "/jobs/" + job))
        if value["phase"] in ("done", "failed", "cancelled"):
            return value
        time.sleep(0.1)
    sys.exit(f"{what}: the job does not end")


def ask_everything(client, contract):
    """Every GET, with parameters taken from the replies before."""
    get = lambda operation, path, query=None: contract.hold(
        operation, f"GET {path} {query or ''}", client.send("GET", path, query))
    get("session", "/session")
    overview = get("overview", "/overview")
    marks = set()
    for question in ("what", "where", "how", "effect"):
        answer = get("answer", f"/answers/{question}")
        for item in answer["items"][:20]:
            for line in [item["title"], *item["lines"]]:
                marks.update(figure["mark"] for figure in line["figures"])
                for span in line["spans"]:
                    if isinstance(span, int) and span >= len(line["figures"]):
                        tell(f"answers/{question}: a span points at no figure")
    get("conflicts", "/conflicts")
    get("chains", "/chains")
    choices = get("sheets", "/sheets")
    for sheet in ("per_mu", "per_mu_land", "affected", "policies", "care", "matches"):
        get("sheet", "/sheets/" + sheet)
        get("sheet_file", f"/sheets/{sheet}/file", {"format": "csv"})
    if choices["months"]:
        get("sheet", "/sheets/monthly")
    get("map", "/map")
    kinds = get("kinds", "/kinds")
    for kind in kinds["kinds"]:
        page = get("records", "/records/" + kind["kind"], {"limit": 20})
        if page["total"] != kind["records"]:
            tell(f"records/{kind['kind']}: {page['total']} rows, {kind['records']} counted")
        for row in page["rows"][:3]:
            marks.update(cell["mark"] for cell in row["cells"].values() if cell["mark"])
            get("record", f"/records/{kind['kind']}/{row['key']}")
            get("history", f"/history/{kind['kind']}/{row['key']}")
        if kind["importable"]:
            for end in ("csv", "xlsx", "jsonl"):
                get("export", f"/exports/{kind['kind']}.{end}")
    firms = get("firms", "/firms")
    for firm in firms["firms"][:3]:
        get("firm", "/firms/" + firm["code"])
    documents = get("documents", "/documents")
    for document in documents["documents"]:
        text = get("document", "/documents/" + document["hash"])
        marks.update(fact["figure"]["mark"] for fact in text["facts"][:20])
        units = text["text"].encode("utf-16-le")
        for fact in text["facts"]:
            source = json.loads(client.send("GET", "/sources/" + fact["figure"]["mark"])[2])
            cut = units[2 * fact["begin"]:2 * fact["end"]].decode("utf-16-le")
            if cut != source["text"]["clause"]:
                tell(f"documents/{document['hash']}: clause of {fact['figure']['mark']} is elsewhere")
    for word in ("产业", "氢能", "九龙坡", "没有的字"):
        found = get("search", "/search", {"q": word})
        plain = sum(word in path.read_text(encoding="utf-8")
                    for path in (ROOT / "examples/jiulongpo/notes").iterdir())
        if found["total"] != plain:
            tell(f"search {word}: {found['total']} documents, grep finds {plain}")
    get("facts", "/facts", {"limit": 50})
    get("changes", "/changes")
    get("assumptions", "/assumptions")
    get("openapi", "/openapi.yaml")
    closed = 0
    for mark in sorted(marks)[:400]:
        reply = client.send("GET", "/sources/" + mark)
        contract.hold("source", "GET /sources/" + mark, reply)
        closed += reply[0] != 200
    if closed:
        tell(f"{closed} of {len(marks)} marks do not open")
    return overview, marks


def write_something(client, contract):
    before = client.send("GET", "/answers/where")
    tag = before[3].get("ETag")
    if client.send("GET", "/answers/where", headers={"If-None-Match": tag})[0] != 304:
        tell("an unchanged answer is sent again")
    assumptions = json.loads(client.send("GET", "/assumptions")[2])["assumptions"]
    row = next(a for a in assumptions if a["key"].startswith("parks/"))
    value = row["figure"]["value"] / 2
    contract.hold("what_if", "POST /what-if", client.send("POST", "/what-if", body={
        "question": "where", "assumptions": {row["key"]: value}}))
    done = contract.hold("put_assumption", "PUT /assumptions", client.send(
        "PUT", "/assumptions/" + row["key"], body={"value": value, "basis": "试"}))
    if client.send("GET", "/answers/where", headers={"If-None-Match": tag})[0] != 200:
        tell("a changed ledger answers as before")
    contract.hold("undo", "POST undo", client.send("POST", f"/changes/{done['version']}/undo", body={}))
    table = "园区名称,可供地(亩)\n西彭园区,1200\n,3\n".encode()
    job = contract.hold("preview_import", "POST /imports", client.send(
        "POST", "/imports", {"kind": "parks", "name": "园区.csv"}, table))
    preview = finished(client, contract, job["id"], "preview")["result"]
    contract.holds_schema("ImportPreview", "preview", preview)
    contract.hold("import_preview", "GET /imports", client.send("GET", "/imports/" + preview["id"]))
    contract.hold("rejected_rows", "GET rejected", client.send("GET", f"/imports/{preview['id']}/rejected.csv"))
    job = contract.hold("commit_import", "POST commit", client.send(
        "POST", f"/imports/{preview['id']}/commit", body={"based_on": preview["version"]}))
    contract.holds_schema("Written", "commit", finished(client, contract, job["id"], "commit")["result"])
    job = contract.hold("upload_document", "POST /documents", client.send(
        "POST", "/documents", {"name": "新.txt"}, "乙镇2025年工业产值5亿元。\n".encode()))
    if finished(client, contract, job["id"], "read")["phase"] != "done":
        tell("a document is not taken in")


def write_beside(client, binary, ledger):
    """A command beside the running server: neither loses what the other has confirmed."""
    key = "parks/西彭园区/free_mu"
    for turn in range(3):
        client.send("GET", "/search", {"q": "产值"})  # the server's second connection
        run(binary, "audit", "--ledger", ledger)
        done = client.send("PUT", "/assumptions/" + key, body={"value": 1100 + turn, "basis": "网页"})
        if done[0] != 200:
            tell(f"PUT beside a command: {done[0]} {done[2][:200]}")
        version = json.loads(done[2])["version"]
        run(binary, "assume", "set", key, str(1200 + turn), "--basis", "命令", "--ledger", ledger)
        said = subprocess.run([binary, "history", "assumptions/" + key, "--json", "--ledger", ledger],
                              capture_output=True, text=True, check=False).stdout
        if str(1100 + turn) not in said or str(1200 + turn) not in said:
            tell(f"a confirmed write is gone: change {version} beside a command")
    run(binary, "audit", "--ledger", ledger)


def ask_as_others(port, contract, marks):
    firm = Client(port)
    firm.login("firm")
    for path in ("/overview", "/answers/what", "/facts", "/search?q=x", "/changes", "/users"):
        reply = firm.send("GET", path.split("?")[0])
        if reply[0] != 403:
            tell(f"a firm gets {reply[0]} of {path}")
    opened = [mark for mark in sorted(marks)[:100] if firm.send("GET", "/sources/" + mark)[0] == 200]
    for mark in opened:
        source = json.loads(firm.send("GET", "/sources/" + mark)[2])
        kind = source.get("row", {}).get("kind")
        if kind not in ("policies", None) or source["source"] == "document":
            tell(f"a firm opens [{mark}] of {kind}")
    admin = Client(port)
    admin.login("admin")
    contract.hold("users", "GET /users", admin.send("GET", "/users"))


def ask_under_tls(binary, ledger, folder):
    """The same server under TLS with a certificate of its own: what is said, and what is refused."""
    certificate, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    port = free_port()
    server = subprocess.Popen([binary, "serve", "--port", str(port), "--ledger", ledger, "--tls-cert", certificate,
                               "--tls-key", key], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    trusting = ssl.create_default_context(cafile=certificate)

    def ask(method, path, body=None, context=trusting):
        connection = http.client.HTTPSConnection("localhost", port, timeout=30, context=context)
        connection.request(method, path, body=body, headers={"Content-Type": "application/json"} if body else {})
        reply = connection.getresponse()
        data = reply.read()
        connection.close()
        return reply, data

    try:
        for _ in range(600):
            try:
                if ask("GET", "/healthz")[0].status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        reply, data = ask("POST", "/api/v1/session", json.dumps({"name": "planner", "password": PASSWORD}))
        if reply.status != 200 or "Secure" not in (reply.getheader("Set-Cookie") or ""):
            tell(f"TLS: login {reply.status}, cookie {reply.getheader('Set-Cookie')}")
        if "max-age" not in (reply.getheader("Strict-Transport-Security") or ""):
            tell("TLS: no Strict-Transport-Security")
        if len(ask("GET", "/api/v1/openapi.yaml")[1]) < 50_000:  # more than one record of TLS
            tell("TLS: a long reply is cut")
        old = ssl.create_default_context(cafile=certificate)
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        try:
            ask("GET", "/healthz", context=old)
            tell("TLS 1.1 is spoken")
        except (ssl.SSLError, ConnectionError):
            pass
        with socket.create_connection(("127.0.0.1", port), timeout=30) as plain:
            plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            if plain.recv(1000).startswith(b"HTTP"):
                tell("TLS: plain HTTP is answered")
        if ask("GET", "/healthz")[0].status != 200:
            tell("TLS: a broken handshake takes the server along")
    finally:
        server.terminate()
        server.wait(20)


def main():
    binary = os.path.abspath(sys.argv[1])
    contract = Contract()
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "a.db")
        make_ledger(binary, ledger)
        port = free_port()
        server = subprocess.Popen([binary, "serve", "--port", str(port), "--ledger", ledger],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            client = Client(port)
            wait_for(client)
            client.login("planner")
            _, marks = ask_everything(client, contract)
            write_something(client, contract)
            write_beside(client, binary, ledger)
            ask_as_others(port, contract, marks)
        finally:
            server.terminate()
            server.wait(20)
        ask_under_tls(binary, ledger, folder)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
