#!/usr/bin/env bats
# yaml-validate compared with an independent validator, and properties that its golden cases cannot
# show.

load lib

@test "agrees with Python's jsonschema on thousands of generated schemas and documents" {
	python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null ||
		skip "needs python3 with jsonschema 4"
	exits 0 python3 "$ROOT/tests/yaml-validate-oracle.py" "${SEED:-20261123}" 100 "$T"
}

@test "every JSON finding is JSON and has the same content as the line" {
	need jq
	cd "$ROOT/tests/cases/yaml-validate"
	inputs yaml-validate
	local bad=$T/inputs/yaml-validate-reports-every-mistake-in-document-order-once.in
	exits 1 yaml-validate -k -s boat.yaml $bad
	printf '%s\n' "$output" >"$T/lines"
	yaml-validate -k -s boat.yaml -o json $bad |
		jq -r '"\(.file):\(.line):\(.col): \(.path): \(.message)"' >"$T/json" || true
	same "$T/lines" "$T/json"
	yaml-validate -k -s boat.yaml -o json $bad | jq -e '.rule | test("^[a-z-]+$")' >/dev/null || true
}

@test "the filter copies every example unchanged" {
	local f
	for f in "${examples[@]}"; do
		yaml-validate -k -K Secret -s "$ROOT/promise.yaml" <"$f" >"$T/out"
		same "$f" "$T/out"
	done
}

@test "findings do not depend on how a file is read or how many there are" {
	cd "$ROOT/tests/cases/yaml-validate"
	inputs yaml-validate
	local bad=$T/inputs/yaml-validate-the-shape-of-an-object.in
	yaml-validate -k - <$bad | sed 's/^stdin//' >"$T/operand" || true
	yaml-validate -k <$bad 2>&1 | sed 's/^yaml-validate: stdin//' >"$T/filter" || true
	same "$T/operand" "$T/filter"
	yaml-validate -k $bad >"$T/one" || true
	yaml-validate -k boat.yaml $bad folder/d.txt 2>&1 | grep -F "$bad" >"$T/many" || true
	same "$T/one" "$T/many"
	[ -s "$T/one" ]
}

@test "with -e a good stream is copied unchanged, and of any other only good documents" {
	local in
	inputs yaml-validate yaml2kv
	for in in "$T"/inputs/* "${examples[@]}"; do
		if yaml-validate -z <"$in" >/dev/null 2>&1; then
			yaml-validate -ez <"$in" >"$T/each"
			same "$in" "$T/each"
		else
			run -1 --separate-stderr yaml-validate -ez <"$in"
			printf '%s\n' "$output" >"$T/each"
			exits 0 yaml-validate -z - <"$T/each"
		fi
	done
}

@test "a forbidden kind is found in every spelling of YAML" {
	local spelling
	for spelling in 'kind: Secret' 'kind: "Secret"' '"ki\u006ed": "\x53ecret"' \
		'? kind
: Secret' 'kind: !!str Secret' 'kind: &a Secret' '<<: {kind: Secret}' 'kind: >-
  Secret'; do
		printf 'apiVersion: v1\nmetadata: {name: x}\n%s\n' "$spelling" >"$T/doc"
		exits 1 yaml-validate -K Secret "$T/doc"
		[[ $output == *'kind "Secret" is forbidden'* ]] || { cat "$T/doc" && return 1; }
	done
	printf 'a: &s {apiVersion: v1, kind: Secret, metadata: {name: x}}\nb: {c: *s}\n' >"$T/doc"
	run yaml-validate -K Secret "$T/doc"
	[[ $output == *'.a.kind: '*'.b.c.kind: '* ]]
}

@test "a full disk is an error and not a pass" {
	[ -c /dev/full ] || skip "needs /dev/full"
	run bash -c 'echo "a: 1" | yaml-validate >/dev/full'
	[ "$status" -eq 2 ]
}

@test "every rule has a description, and is on the manual page with an example" {
	need python3
	cd "$ROOT"
	exits 0 python3 - <<-'PY'
		import glob, re
		words = re.findall(r'\{"([a-z-]+)", "[A-Z]', open("lib/validate/output.c").read())
		page = open("man/yaml-validate.1").read()
		page = page[page.index(".Ss Rules"):page.index(".Ss Schemas")]
		without = [item.split()[0] for item in page.split("\n.It Cm ")[1:] if "\n.br\n" not in item or ".Ql" not in item]
		assert not without, without
		page = re.findall(r"^\.It Cm (\S+)", page, re.M)
		assert words == page == sorted(set(words)), set(words) ^ set(page)
		said = set()
		for name in glob.glob("lib/schema/**/*.c", recursive=True) + glob.glob("lib/validate/*.c"):
		    for call in re.findall(r"\w*(?:fail|finding)\w*\([^;]*;", open(name).read()):
		        said |= set(re.findall(r'"([a-z]+-[a-z]+)",\s', call))
		assert said and said <= set(words), said - set(words)
	PY
}

@test "every finding of the cases has a rule with a description" {
	need python3
	cd "$ROOT/tests/cases/yaml-validate"
	local in
	for in in *.in; do
		yaml-validate -k -s boat.yaml -o sarif - <"$in" >"$T/$in" 2>/dev/null || true
	done
	exits 0 python3 "$ROOT/tests/sarif.py" 0 "$T"/*.in
}
