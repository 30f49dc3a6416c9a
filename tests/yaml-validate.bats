#!/usr/bin/env bats
# yaml-validate against an independent validator, and what its cases cannot show.

load lib

@test "agrees with Python's jsonschema on thousands of generated schemas and documents" {
	python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null ||
		skip "needs python3 with jsonschema 4"
	gives 0 python3 "$ROOT/tests/yaml-validate-oracle.py" "${SEED:-20261123}" 100 "$T"
}

@test "every JSON finding is JSON and says the same as the line" {
	need jq
	cd "$ROOT/tests/cases/yaml-validate"
	local bad=reports-every-mistake-in-document-order-once.in
	gives 1 yaml-validate -k -s boat.yaml $bad
	printf '%s\n' "$output" >"$T/lines"
	yaml-validate -k -s boat.yaml -o json $bad |
		jq -r '"\(.file):\(.line):\(.col): \(.path): \(.message)"' >"$T/json" || true
	same "$T/lines" "$T/json"
	yaml-validate -k -s boat.yaml -o json $bad | jq -e '.rule | test("^[a-z-]+$")' >/dev/null || true
}

@test "the filter passes on every example and every byte of it" {
	local f
	for f in "${examples[@]}"; do
		yaml-validate -k -K Secret -s "$ROOT/promise.yaml" <"$f" >"$T/out"
		same "$f" "$T/out"
	done
}

@test "findings do not depend on how a file is read or how many there are" {
	cd "$ROOT/tests/cases/yaml-validate"
	local bad=the-shape-of-an-object.in
	yaml-validate -k - <$bad | sed 's/^stdin//' >"$T/operand" || true
	yaml-validate -k <$bad 2>&1 | sed 's/^yaml-validate: stdin//' >"$T/filter" || true
	same "$T/operand" "$T/filter"
	yaml-validate -k $bad >"$T/one" || true
	yaml-validate -k boat.yaml $bad folder/d.txt 2>&1 | grep -F "$bad" >"$T/many" || true
	same "$T/one" "$T/many"
	[ -s "$T/one" ]
}

@test "a forbidden kind is found behind every spelling of YAML" {
	local spelling
	for spelling in 'kind: Secret' 'kind: "Secret"' '"ki\u006ed": "\x53ecret"' \
		'? kind
: Secret' 'kind: !!str Secret' 'kind: &a Secret' '<<: {kind: Secret}' 'kind: >-
  Secret'; do
		printf 'apiVersion: v1\nmetadata: {name: x}\n%s\n' "$spelling" >"$T/doc"
		gives 1 yaml-validate -K Secret "$T/doc"
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
