# A tool that reads odd pieces from a pipe has the same output as for a file.
load lib

# Sizes around the capacity of a pipe and the first size of a buffer.
sizes='65535 65536 65537 1048576'

# pieces FILE: writes FILE in pieces of odd sizes.
pieces()
{
	/usr/bin/python3 -c '
import os, sys
data = open(sys.argv[1], "rb").read()
at, sizes = 0, [1, 4095, 7, 65537, 333, 65535, 8191]
while at < len(data):
    at += os.write(1, data[at:at + sizes[0]])
    sizes = sizes[1:] + sizes[:1]
' "$1"
}

# items BYTES: prints a YAML list of exactly that size; a reader that stops early misses the last item.
items()
{
	awk -v n="$1" 'BEGIN {
		for (; at + 80 < n; at += length(line)) { line = "- item " ++i " of a list\n"; printf "%s", line }
		printf "- last "
		for (at += 8; at < n; at++) printf "x"
		print ""
	}'
}

# records BYTES: prints a kv stream of exactly that size.
records()
{
	awk -v n="$1" 'BEGIN {
		printf ".spec.exposure.subnet=\"10.0.4.0/24\"\n"
		for (at = 36; at + 80 < n; at += length(line)) { line = ".k" ++i "=\"v" i "\"\n"; printf "%s", line }
		printf ".last=\""
		for (at += 9; at < n; at++) printf "x"
		print "\""
	}'
}

# template BYTES: prints a template of exactly that size with an action on each line.
template()
{
	awk -v n="$1" 'BEGIN {
		for (; at + 80 < n; at += length(line)) { line = "k" ++i ": {{ .a }}\n"; printf "%s", line }
		printf "last: "
		for (at += 7; at < n; at++) printf "x"
		print ""
	}'
}

# schema BYTES: prints a JSON Schema of exactly that size whose last member forbids the number 1.
schema()
{
	awk -v n="$1" 'BEGIN {
		printf "{\"description\": \""
		for (at = 39; at < n; at++) printf "x"
		print "\", \"not\": {\"const\":1}}"
	}' | head -c -1
}

# like_a_file FILE COMMAND…: the command reads FILE in pieces from a pipe on standard input; its
# output and exit code must be the same as with the file.
like_a_file()
{
	local file=$1
	shift
	"$@" <"$file" >"$T/want"
	pieces "$file" | "$@" >"$T/got"
	[ -s "$T/want" ]
	cmp "$T/want" "$T/got"
}

@test "yaml2kv reads a pipe like a file" {
	for size in $sizes; do
		items "$size" >"$T/in"
		[ "$(wc -c <"$T/in")" -eq "$size" ]
		like_a_file "$T/in" yaml2kv
		[ "$(wc -l <"$T/got")" -eq "$(wc -l <"$T/in")" ]
		yaml2kv <(pieces "$T/in") | cmp "$T/want"
	done
}

@test "kv2yaml, preset-resolve, vip-calc and tmpl-render read a pipe like a file" {
	printf 'spec: {exposure: {vip: 10.0.4.9}}\n' >"$T/base.yaml"
	printf 'a: {{ .last | quote }}\nn: {{ len . }}\n' >"$T/t.tmpl"
	for size in $sizes; do
		records "$size" >"$T/in"
		[ "$(wc -c <"$T/in")" -eq "$size" ]
		like_a_file "$T/in" kv2yaml
		grep -q '^last: x' "$T/got"
		like_a_file "$T/in" kv2yaml -j
		like_a_file "$T/in" preset-resolve -b "$T/base.yaml"
		grep -q '^\.last="x' "$T/got"
		like_a_file "$T/in" vip-calc
		grep -q '^\.last="x' "$T/got"
		like_a_file "$T/in" tmpl-render "$T/t.tmpl"
		grep -qx "n: $(($(wc -l <"$T/in")))" "$T/got"
	done
}

@test "preset-resolve and tmpl-render read a base and a template through a pipe" {
	for size in $sizes; do
		items "$size" | sed 's/^/  /; 1i list:' | head -c -1 >"$T/base.yaml"
		echo '.a=1' | preset-resolve -b "$T/base.yaml" >"$T/want"
		echo '.a=1' | preset-resolve -b <(pieces "$T/base.yaml") | cmp "$T/want"
		template "$size" >"$T/t.tmpl"
		[ "$(wc -c <"$T/t.tmpl")" -eq "$size" ]
		for option in '' -t; do
			echo '.a=1' | tmpl-render $option "$T/t.tmpl" >"$T/want"
			echo '.a=1' | tmpl-render $option <(pieces "$T/t.tmpl") | cmp "$T/want"
			[ "$(wc -l <"$T/want")" -eq "$(wc -l <"$T/t.tmpl")" ]
		done
	done
}

@test "yaml-validate copies a pipe to its end and finds a mistake there" {
	for size in $sizes; do
		items "$size" >"$T/in"
		pieces "$T/in" | yaml-validate | cmp "$T/in"
		schema "$size" >"$T/schema"
		[ "$(wc -c <"$T/schema")" -eq "$size" ]
		yaml-validate -s <(pieces "$T/schema") "$T/in"
		printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\na: [\n' >>"$T/in"
		for form in "pieces $T/in | yaml-validate -K Secret >$T/out 2>&1" \
			"yaml-validate -K Secret <(pieces $T/in) >$T/out"; do
			run eval "$form"
			[ "$status" -eq 1 ]
			grep -q 'Secret' "$T/out"
			[ "$(wc -l <"$T/out")" -eq 2 ]
		done
		run -1 yaml-validate -s <(pieces "$T/schema") - <<<1
	done
}

@test "kv-diff reads a pipe like a file" {
	for size in $sizes; do
		records "$size" >"$T/in"
		kv-diff <(pieces "$T/in") "$T/in"
		sed '$s/x"$/y"/' "$T/in" >"$T/other"
		exits 1 kv-diff <(pieces "$T/in") <(pieces "$T/other")
		[ "${#lines[@]}" -eq 2 ]
		exits 1 kv-diff -j "$T/other" <(pieces "$T/in")
		[ "${#lines[@]}" -eq 1 ]
	done
}
