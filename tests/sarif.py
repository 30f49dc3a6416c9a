#!/usr/bin/env python3
"""sarif.py N FILE…: checks that each file is a SARIF 2.1.0 log of yaml-validate with at least N results.

It checks what the standard's own JSON Schema requires of the members that we write: their types,
all required members, and no unknown ones."""
import json
import re
import sys
import urllib.parse


def check(value, where, required, optional=()):
    assert isinstance(value, dict), where
    assert set(required) <= set(value) <= set(required) | set(optional), (where, sorted(value))


def text(value, where):
    check(value, where, ["text"])
    assert isinstance(value["text"], str) and value["text"], where


def check_file(name):
    log = json.load(open(name, encoding="utf-8"))
    check(log, "log", ["version", "runs", "$schema"])
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = log["runs"][0]
    check(run, "run", ["tool", "results"], ["columnKind"])
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    check(run["tool"], "tool", ["driver"])
    driver = run["tool"]["driver"]
    check(driver, "driver", ["name"], ["version", "rules"])
    for rule in driver["rules"]:
        check(rule, "rule", ["id", "shortDescription"])
        text(rule["shortDescription"], "shortDescription")
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        check(result, "result", ["ruleId", "level", "message", "locations"])
        assert result["ruleId"] in ids
        assert result["level"] in ("none", "note", "warning", "error")
        text(result["message"], "message")
        for location in result["locations"]:
            check(location, "location", ["physicalLocation"], ["logicalLocations"])
            physical = location["physicalLocation"]
            check(physical, "physicalLocation", ["artifactLocation"], ["region"])
            uri = physical["artifactLocation"]["uri"]
            check(physical["artifactLocation"], "artifactLocation", ["uri"])
            assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+", uri), uri
            urllib.parse.unquote(uri, errors="strict")
            region = physical.get("region", {"startLine": 1})
            check(region, "region", ["startLine"], ["startColumn"])
            assert all(isinstance(n, int) and n >= 1 for n in region.values())
            for logical in location.get("logicalLocations", []):
                check(logical, "logicalLocation", ["fullyQualifiedName"])
                assert isinstance(logical["fullyQualifiedName"], str)
    assert len(run["results"]) >= int(sys.argv[1]), len(run["results"])


for file in sys.argv[2:]:
    check_file(file)
