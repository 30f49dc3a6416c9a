# Properties of the stream that hold for all documents: YAML and JSON become records, and records
# become the same YAML and JSON.
load lib

setup()
{
	gen=$B/bench/gen
}

# identical KV: checks that the records stay the same by way of YAML and by way of JSON.
identical()
{
	kv2yaml "$1" >"$T/yaml"
	yaml2kv "$T/yaml" >"$T/back"
	cmp "$1" "$T/back"
	kv2yaml -j "$1" | sed '2,$i---' >"$T/json"
	yaml2kv "$T/json" >"$T/back"
	cmp "$1" "$T/back"
}

@test "10,000 documents of nasty strings and keys survive YAML and JSON unchanged" {
	"$gen" nasty 10000 "${SEED:-1}" >"$T/kv"
	identical "$T/kv"
}

# libyaml decodes UTF-16, and of UTF-8 what yaml2kv does not pass to it decoded.
@test "a text in UTF-8 and in UTF-16 has the same records, and its mistakes the same places" {
	need iconv
	awk 'BEGIN { for (i = 0; i < 3000; i++) {
		fill = substr("aé€😀\t …\302\240\356\200\200\357\277\275", 1 + i % 19)
		printf "k%d:  \"%s%0*d\"%s\n", i, fill, i % 23 + 1, i, i % 7 ? "" : "\r" } }' |
		iconv -c -f UTF-8 -t UTF-8 >"$T/good"
	for last in '' $'bad: "\001"' 'bad: "€' $'bad: \302\205 x' $'\357\273\277bad: x' $'k1: \177'; do
		{ cat "$T/good" && echo "$last"; } >"$T/8"
		iconv -f UTF-8 -t UTF-16 "$T/8" >"$T/16"
		yaml2kv -c <"$T/8" >"$T/8.kv" 2>&1 || [ -n "$last" ]
		yaml2kv -c <"$T/16" >"$T/16.kv" 2>&1 || [ -n "$last" ]
		cmp "$T/8.kv" "$T/16.kv"
	done
}

@test "PyYAML reads the same values from the YAML of nasty documents" {
	[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import yaml' || skip 'PyYAML is not installed'
	"$gen" nasty 1500 3 >"$T/kv"
	kv2yaml "$T/kv" >"$T/yaml"
	kv2yaml -j "$T/kv" >"$T/json"
	/usr/bin/python3 - "$T/yaml" "$T/json" <<-'PYTHON'
		import json, sys, yaml
		wanted = [json.loads(line) for line in open(sys.argv[2], newline="\n")]
		got = list(yaml.load_all(open(sys.argv[1], "rb"), Loader=yaml.SafeLoader))
		sys.exit(got != wanted)
	PYTHON
}

@test "jq executes every record as an assignment and rebuilds 1,000 documents" {
	need jq
	{
		"$gen" nasty 1000 5
		echo ---
		"$gen" list 25000 | yaml2kv
		for example in "${examples[@]}"; do
			echo ---
			yaml2kv "$example"
		done
	} | sed -E 's/=(-0|5e-324|[0-9]{16,})$/=1/' >"$T/kv"
	kv2yaml -j "$T/kv" >"$T/ours"
	# Each jq program has about 2,000 records, as many as jq takes at once.
	awk -v into="$T/program" '
		function finish() {
			printf "%s(null%s)", (records ? "," : ""), document >(into sprintf("%03d", n))
			records += split(document, lines, "\n")
			document = ""
			if (records > 2000) { close(into sprintf("%03d", n++)); records = 0 }
		}
		/^---$/ { finish(); next }
		{ document = document "\n|" $0 }
		END { finish() }' "$T/kv"
	for program in "$T"/program*; do
		jq -nc -f "$program"
	done >"$T/theirs"
	[ "$(wc -l <"$T/theirs")" -eq $((1001 + ${#examples[@]})) ]
	cmp <(jq -cS . "$T/ours") <(jq -cS . "$T/theirs")
}

@test "examples, generated resources and manifests survive yaml2kv, kv2yaml and yaml2kv again" {
	for mode in manifests crds configmaps list small; do
		"$gen" $mode 100000 | yaml2kv >"$T/kv"
		identical "$T/kv"
	done
	for example in "${examples[@]}"; do
		yaml2kv "$example" >"$T/kv"
		identical "$T/kv"
		resources <"$example" | yaml2kv >"$T/kv"
		identical "$T/kv"
	done
}

@test "two concatenated streams are one stream" {
	"$gen" nasty 50 1 >"$T/1"
	"$gen" nasty 50 2 >"$T/2"
	{ cat "$T/1"; echo ---; cat "$T/2"; } | kv2yaml >"$T/both"
	{ kv2yaml "$T/1"; echo ---; kv2yaml "$T/2"; } | cmp - "$T/both"
	kv2yaml "$T/1" "$T/2" | cmp - "$T/both"
}

@test "records in any order are the same document" {
	for mode in crds manifests; do
		"$gen" $mode 30000 | yaml2kv | sed '/^---$/q' | sed '/^---$/d' >"$T/kv"
		for order in 'sort' 'sort -r' 'shuf --random-source='"$T/kv"; do
			cmp <($order "$T/kv" | kv2yaml -j | jq -cS .) <(kv2yaml -j "$T/kv" | jq -cS .)
		done
	done
}

# whole TOOL FILE: checks that it exits with 0 or 1 and writes whole documents only.
whole()
{
	local status=0
	"$1" "$2" >"$T/out" 2>"$T/err" || status=$?
	[ $status -le 1 ] || {
		echo "$1: exit $status: $(cat "$T/err")"
		cp "$2" "$T/../failed"
		return 1
	}
	[ $status = 1 ] || [ ! -s "$T/err" ]
	[ ! -s "$T/out" ] || [ "$1" = kv2yaml ] || kv2yaml <"$T/out" >/dev/null
	[ ! -s "$T/out" ] || [ "$1" = yaml2kv ] || yaml2kv <"$T/out" >/dev/null
}

@test "an input with a changed byte, or cut anywhere, ends in a message or in whole documents" {
	cd "$ROOT"
	yaml2kv examples/dev.yaml >"$T/dev.kv"
	inputs yaml2kv kv2yaml
	yaml2kv "$T/inputs/yaml2kv-anchors-aliases-and-merges.in" >"$T/anchors.kv"
	"$B/tests/damage" yaml "$T"/inputs/*.in examples/*.yaml
	printf '.a=1\n#! f.yaml:3:4: .a: "x" is bad\n#? w\n---\n#! only a note\n---\n.b=1\n' >"$T/notes.kv"
	"$B/tests/damage" kv "$T"/inputs/kv2yaml-*.in "$T"/*.kv
	# All structures, several in each file.
	sed 's/^=====$/---/' conformance/yaml/structures | split -C 400 - "$T/structures"
	"$B/tests/damage" yaml "$T"/structures*
}

@test "an input that is cut ends the tools in a message or in whole documents" {
	inputs yaml2kv
	for f in "$ROOT"/examples/dev.yaml "$T/inputs/yaml2kv-anchors-aliases-and-merges.in"; do
		size=$(wc -c <"$f")
		for n in $(seq 0 17 "$size"); do
			head -c "$n" "$f" >"$T/in"
			whole yaml2kv "$T/in"
		done
	done
	yaml2kv "$ROOT"/examples/dev.yaml >"$T/kv"
	size=$(wc -c <"$T/kv")
	for n in $(seq 0 17 "$size"); do
		head -c "$n" "$T/kv" >"$T/in"
		whole kv2yaml "$T/in"
	done
}

@test "a full disk is an error" {
	[ -e /dev/full ] || skip 'no /dev/full'
	echo 'a: 1' >"$T/in"
	run -2 bash -c 'yaml2kv "$T/in" >/dev/full'
	[[ $output == *'cannot write to standard output'* ]]
	echo '.a=1' >"$T/in"
	run -2 bash -c 'kv2yaml "$T/in" >/dev/full'
}

@test "a reader that goes away ends a tool quietly" {
	"$gen" manifests 300000 >"$T/in"
	run -0 bash -c 'set +o pipefail; yaml2kv "$T/in" | head -n 1'
	[ "$output" = "$(yaml2kv "$T/in" | sed -n 1p)" ]
}

@test "one run reports every mistake of every document once and renders the good ones" {
	mkdir -p "$T/presets" "$T/configure/resources" "$T/requests/sub"
	cd "$T"
	cat >base.yaml <<-'EOF'
		platform: !ours {domain: example.org, vipOffset: 7}
		spec:
		  preset: small
		  hostname: ${.spec.name}.${.platform.domain}
		  at: ${.spec.nowhere}
	EOF
	echo 'spec: {size: 1}' >presets/small.yaml
	echo 'spec: {at: here}' >presets/here.yaml
	echo '{{ if gt (int .spec.size) 9 }}{{ failAt ".spec.size" "at most 9" }}{{ end }}' >checks.tmpl
	printf 'host: {{ .spec.hostname }}\nvip: {{ .spec.vip }}\n' >configure/resources/host.yaml.tmpl
	# Good, although another document of its file is not.
	cat >requests/a.yaml <<-'EOF'
		metadata: {name: good-a}
		spec: {name: a, preset: here, size: 2, subnet: 10.0.1.0/24}
		---
		metadata: {name: all-wrong}
		spec:
		  name: b
		  name: c
		  preset: smal
		  size: 10
		  subnet: 10.0.2.0/24
		  vip: "10.0.3.1\n#! forged\n.spec.forged=1\n---\n"
		platform: {domain: evil.org}
	EOF
	cat >requests/b.yml <<-'EOF'
		kind: List
		items:
		- metadata: {name: no-path}
		  spec: {name: d, size: 1, subnet: 10.0.4.0/24}
		- metadata: {name: good-b}
		  spec: {name: e, preset: here, size: 3, subnet: 10.0.5.0/24, at: null}
	EOF
	printf 'metadata: {name: cut}\nspec: [\n' >requests/sub/c.json
	echo '{"metadata": {"name": "good-d"}, "spec": {"name": "f", "preset": "here", "size": 1, "vip": "10.0.6.6"}}' \
		>requests/sub/d.json
	yaml2kv -cel requests >kv
	chain() { preset-resolve -ce -b base.yaml -p presets -s .spec.preset |
		vip-calc -ce -N .platform.vipOffset -s .spec.subnet -o .spec.vip; }
	chain <kv >resolved
	render() { tmpl-render -ce -p 'out/{{ .metadata.name }}' checks.tmpl configure/resources/host.yaml.tmpl; }
	status=0
	render <resolved >out 2>err || status=$?
	[ $status -eq 1 ]
	diff - out <<-'EOF'
		---
		# Source: out/good-a/resources/host.yaml
		host: a.example.org
		vip: '10.0.1.7'
		# End: out/good-a
		# End: out/all-wrong
		# End: out/no-path
		---
		# Source: out/good-b/resources/host.yaml
		host: e.example.org
		vip: '10.0.5.7'
		# End: out/good-b
		# End: .
		---
		# Source: out/good-d/resources/host.yaml
		host: f.example.org
		vip: '10.0.6.6'
		# End: out/good-d
	EOF
	sed 's/^tmpl-render: //' err | diff - <(cat <<-'EOF'
			requests/a.yaml:7:3: .spec.name: duplicate key "name", first in line 6
			requests/a.yaml:8:11: .spec.preset: unknown preset "smal"; did you mean "small"? Known: here, small
			requests/a.yaml:9:9: .spec.size: at most 9
			requests/a.yaml:11:8: .spec.vip: "10.0.3.1\n#! forged\n.spec.forged=1\n---\n" is not an address: IPv4 has four numbers from 0 to 255 with dots between
			requests/a.yaml:12:20: .platform.domain: belongs to the platform: a request cannot set it
			base.yaml:5:7: .spec.at: "${.spec.nowhere}" refers to a missing path
			requests/sub/c.json:2:7: the [ or { is not closed
		EOF
	)
	# Each stage passes on the findings of the stages before it, and to jq they are comments.
	vip-calc -ce -N .platform.vipOffset -s .spec.subnet -o .spec.vip <resolved | diff resolved -
	need jq
	[ "$(grep -c '^#! ' resolved)" -eq 7 ]
	jq -nc "$(sed '/^---$/,$d' resolved | grep -v '^#' | paste -sd'|')" >/dev/null
	jq -ne "$(sed -n '/all-wrong/,/^---$/p' resolved | sed '$d; s/^\./|./; 1s/^|//') | .platform.domain == \"example.org\""
}
