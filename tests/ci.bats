#!/usr/bin/env bats
# Runs the recipes of docs/ci.md, and checks the report formats that CI systems read.

load lib

# block LANGUAGE [N]: prints the Nth block of a language in docs/ci.md.
block()
{
	awk -v want="\`\`\`$1" -v nth="${2:-1}" '
		$0 == want { inside = ++n == nth; next }
		/^```/ { inside = 0 }
		inside' "$ROOT/docs/ci.md"
}

# repository: makes a folder with good and bad files, and CRDs.
repository()
{
	cp -R "$ROOT/tests/cases/yaml-validate/repo/." "$ROOT/tests/cases/yaml-validate/crds" "$T"
	cd "$T" || return
	mv clusters/b/web.yaml clusters/b/'we b,1%<&">.yaml'
	printf 'apiVersion: test.example/v1\nkind: Car\nmetadata: {name: a}\nspec: {}\n' >clusters/a/car.yaml
	printf 'a: 1\na: {b: "\\U0001F600", c: 2, c: 3}\n---\na: [\n' >clusters/a/syntax.yaml
	printf 'apiVersion: v1\nkind: "<&\\"%%>\\n\\e[1m\\uFFFE\\uFFFF,:"\nmetadata: {name: a}\n' >clusters/a/hostile.yaml
}

@test "the recipes are YAML" {
	local n
	for n in 1 2 3 4 5; do
		block yaml $n >"$T/recipe"
		[ -s "$T/recipe" ]
		exits 0 yaml-validate "$T/recipe"
	done
}

@test "SARIF output has the structure of version 2.1.0" {
	need python3
	repository
	exits 1 yaml-validate -o sarif -k -i '*' -s crds clusters/*
	yaml-validate -o sarif -k -i '*' -s crds clusters/* >"$T/log" 2>/dev/null || true
	exits 0 python3 "$ROOT/tests/sarif.py" 5 "$T/log"
	yaml-validate -o sarif repo/base clusters/b >"$T/log" 2>/dev/null || true
	exits 0 yaml-validate -o sarif clusters/b
	yaml-validate -o sarif clusters/b >"$T/log"
	exits 0 python3 "$ROOT/tests/sarif.py" 0 "$T/log"
}

@test "JUnit output is XML that counts its tests and failures" {
	need python3
	repository
	yaml-validate -o junit -k -i '*' -s crds clusters/* >"$T/report" 2>/dev/null || true
	exits 0 python3 - "$T/report" <<-'PY'
		import sys, xml.etree.ElementTree as tree
		root = tree.parse(sys.argv[1]).getroot()
		assert root.tag == "testsuites"
		suites = {s.get("name"): s for s in root}
		assert set(suites) == {"clusters/a/car.yaml", "clusters/a/hostile.yaml", "clusters/a/syntax.yaml",
			"clusters/a/web.yaml", 'clusters/b/we b,1%<&">.yaml'}, list(suites)
		for s in root:
		    assert s.tag == "testsuite"
		    assert int(s.get("tests")) == len(s.findall("testcase")) > 0
		    assert int(s.get("failures")) == len(s.findall("testcase/failure"))
		    for case in s:
		        assert case.tag == "testcase" and case.get("name") and case.get("classname") == s.get("name")
		        for failure in case:
		            assert failure.get("type") and failure.get("message") and failure.text.strip()
		assert suites["clusters/a/syntax.yaml"].get("failures") == "2"
		assert suites["clusters/a/web.yaml"].get("failures") == "0"
		assert suites["clusters/a/web.yaml"][0].get("name") == "ConfigMap web"
	PY
}

@test "output for GitHub is one command a line, with encoded values" {
	repository
	yaml-validate -o github -k -i '*' -s crds clusters/* >"$T/log" 2>/dev/null || true
	[ "$(wc -l <"$T/log")" -ge 5 ]
	run ! grep -vE '^::error file=[^:,]+,(line=[0-9]+,)?(col=[0-9]+,)?title=[a-z-]+::.' "$T/log"
	printf 'a: [' >'clusters/b/100%,:.yaml'
	run yaml-validate -o github 'clusters/b/100%,:.yaml'
	[[ $output == '::error file=clusters/b/100%25%2C%3A.yaml,line='* ]]
}

@test "output for GitLab has all fields of a code quality report" {
	need jq
	repository
	block jq >code-quality.jq
	block yaml 3 | sed -n 's/^    - //p' | head -n 3 >script
	[ "$(wc -l <script)" -eq 3 ]
	exits 1 bash -e script
	jq -e 'length >= 5 and all(.[]; (.description and .check_name and .fingerprint and .severity == "major"
		and .location.path and .location.lines.begin >= 1)) and ((map(.fingerprint) | unique | length) == length)' \
		gl-code-quality-report.json
	rm -r clusters/a
	exits 0 bash -e script
	[ "$(jq length gl-code-quality-report.json)" -eq 0 ]
}

@test "the hook checks what is staged, and stops the commit" {
	need git
	export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
	export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
	cd "$T" || return
	git init -q
	block sh >.git/hooks/pre-commit
	chmod +x .git/hooks/pre-commit
	printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A}\n' >a.yaml
	git add a.yaml
	printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' >a.yaml
	exits 1 git commit -qm a
	[[ $output == *'./a.yaml:3:18: .metadata.name: '* ]]
	git add a.yaml
	exits 0 git commit -qm a
}
