# Functions and variables for all bats files, which load it by `load lib`.
#
#   $ROOT      the repository      $BIN       the programs under test, first on PATH
#   $examples  an array: the good requests of examples/
#   $T         the running test's own empty folder
#
# B is the build tree (make check sets it); TOOLS tells pipeline.sh where the programs are.
# bats sets status and output; the tests use examples.
# shellcheck disable=SC2034,SC2154
ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
B=${B:-build}
case $B in /*) ;; *) B=$ROOT/$B ;; esac
BIN=$B/bin
PATH=$BIN:$PATH
TOOLS=$BIN
LC_ALL=C
examples=("$ROOT"/examples/*.yaml)
T=${BATS_TEST_TMPDIR:-}
unset "${!KRATIX_@}"
export ROOT B BIN PATH TOOLS LC_ALL T
bats_require_minimum_version 1.5.0

# need COMMAND…: skips the test if one of them is not installed.
need()
{
	local c
	for c; do
		command -v "$c" >/dev/null 2>&1 || skip "$c is not installed"
	done
}

# same WANT GOT: fails with a diff if the two files differ.
same()
{
	diff -u --label "$1" --label "$2" "$1" "$2"
}

# exits RC COMMAND…: runs the command and sets $output; fails unless the command exits with RC.
exits()
{
	local want=$1
	shift
	run "$@"
	[ "$status" -eq "$want" ] || {
		printf '%s: exit %s, wanted %s\n%s\n' "$*" "$status" "$want" "$output"
		return 1
	}
}

# serve DIR [PORT]: starts a server on loopback (stub-vault.py) that imitates the Kubernetes API and
# 1Password Connect with the data in DIR and writes its port there; sets stub to its process id.
serve()
{
	local python=/usr/bin/python3
	[ -x "$python" ] || python=python3
	rm -f "$1/port"
	"$python" "$ROOT/tests/stub-vault.py" "$@" 3>&- &
	stub=$!
	until [ -s "$1/port" ]; do sleep 0.02; done
}

# judge ARGUMENT…: runs an independent validator of Kubernetes YAML, which is not part of this
# project. JUDGE names the program; without it the test is skipped.
judge()
{
	[ -x "${JUDGE:-}" ] || skip 'JUDGE names no independent validator'
	"$JUDGE" "$@"
}

# written DIR REQUEST: moves what pipeline.sh -o writes for one request to DIR: resources,
# status.yaml.
written()
{
	rm -rf "$1" "$1.all"
	"$ROOT/pipeline.sh" -o "$1.all" "$2" && mv "$1.all"/*/* "$1"
}

# deleted PROMISE DIR REQUEST: runs pipeline.sh as Kratix does for a deletion, with output and
# metadata in DIR.
deleted()
{
	mkdir -p "$2.in"
	cp "$3" "$2.in/object.yaml"
	KRATIX_INPUT=$2.in KRATIX_OUTPUT=$2 KRATIX_METADATA=$2 KRATIX_PROMISE_NAME=$1 \
		KRATIX_WORKFLOW_ACTION=delete KRATIX_WORKFLOW_TYPE=resource "${PIPELINE:-$ROOT/pipeline.sh}"
}

# resources [TEMPLATE…]: prints the resources for the vcluster requests on standard input as one
# YAML stream; one run serves many requests. Further templates are rendered after each request.
resources()
{
	local promise=$ROOT/templates/vcluster-orchestrator-v2
	yaml2kv -c |
		preset-resolve -c -b "$promise/base.yaml" -p "$promise/presets" -s .spec.vcluster.preset |
		render "$@"
}

# render [TEMPLATE…]: does what resources does, for requests that preset-resolve has resolved.
render()
{
	local promise=$ROOT/templates/vcluster-orchestrator-v2
	vip-calc -c -N .platform.vipOffset |
		tmpl-render "$promise"/_*.tmpl "$promise/checks.tmpl" "$promise"/configure/resources/*.tmpl "$@"
}

# platform FILE: prints the vcluster promise's base.yaml with the records in FILE added to .platform.
# The schema must accept the new .platform.
platform()
{
	local promise=$ROOT/templates/vcluster-orchestrator-v2
	sed '/^platform:/,$d' "$promise/base.yaml"
	{ sed -n '/^platform:/,$p' "$promise/base.yaml" | sed '1s/!.*//' | yaml2kv && cat "$1"; } |
		kv2yaml -o >"$T/settings.yaml"
	yaml2kv "$T/settings.yaml" | sed -n 's/^\.platform//p' | kv2yaml |
		yaml-validate -s "$promise/platform.schema.yaml" >/dev/null || return 1
	cat "$T/settings.yaml"
}

# inputs TOOL…: writes what the cases of the tools read, files and rows of tables, to $T/inputs, as
# TOOL-SENTENCE.in and TOOL-TOPIC-SENTENCE.in.
inputs()
{
	local tool in base
	mkdir "$T/inputs"
	for tool; do
		for in in "$ROOT/tests/cases/$tool"/*.in; do
			[ ! -e "$in" ] || cp "$in" "$T/inputs/$tool-${in##*/}"
		done
		for in in "$ROOT/tests/cases/$tool".cases "$ROOT/tests/cases/$tool"/*.cases; do
			[ -e "$in" ] || continue
			[ "${in%/*}" = "$ROOT/tests/cases" ] && base=$tool || base=$tool-$(basename "$in" .cases)
			awk -v base="$T/inputs/$base" '
				/^= / { close(file); gsub(/[ \/]/, "-"); file = base "-" substr($0, 3) ".in" }
				/^<([- ]|$)/ { printf "%s%s", substr($0, 3), substr($0, 2, 1) == "-" ? "" : "\n" >file }
			' "$in"
		done
	done
}
