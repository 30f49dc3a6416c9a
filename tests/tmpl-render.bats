#!/usr/bin/env bats
# Properties of tmpl-render that its golden cases cannot show.

load lib

@test "no value changes the structure of a document, in any context" {
	/usr/bin/python3 -c 'import yaml' 2>/dev/null || skip "needs /usr/bin/python3 with yaml"
	exits 0 /usr/bin/python3 "$ROOT/tests/tmpl-render-contexts.py"
}

@test "a value of any kind arrives unchanged at any position, by any route, or is refused at an action" {
	/usr/bin/python3 -c 'import yaml' 2>/dev/null || skip "needs /usr/bin/python3 with yaml"
	exits 0 /usr/bin/python3 "$ROOT/tests/tmpl-render-kinds.py"
}

@test "a template that includes itself without end is an error" {
	printf '{{ define "t" }}{{ template "t" . }}{{ end }}{{ template "t" . }}' >"$T/t.tmpl"
	run tmpl-render "$T/t.tmpl" <<<'.x=1'
	[ "$status" -eq 1 ]
	[[ $output == *"nest deeper than 4000"* || $output == *"exceeded maximum template depth (1000)"* ]]
	printf '{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}' >"$T/t.tmpl"
	run tmpl-render "$T/t.tmpl" <<<'.x=1'
	[ "$status" -eq 1 ]
	[[ $output == *"exceeded maximum template depth (1000)"* || $output == *"nest deeper than 4000"* ]]
}

@test "parentheses that nest deeper than 500 are refused" {
	{
		printf '{{ '
		printf '%0600d' 0 | tr 0 '('
		printf '1'
		printf '%0600d' 0 | tr 0 ')'
		printf ' }}'
	} >"$T/t.tmpl"
	run tmpl-render "$T/t.tmpl" <<<'.x=1'
	[ "$status" -eq 1 ]
	[[ $output == *"parentheses nest deeper than 500"* ]]
}

@test "an if or a with may have any number of branches" {
	local word
	for word in if with; do
		awk -v w=$word 'BEGIN {
			printf "{{ %s .a }}a", w
			for (i = 0; i < 300000; i++) printf "{{ else %s .a }}a", w
			printf "{{ else %s .b }}b{{ $.b }}{{ else }}c{{ end }}", w
		}' >"$T/t.tmpl"
		exits 0 tmpl-render -t "$T/t.tmpl" <<<$'.a=0\n.b=1'
		[ "$output" = "b1" ]
		exits 0 tmpl-render -t "$T/t.tmpl" <<<$'.a=0\n.b=0'
		[ "$output" = "c" ]
	done
}

@test "an output larger than 64 MiB is refused" {
	printf '{{ range until 70 }}{{ repeat 1000000 "x" }}{{ end }}' >"$T/t.tmpl"
	run tmpl-render -t "$T/t.tmpl" <<<'.x=1'
	[ "$status" -eq 1 ]
	[[ $output == *"the output is larger than 67108864 bytes"* ]]
}

@test "values larger than 512 MiB are refused, whichever function makes them" {
	for grow in 'print $s $s' 'concat (list $s) (list $s) | toString' 'upper (repeat 16000000 "x")'; do
		printf '{{ $s := "x" }}{{ range until 1000 }}{{ $s = %s }}{{ end }}' "$grow" >"$T/t.tmpl"
		run tmpl-render -t "$T/t.tmpl" <<<'.x=1'
		[ "$status" -eq 1 ]
		[[ $output == *">: values and outputs take more than 536870912 bytes"* ]]
	done
}

@test "each document has the whole limit for values" {
	printf '{{ range until 20 }}{{ $s := repeat 10000000 "x" }}{{ end }}' >"$T/t.tmpl"
	exits 0 tmpl-render -t "$T/t.tmpl" <<<$'.x=1\n---\n.x=2\n---\n.x=3'
}

@test "a value that a template sets is visible to the next template, but not in the next document" {
	local set put='(list (upper .v) (dict "k" (lower "VALUE")))'
	printf '{{ range until 999 }}{{ $_ := repeat . "x" }}{{ end }}' >"$T/b.tmpl"
	printf ' {{ .m | toJson }}' >"$T/c.tmpl"
	printf '{{ unset .m (lower "GONE") | len }}' >"$T/d.tmpl"
	for set in 'set .m (printf "%s%s" "ke" "y") PUT' 'merge .m (dict (lower "KEY") PUT)' \
		'mergeOverwrite .m (dict (lower "KEY") PUT)' \
		'merge (dict "m" .m) (dict "m" (dict (lower "KEY") PUT))'; do
		printf '{{ $_ := %s }}' "${set/PUT/$put}" >"$T/a.tmpl"
		exits 0 tmpl-render -t "$T"/{c,a,b,c,b,d,b,c}.tmpl <<<$'.v="v"\n.m.gone=true\n---\n.v="w"\n.m.gone=0'
		[ "$output" = ' {"gone":true} {"gone":true,"key":["V",{"k":"value"}]}1 {"key":["V",{"k":"value"}]}'\
' {"gone":0} {"gone":0,"key":["W",{"k":"value"}]}1 {"key":["W",{"k":"value"}]}' ]
	done
}

@test "all members of a wide map may be replaced, removed and added again" {
	awk 'BEGIN { for (i = 0; i < 20000; i++) printf ".m.k%d=%d\n.n.k%d=\"%d\"\n", i, i, i * 7919 % 20000, i }' >"$T/kv"
	cat >"$T/t.tmpl" <<-'EOF'
		{{ $_ := mergeOverwrite .m .n }}{{ eq (toJson .m) (toJson .n) }} {{ .m | len }}
		{{ range $k, $v := .n }}{{ $_ := unset $.m $k }}{{ end }}{{ .m | len }}
		{{ range $k, $v := .n }}{{ $_ := set $.m $k $v }}{{ end }}{{ eq (toJson .m) (toJson .n) }}
		{{ $_ := unset .m "k0" }}{{ $_ := set .m "k1" 1 }}{{ $_ := set .m "k0" 0 }}{{ hasKey .m "k1" }} {{ .m | len }}
	EOF
	exits 0 tmpl-render -t "$T/t.tmpl" <"$T/kv"
	[ "$output" = $'true 20000\n0\ntrue\ntrue 20000' ]
}

@test "every truncation of each of our templates exits with 0 or 1" {
	local t i n
	for t in "$ROOT"/templates/*/configure/resources/*.tmpl; do
		n=$(wc -c <"$t")
		for ((i = 0; i < n; i += 97)); do
			head -c "$i" "$t" >"$T/t.tmpl"
			run tmpl-render -m default "$T/t.tmpl" <<<'.x=1'
			[ "$status" -le 1 ]
		done
	done
}

@test "the page lists all functions and no others" {
	sed -n 's/^ *{"\([a-zA-Z0-9 ]*\)", "[^"]*", [0-9F].*/\1/p' "$ROOT"/lib/tmpl/{exec/{func,include},funcs/*}.c |
		tr ' ' '\n' | sort >"$T/there"
	sed -n '/^\.Sh FUNCTIONS/,/ do not exist in Helm/{/^\.Li/{s/^\.Li//;s/[ ,.][ ,.]*/\n/g;p}}' "$ROOT/man/tmpl-render.1" |
		sed '/^$/d' | sort -u >"$T/listed"
	exits 0 diff "$T/there" "$T/listed"
}
