#!/usr/bin/env python3
"""Requests generated from /openapi.json, answers held against it.  generated.py BIN_DIR SAMPLES [SEED] [REQUESTS]

Of every operation REQUESTS (default 60) are made whose parameters the document allows, and as many with one thing wrong. Allowed
ones are never refused with 400, unless they ask for strict reading; every answer has a status, a type and a form that the document states for it, and comes within seconds.
"""
import http.client
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse

PATTERNS = re._parser if hasattr(re, "_parser") else __import__("sre_parse")
TEXTS = ["", "storm", "a b", '"', "person:", "AND OR NOT (", "=x*", "date:2021..", "Zürich", "北京 暴雨", "مطر", "\u202e", "a" * 3000, "-", "%00", "\x01", "<b>",
         "'; --", "NEAR/5", "()" * 400, "🎈", "../../etc/passwd", "{{x}}", "id:", "in:Afghanistan", "*"]
FREE = ("^[^\\u0000]*$", "^[^\\u0000]+$")  # patterns of texts that may be anything
KEY = "0123456789abcdef"


def matching(draw, nodes):
    """A text that a parsed pattern matches."""
    out = ""
    for kind, value in nodes:
        kind = str(kind)
        if kind == "LITERAL":
            out += chr(value)
        elif kind == "IN":
            low, high = draw.choice([(one, one) if str(name) == "LITERAL" else one for name, one in value])
            out += chr(draw.randint(low, high))
        elif kind == "BRANCH":
            out += matching(draw, draw.choice(value[1]))
        elif kind == "SUBPATTERN":
            out += matching(draw, value[-1])
        elif kind == "MAX_REPEAT":
            low, high, inner = value
            for _ in range(draw.randint(low, min(int(high), low + 3))):
                out += matching(draw, inner)
        elif kind != "AT":
            sys.exit(f"this pattern has {kind}: teach it to generated.py")
    return out


def allowed(draw, schema):
    """Texts that a schema allows: several of an array."""
    if schema["type"] == "array":
        return [one for _ in range(draw.randint(1, 3)) for one in allowed(draw, schema["items"])]
    if "enum" in schema:
        return [draw.choice(schema["enum"])]
    if schema.get("pattern") in FREE:
        return [draw.choice(TEXTS) or ("x" if schema["pattern"] == FREE[1] else "")]
    if "pattern" in schema:
        return [matching(draw, PATTERNS.parse(schema["pattern"]))]
    if schema["type"] == "integer":
        low, high = schema["minimum"], schema["maximum"]
        return [str(draw.choice((low, high, draw.randint(low, high), draw.randint(low, min(high, low + 20)))))]
    sys.exit(f"this parameter may be {schema}: teach it to generated.py")


def wrong(draw, schema):
    """A text that a schema does not allow; None where it allows any."""
    schema = schema.get("items", schema)
    if schema.get("pattern") in FREE:
        return None
    if "enum" in schema or "pattern" in schema:
        return draw.choice(("?", "soon", "1e9", "\u202e"))
    return draw.choice(("-1", "1.5", "many", str(schema["maximum"] + 1), "9" * 40)) if schema["type"] == "integer" else None


class Generator:
    def __init__(self, document, draw):
        self.document, self.draw = document, draw

    def request(self, path, operation, is_wrong):
        """(target, whether the document allows it)"""
        query = []
        parameters = operation.get("parameters", [])
        for one in parameters:
            if one["in"] == "path":
                values = allowed(self.draw, one["schema"])
                value = self.draw.choice(values if "enum" in one["schema"] else values + ["mw-2021-0827-2", "Afghanistan"])
                path = path.replace("{%s}" % one["name"], urllib.parse.quote(value, safe=""))
        optional = [one for one in parameters if one["in"] == "query"]
        for one in self.draw.sample(optional, self.draw.randint(0, min(5, len(optional)))):
            query += [(one["name"], value) for value in allowed(self.draw, one["schema"])]
        if is_wrong:
            breakable = [one for one in optional if wrong(self.draw, one["schema"])]
            name = self.draw.choice([one["name"] for one in breakable] + ["undescribed"])
            schema = next((one["schema"] for one in breakable if one["name"] == name), None)
            query = [pair for pair in query if pair[0] != name] + [(name, wrong(self.draw, schema) if schema else "1")]
        return path + ("?" + urllib.parse.urlencode(query) if query else "")

    def misfit(self, value, schema, where=""):
        """What is wrong with an answer; "" if nothing is."""
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        if "const" in schema:
            return "" if value == schema["const"] else f"{where} is not the constant"
        if "enum" in schema:
            return "" if value in schema["enum"] else f"{where} is none of the words"
        names = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        kind = names[type(value)]
        if kind not in types and not (kind == "integer" and "number" in types):
            return f"{where} is {kind} and not {types}"
        if kind == "array":
            return next(filter(None, (self.misfit(one, schema["items"], where + "[]") for one in value)), "") if "items" in schema else ""
        if kind != "object":
            return ""
        lacking = [name for name in schema.get("required", []) if name not in value]
        if lacking:
            return f"{where} lacks {lacking}"
        for name, one in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if inner is False:
                return f"{where}.{name} is not described"
            if inner and inner is not True and (problem := self.misfit(one, inner, f"{where}.{name}")):
                return problem
        return ""


def problem_of(generator, operation, is_wrong, is_strict, response, body):
    """What the document does not say about an answer; "" if it says it."""
    described = operation["responses"].get(str(response.status))
    if not described:
        return f"status {response.status} is not described"
    if response.status == 400 and not is_wrong and not is_strict:
        return "an allowed request is refused"
    if response.status == 200 and is_wrong:
        return "a wrong request is answered"
    content = described.get("content")
    if not content:
        return "a body is not described" if body else ""
    kind = response.headers.get("Content-Type", "").split(";")[0]
    if kind not in content:
        return f"type {kind} is not described"
    return generator.misfit(json.loads(body), content[kind]["schema"], "answer") if kind == "application/json" else ""


def check(port, generator, requests):
    """Asks for everything; how many requests were made, and what was wrong."""
    problems, made = [], 0
    for path, methods in generator.document["paths"].items():
        for method, operation in methods.items():
            for n in range(2 * requests):
                is_wrong = n % 2 == 1 and method == "get"
                target = generator.request(path, operation, is_wrong)
                headers = {"Authorization": f"Bearer {KEY}"} if n % 4 else {}
                text = generator.draw.choice(TEXTS)
                body = json.dumps({"id": "generated", "title": text, "text": text}) if method == "post" else None
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                connection.request(method.upper(), target, body.encode() if body else None, headers)
                response = connection.getresponse()
                problem = problem_of(generator, operation, is_wrong, "strict=1" in target, response, response.read())
                connection.close()
                made += 1
                if problem:
                    problems.append(f"{method.upper()} {target[:300]}: {response.status}: {problem}")
    return made, problems


def main(bin_dir, samples, seed="1", requests="60"):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([f"{bin_dir}/dateline-index", "--index", f"{work}/news", samples], check=True, capture_output=True)
        pathlib.Path(work, "keys").write_text(f"write {KEY}\n")
        server = subprocess.Popen([f"{bin_dir}/dateline-server", "--index", f"{work}/news", "--port", "0", "--keys", f"{work}/keys"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(re.search(r":(\d+)", server.stdout.readline().split("//")[1])[1])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/openapi.json")
            document = json.loads(connection.getresponse().read())
            made, problems = check(port, Generator(document, random.Random(int(seed))), int(requests))
        finally:
            server.terminate()
            server.wait()
    print(f"{made} requests, {len(problems)} of them answered otherwise than the document says")
    print("\n".join(problems[:20]))
    return 1 if problems else 0


sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (3, 4, 5) else __doc__)
