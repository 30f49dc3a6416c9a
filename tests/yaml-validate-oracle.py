"""Generates schemas and documents from a seed and compares yaml-validate's verdict on each with that
of Python's jsonschema.  usage: yaml-validate-oracle.py SEED SCHEMAS DIR"""
import json
import random
import re
import subprocess
import sys

import jsonschema

seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
rnd = random.Random(seed)
KEYS = ["a", "b", "cc", "x-1", "é"]
STRINGS = ["", "a", "ab", "abc", "é", "a\n", "12", "A b"]
NUMBERS = [0, 1, 2, 3, -1, 7, 10, 1.5, 0.5, 2.0, -2.5, 1e3, 9007199254740993]
PATTERNS = ["^a", "b$", "^[a-z]*$", "[0-9]+", "^.$", "^x-"]
TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"]


def value(depth):
    kind = rnd.randrange(7 if depth > 0 else 5)
    if kind == 0:
        return rnd.choice([None, True, False])
    if kind in (1, 2):
        return rnd.choice(NUMBERS)
    if kind in (3, 4):
        return rnd.choice(STRINGS)
    if kind == 5:
        return [value(depth - 1) for _ in range(rnd.randrange(4))]
    return {k: value(depth - 1) for k in rnd.sample(KEYS, rnd.randrange(4))}


def schemas(depth, n):
    return [schema(depth - 1) for _ in range(rnd.randint(1, n))]


def keyword(s, depth):
    pick = rnd.choice
    number = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
    size = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]
    flat = [
        lambda: s.update(type=pick(TYPES)),
        lambda: s.update(type=rnd.sample(TYPES, 2)),
        lambda: s.update({pick(number): pick(NUMBERS)}),
        lambda: s.update({pick(size): rnd.randrange(4)}),
        lambda: s.update(multipleOf=pick([1, 2, 3, 0.5, 2.5])),
        lambda: s.update(pattern=pick(PATTERNS)),
        lambda: s.update(enum=[value(1) for _ in range(3)]),
        lambda: s.update(const=value(1)),
        lambda: s.update(uniqueItems=pick([True, False])),
        lambda: s.update(required=rnd.sample(KEYS, rnd.randrange(3))),
        lambda: s.update(dependentRequired={pick(KEYS): rnd.sample(KEYS, 1)}),
        lambda: s.update(additionalProperties=pick([True, False])),
    ]
    deep = [
        lambda: s.update(properties={k: schema(depth - 1) for k in rnd.sample(KEYS, 3)}),
        lambda: s.update(patternProperties={pick(PATTERNS): schema(depth - 1)}),
        lambda: s.update(additionalProperties=schema(depth - 1)),
        lambda: s.update(propertyNames=schema(0)),
        lambda: s.update(dependentSchemas={pick(KEYS): schema(depth - 1)}),
        lambda: s.update(items=schema(depth - 1)),
        lambda: s.update(prefixItems=schemas(depth, 2)),
        lambda: s.update(contains=schema(depth - 1)),
        lambda: s.update(contains=schema(depth - 1), minContains=rnd.randrange(3)),
        lambda: s.update(contains=schema(depth - 1), maxContains=rnd.randint(1, 2)),
        lambda: s.update(allOf=schemas(depth, 2)),
        lambda: s.update(anyOf=schemas(depth, 3)),
        lambda: s.update(oneOf=schemas(depth, 3)),
        lambda: s.update({"not": schema(depth - 1)}),
        lambda: s.update({"if": schema(0), "then": schema(0), "else": schema(0)}),
        lambda: s.update({"$ref": pick(["#/$defs/one", "#/$defs/two"])}),
    ]
    pick(flat + deep * 2 if depth > 0 else flat)()


def schema(depth):
    if rnd.random() < 0.03:
        return rnd.choice([True, False])
    s = {}
    for _ in range(rnd.randint(1, 3)):
        keyword(s, depth)
    return s


def pattern(validator, text, instance, parent):
    """In RE2 and ECMAScript $ is only the end; in Python also the place before a last newline."""
    if isinstance(instance, str) and not re.search(text.replace("$", r"\Z"), instance):
        yield jsonschema.ValidationError("pattern")


Oracle = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})
differ = documents = invalid = 0
for number in range(count):
    s = schema(3)
    if isinstance(s, dict):
        s["$defs"] = {"one": schema(0), "two": schema(0)}
    docs = [value(3) for _ in range(40)]
    path = f"{folder}/schema.json"
    with open(path, "w", encoding="utf-8") as f:
        json.dump(s, f, ensure_ascii=False)
    text = "".join(f"---\n{json.dumps(d, ensure_ascii=False)}\n" for d in docs)
    run = subprocess.run(["yaml-validate", "-o", "json", "-s", path, "-"], input=text.encode(),
                         capture_output=True, check=False)
    if run.returncode > 1 or run.stderr:
        sys.exit(f"schema {number}: exit {run.returncode}: {run.stderr.decode()}\n{json.dumps(s)}")
    ours = {json.loads(line)["line"] // 2 - 1 for line in run.stdout.splitlines()}
    check = Oracle(s)
    for i, d in enumerate(docs):
        documents += 1
        good = check.is_valid(d)
        invalid += not good
        if good == (i in ours):
            differ += 1
            print(f"schema {json.dumps(s)}\ndocument {json.dumps(d)}\njsonschema: {good}, "
                  f"yaml-validate: {i not in ours}")
print(f"seed {seed}: {documents} documents, {invalid} invalid, {differ} verdicts differ")
sys.exit(differ > 0)
