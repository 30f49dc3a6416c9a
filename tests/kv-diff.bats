# Properties of kv-diff that hold for all documents.
load lib

# apply.jq makes B from A and the changes: it first sets what was changed or added, then deletes
# what was removed. It finds objects by the identity that kv-diff prints.
setup()
{
	cat >"$T/apply.jq" <<-'JQ'
		def text: if type == "string" then . else "" end;
		def member($k): if type == "object" then .[$k] else null end;
		def identity: {apiVersion: (member("apiVersion") | text), kind: (member("kind") | text),
			namespace: (member("metadata") | member("namespace") | text),
			name: (member("metadata") | member("name") | text)}
			| if .kind == "" or .name == "" then {} else . end;
		# Each document at the path of its object.
		def objects: reduce .[] as $d ({n: {}, at: {}};
			($d | identity) as $i | .n[$i | tojson] += 1
			| .at[$i + {number: .n[$i | tojson]} | tojson] = $d) | .at;
		def named: length > 0 and all(.[]; member("name") | text != "")
			and (map(.name) | unique | length) == length;
		def settle: walk(if type == "array" and named then sort_by(.name) else . end);
		($a | objects) as $old | ($b | objects | settle) as $want
		| reduce $changes[] as $c ($old; ($c.object | {apiVersion, kind, namespace, name, number}
				| with_entries(select(.value != null)) | tojson) as $o
			| if $c.change == "removed" then . elif $c.jq == [] then .[$o] = $c.new
			else .[$o] |= setpath($c.jq; $c.new) end)
		| reduce ($changes | map(select(.change == "removed")) | group_by(.object)[]) as $gone (.;
			($gone[0].object | {apiVersion, kind, namespace, name, number}
				| with_entries(select(.value != null)) | tojson) as $o
			| if $gone[0].jq == [] then del(.[$o]) else .[$o] |= delpaths($gone | map(.jq)) end)
		| settle
		| if . == $want then "same" else {got: ., want: $want} end
	JQ
}

# applies A B: checks that the changes from A to B, applied to A, make B.
applies()
{
	local rc=0
	kv-diff -j "$1" "$2" >"$T/changes" || rc=$?
	[ "$rc" -le 1 ]
	[ -s "$T/changes" ] || [ "$rc" -eq 0 ]
	kv2yaml -j "$1" >"$T/a.json"
	kv2yaml -j "$2" >"$T/b.json"
	[ "$(jq -cn --slurpfile a "$T/a.json" --slurpfile b "$T/b.json" --slurpfile changes "$T/changes" \
		-f "$T/apply.jq")" = '"same"' ]
}

# random N SEED: prints N documents in JSON, of few names and values, so that two streams have many
# in common.
random()
{
	/usr/bin/python3 - "$1" "$2" <<-'PYTHON'
		import json, random, sys
		r = random.Random(int(sys.argv[2]))
		names = ["a", "b", "c", "d e", "f\n\u202e", "name"]
		def scalar():
		    return r.choice([None, True, False, 0, 1, 2.5, "", "x", "1", "\u00e4\n"])
		def tree(depth):
		    if depth == 0 or r.random() < .3:
		        return scalar()
		    kind = r.random()
		    if kind < .4:
		        return {r.choice(names): tree(depth - 1) for _ in range(r.randrange(5))}
		    if kind < .6:
		        return [tree(depth - 1) for _ in range(r.randrange(4))]
		    items = r.sample(names, r.randrange(len(names)))
		    if r.random() < .1:
		        items += items[:1]
		    return [dict({k: tree(depth - 1) for k in r.sample(names, 2)}, name=n) for n in items]
		for _ in range(int(sys.argv[1])):
		    d = tree(4)
		    if isinstance(d, dict) and r.random() < .8:
		        d.update(kind=r.choice("AB"), metadata={"name": r.choice(names)})
		        if r.random() < .5:
		            d["metadata"]["namespace"] = r.choice(names)
		            d["apiVersion"] = r.choice(["v1", "v2"])
		    print("---")
		    print(json.dumps(d))
	PYTHON
}

@test "the changes from A to B, applied to A by jq, make B" {
	need jq /usr/bin/python3
	local seed
	for seed in 1 2 3 4 5 6; do
		random 60 $((2 * seed)) | yaml2kv >"$T/a"
		random 60 $((2 * seed + 1)) | yaml2kv >"$T/b"
		applies "$T/a" "$T/b"
		[ "$(wc -l <"$T/changes")" -gt 30 ]
	done
	"$B/bench/gen" nasty 100 1 >"$T/a"
	"$B/bench/gen" nasty 120 2 >"$T/b"
	applies "$T/a" "$T/b"
	applies /dev/null "$T/b"
	applies "$T/a" /dev/null
}

@test "the order of members and of named items makes no difference" {
	need jq /usr/bin/python3
	random 200 7 >"$T/a.yaml"
	/usr/bin/python3 - "$T/a.yaml" >"$T/b.yaml" <<-'PYTHON'
		import json, random, sys
		r = random.Random(1)
		def shuffle(v):
		    if isinstance(v, dict):
		        return dict(r.sample([(k, shuffle(x)) for k, x in v.items()], len(v)))
		    if not isinstance(v, list):
		        return v
		    v = [shuffle(x) for x in v]
		    names = [x["name"] for x in v if isinstance(x, dict) and x.get("name")
		        and isinstance(x["name"], str)]
		    return r.sample(v, len(v)) if len(set(names)) == len(names) == len(v) else v
		for line in open(sys.argv[1]):
		    print(line if line.startswith("---") else json.dumps(shuffle(json.loads(line))))
	PYTHON
	exits 0 kv-diff <(yaml2kv "$T/a.yaml") <(yaml2kv -c "$T/b.yaml")
	[ -z "$output" ]
	exits 0 kv-diff <(yaml2kv "${examples[@]}") <(yaml2kv "${examples[@]}")
	[ -z "$output" ]
}

@test "text and JSON report the same changes, one a line" {
	need jq /usr/bin/python3
	random 80 8 | yaml2kv >"$T/a"
	random 80 9 | yaml2kv >"$T/b"
	kv-diff "$T/a" "$T/b" >"$T/text" || true
	kv-diff -j "$T/a" "$T/b" >"$T/json" || true
	[ "$(grep -cE '^(  )?[-+~] ' "$T/text")" -eq "$(wc -l <"$T/json")" ]
	jq -es 'length > 50' "$T/json"
}

@test "the cost is linear: 200,000 objects, items and members" {
	local size=200000
	[ -z "${SANITIZED:-}" ] || size=20000
	for kind in objects items members; do
		for value in 1 2; do
			awk -v n=$size -v kind=$kind -v value=$value 'BEGIN {
				for (i = 0; i < n; i++) {
					j = value == 1 ? i : n - 1 - i
					if (kind == "objects")
						printf "---\n.kind=\"A\"\n.metadata.name=\"%d\"\n.value=%d\n", j, value
					else if (kind == "items")
						printf ".l[%d].name=\"%d\"\n.l[%d].value=%d\n", i, j, i, value
					else
						printf ".[\"%d\"]=%d\n", j, value
				}
			}' >"$T/$value"
		done
		run -1 timeout 20 bash -c "kv-diff '$T/1' '$T/2' | grep -c '^  ~ '; exit \${PIPESTATUS[0]}"
		[ "$output" = $size ]
	done
}
