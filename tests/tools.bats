# Options, messages and exit codes that all programs share.
load lib

# each RC ARGUMENT…: runs every program with the arguments; each must exit with RC. The messages are
# in $T/err, the output in $T/out.
each()
{
	local want=$1 tool rc
	shift
	for tool in "$BIN"/*; do
		rc=0
		"$tool" "$@" </dev/null >"$T/out" 2>"$T/err" || rc=$?
		[ "$rc" -eq "$want" ] || {
			echo "$tool $*: exit $rc, wanted $want"
			return 1
		}
		holds "$(basename "$tool")" || {
			echo "$tool $*:"
			cat "$T/out" "$T/err"
			return 1
		}
	done
}

# unreadable FILE MESSAGE CALL…: checks that each call exits with 2 and names the file and the
# reason.
unreadable()
{
	local call
	for call in 'kv2yaml FILE' 'kv-diff FILE /dev/null' 'kv-diff -r FILE /dev/null -' \
		'preset-resolve -b FILE' 'tmpl-render FILE' 'tmpl-render -i FILE /dev/null' "${@:3}"; do
		exits 2 bash -c "echo .a=1 | ${call/FILE/\'$1\'}"
		[[ $output == "${call%% *}: "*"$1"*"$2"* ]] || {
			echo "$call: $output"
			return 1
		}
	done
}

@test "-h and --help show the usage on standard output" {
	holds() { grep -q "^usage: $1" "$T/out" && [ ! -s "$T/err" ]; }
	each 0 -h
	each 0 --help
}

@test "-V and --version show the version" {
	holds() { [ "$(cat "$T/out")" = "vcluster-orchestrator $(cat "$ROOT/VERSION")" ] && [ ! -s "$T/err" ]; }
	each 0 -V
	each 0 --version
}

@test "an unknown option exits with 2 and prints the usage" {
	holds() { grep -q "^usage: $1" "$T/err" && [ ! -s "$T/out" ]; }
	each 2 -Z
	each 2 --helping
}

@test "a full disk is an error" {
	local tool
	for tool in "$BIN"/*; do
		run bash -c "'$tool' -h 2>&1 >/dev/full"
		[ "$status" -eq 2 ] && [[ $output == *'No space left on device'* ]] || {
			echo "$tool: exit $status, $output"
			return 1
		}
	done
	exits 2 bash -c 'echo a: 1 | yaml2kv >/dev/full'
	exits 2 bash -c 'echo a: 1 | yaml-validate >/dev/full'
	exits 2 bash -c 'echo .a=1 | kv2yaml >/dev/full'
	exits 2 bash -c 'echo .a=1 | vip-calc >/dev/full'
	exits 2 bash -c 'vip-calc 10.0.4.0/24 >/dev/full'
	exits 2 bash -c 'echo .a=1 | kv-diff - /dev/null >/dev/full'
}

@test "a closed pipe ends a filter without a message" {
	local call
	for call in yaml2kv 'yaml2kv | kv2yaml' 'yaml2kv | kv2yaml -j' yaml-validate 'yaml2kv | vip-calc' \
		'yaml2kv | preset-resolve -b /dev/null' "yaml2kv | tmpl-render <(echo 'a: {{ .a }}')"; do
		run bash -c "set -o pipefail; yes -- \$'---\\na: 1' | head -n 400000 | $call | head -n 1"
		[ "$status" -eq 141 ] && [ "${#lines[@]}" -eq 1 ] || {
			echo "$call: exit $status, $output"
			return 1
		}
	done
}

@test "a missing file exits with 2" {
	unreadable "$T/no such file" 'No such file or directory' 'yaml2kv FILE' 'yaml-validate FILE' 'yaml-validate -s FILE'
	exits 2 yaml-validate "$T/no such file"
}

@test "a folder as operand exits with 2, except for tools that read folders" {
	unreadable "$T" 'Is a directory'
}

@test "a closed standard input or output is an error, not silence" {
	local call
	echo 'a: 1' >"$T/x"
	for call in yaml2kv 'tmpl-render x' 'preset-resolve -b x' 'kv-diff /dev/null -' 'yaml-validate -s x' 'yaml-split .'; do
		exits 2 bash -c "cd \"$T\"; $call <&-"
	done
	exits 2 bash -c 'echo a: 1 | yaml2kv >&-'
}

@test "the locale changes nothing" {
	local locale
	yaml2kv -c "${examples[@]}" >"$T/c"
	for locale in $(locale -a 2>/dev/null | head -n 5); do
		LC_ALL=$locale yaml2kv -c "${examples[@]}" | cmp - "$T/c"
	done
}
