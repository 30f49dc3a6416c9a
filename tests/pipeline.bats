# pipeline.sh: by hand and for Kratix, what it writes, what it says.
load lib

setup()
{
	cd "$ROOT" || return
	mkdir -p "$T/input" "$T/output" "$T/metadata"
	cp examples/prod.yaml "$T/input/object.yaml"
}

# kratix [NAME=VALUE…]: runs as in a Kratix container, keeping $output and $status.
kratix()
{
	run env KRATIX_INPUT="$T/input" KRATIX_OUTPUT="$T/output" KRATIX_METADATA="$T/metadata" \
		KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource \
		KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 "$@" "$ROOT/pipeline.sh"
}

# says STATUS TEXT: what kratix or gives kept.
says()
{
	[[ $status -eq $1 && $output == *"$2"* ]] || {
		printf 'exit %s, wanted %s and "%s":\n%s\n' "$status" "$1" "$2" "$output"
		return 1
	}
}

records()
{
	yaml2kv "$@" | grep -v '^---$'
}

@test "prints with -n the documents that it writes with -o" {
	local f
	for f in "${examples[@]}"; do
		./pipeline.sh -n "$f" >"$T/printed.yaml"
		./pipeline.sh -o "$T/dir" "$f"
		records "$T/printed.yaml" >"$T/printed"
		records "$T"/dir/resources/*.yaml >"$T/written"
		same "$T/printed" "$T/written"
		[ "$(wc -l <"$T/printed")" -gt 100 ]
	done
}

@test "says nothing when -n succeeds" {
	./pipeline.sh -n examples/minimal.yaml >/dev/null 2>"$T/err"
	[ ! -s "$T/err" ]
}

@test "says nothing with -n when who reads it has enough" {
	cd "$T"
	{ "$ROOT/pipeline.sh" -n "${examples[0]}" 2>err || echo $? >rc; } | :
	[ "$(cat rc)" = 141 ]
	[ ! -s err ]
}

@test "every bad request gets its message" {
	local f n=0
	for f in examples/bad/*.yaml; do
		./pipeline.sh -n "$f" >"$T/out" 2>"$T/err" && { echo "$f is accepted"; return 1; }
		[ ! -s "$T/out" ]
		same "${f%.yaml}.err" "$T/err"
		n=$((n + 1))
	done
	[ $n -ge 25 ]
	[ "$(ls examples/bad/*.err | wc -l)" -eq $n ]
}

@test "a bad request writes nothing" {
	local f
	for f in examples/bad/*.yaml; do
		gives 1 ./pipeline.sh -o "$T/dir" "$f"
		[ -z "$(find "$T/dir" -mindepth 1)" ]
	done
}

@test "several requests go to NAMESPACE/NAME" {
	./pipeline.sh -o "$T/all" "${examples[@]}"
	local f n=0 place
	for f in "${examples[@]}"; do
		./pipeline.sh -o "$T/one" "$f"
		place=$(yaml2kv "$f" | kv2yaml -j | sed 's/.*"metadata":{[^}]*"name":"\([^"]*\)".*"namespace":"\([^"]*\)".*/\2\/\1/')
		diff -r "$T/one" "$T/all/$place"
		n=$((n + 1))
	done
	[ "$(find "$T/all" -name status.yaml | wc -l)" -eq $n ]
}

@test "two requests of one name are refused before the second is written" {
	cp examples/minimal.yaml "$T/other.yaml"
	gives 1 ./pipeline.sh -o "$T/all" examples/minimal.yaml "$T/other.yaml"
	[[ $output == *'in \"examples/minimal.yaml\" and in'* ]]
}

@test "without namespace a request is in default" {
	sed '/namespace:/d' examples/minimal.yaml >"$T/r.yaml"
	gives 0 ./pipeline.sh -o "$T/all" "$T/r.yaml" examples/dev.yaml
	[ -d "$T/all/default" ]
}

@test "a configure run takes at most 12 processes" {
	need strace
	strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace" true 2>/dev/null || skip 'strace may not trace here'
	kratix strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace"
	says 0 'level=info'
	n=$(($(grep -cE '(clone3?|v?fork)(\(| resumed).* = [0-9]+$' "$T/trace") + 1))
	echo "$n processes"
	[ "$n" -le 12 ]
}

@test "configure gives the resources, the status and one line of log" {
	kratix
	says 0 'level=info stage=publish request=platform-requests/'
	[ "${#lines[@]}" -eq 1 ]
	[ "$(ls -A "$T/output")" = resources ]
	[ "$(ls -A "$T/metadata")" = status.yaml ]
	grep -qx 'phase: Scheduled' "$T/metadata/status.yaml"
	! grep -E '^(kratix|workflows.*|observedGeneration|conditions):' "$T/metadata/status.yaml"
}

@test "what the API server adds to a request changes nothing" {
	kratix
	mv "$T/output/resources" "$T/before"
	{
		yaml2kv examples/prod.yaml
		cat <<-'KV'
			.metadata.uid="3a5f2c9e-0000-4000-8000-000000000000"
			.metadata.resourceVersion="41"
			.metadata.generation=2
			.metadata.creationTimestamp="2026-02-08T04:24:29Z"
			.metadata.finalizers[0]="kratix.io/workflows-cleanup"
			.metadata.managedFields[0].manager="kubectl"
			.metadata.managedFields[0].operation="Apply"
			.metadata.managedFields[0].apiVersion="platform.integratn.tech/v1alpha1"
			.metadata.managedFields[0].time="2026-02-08T04:24:29Z"
			.metadata.managedFields[0].fieldsType="FieldsV1"
			.metadata.managedFields[0].fieldsV1["f:spec"]["f:name"]={}
			.status.phase="Scheduled"
			.status.observedGeneration=1
			.status.conditions[0].type="Reconciled"
		KV
	} | kv2yaml >"$T/input/object.yaml"
	kratix
	says 0 'level=info'
	diff -r "$T/before" "$T/output/resources"
}

@test "a mistake is reported as object.yaml:LINE:COL, all of them at once" {
	cp examples/bad/several-mistakes.yaml "$T/input/object.yaml"
	kratix
	says 1 'stage=yaml-validate request=team-a/media'
	[ "$(grep -c '^object\.yaml:[0-9]*:[0-9]*: \.spec' <<<"$output")" -eq "$(grep -c ': \.spec' examples/bad/several-mistakes.err)" ]
	cp examples/bad/vip-outside-its-subnet.yaml "$T/input/object.yaml"
	kratix
	says 1 'vip-calc: object.yaml:'
	cp examples/bad/reserved-namespace.yaml "$T/input/object.yaml"
	kratix
	says 1 'object.yaml:'
}

@test "missing variables, unknown actions, types and promises are refused with 2" {
	local name
	for name in KRATIX_WORKFLOW_ACTION KRATIX_WORKFLOW_TYPE KRATIX_PROMISE_NAME; do
		kratix $name=
		says 2 "$name is not set"
	done
	kratix KRATIX_WORKFLOW_ACTION=destroy
	says 2 'unknown action \"destroy\"'
	kratix KRATIX_WORKFLOW_TYPE=promise
	says 2 'unknown workflow type \"promise\"'
	for name in no-such ../vcluster-orchestrator-v2 . .. / vcluster-orchestrator-v2/ 'a b' $'a\nlevel=info'; do
		kratix KRATIX_PROMISE_NAME="$name"
		says 2 'unknown promise'
		[ "${#lines[@]}" -eq 1 ]
	done
	[ -z "$(ls -A "$T/output" "$T/metadata" | grep -v :)" ]
}

@test "a missing input is refused with 2" {
	rm "$T/input/object.yaml"
	kratix
	says 2 'stage=read'
	kratix KRATIX_INPUT="$T/nowhere"
	says 2 'stage=start'
}

@test "delete writes the status and nothing else" {
	kratix KRATIX_WORKFLOW_ACTION=delete
	says 0 'stage=status'
	grep -qx 'phase: Deleting' "$T/metadata/status.yaml"
	grep -q "$(sed -n 's/^  name: //p' examples/prod.yaml | head -1)" "$T/metadata/status.yaml"
	[ -z "$(ls -A "$T/output")" ]
}

@test "nothing that a request holds blocks its deletion" {
	local i request=("" '}' 'a: b' '[]' '---' '- x' $'\tx' $'\377' '&a [*a]' 'spec: {name: {}}' 'spec: []' 'spec: x'
		'spec: {name: "{{ fail }}"}' 'metadata: {name: "a\nb"}' 'metadata: []' 'spec: {vcluster: x, exposure: 1}'
		'spec: {name: x, vcluster: {preset: gone}}' 'spec: {targetNamespace: [x]}' 'platform: {}'
		'metadata: {annotations: {platform.integratn.tech/base-domain: "}{"}}' $'a: 1\na: 2' $'a: 1\n---\nb: 2'
		'spec: {integrations: {argocd: x}, vcluster: {preset: [x]}}' '"'
		"$(printf '[%.0s' {1..200})")
	for ((i = 0; i < ${#request[@]}; i++)); do
		printf '%s\n' "${request[i]}" >"$T/input/object.yaml"
		kratix KRATIX_WORKFLOW_ACTION=delete
		[ "$status" -eq 0 ] || { printf '%s: %s\n' "${request[i]}" "$output"; return 1; }
		grep -qx 'phase: Deleting' "$T/metadata/status.yaml"
		gives 0 yaml-validate "$T/metadata/status.yaml"
		rm "$T/metadata/status.yaml"
	done
	[ -z "$(ls -A "$T/output")" ]
}

@test "a deletion finds the names in what is no YAML" {
	printf '%s\n' 'kind: VClusterOrchestratorV2' 'metadata:' '  labels:' '    name: no' '  name: media' \
		'  namespace: team-a' 'spec: {' >"$T/input/object.yaml"
	kratix KRATIX_WORKFLOW_ACTION=delete
	says 0 'request=team-a/media'
	grep -q '^vclusterName: media$' "$T/metadata/status.yaml"
}

@test "the promise is the one of the kind, unless -P says another" {
	printf '%s\n' 'apiVersion: platform.integratn.tech/v1alpha1' 'kind: ArgoCDProject' 'metadata:' '  name: p' \
		'  namespace: n1' 'spec:' '  name: p' '  sourceRepos: ["*"]' '  destinations: []' >"$T/p.yaml"
	gives 0 ./pipeline.sh -n "$T/p.yaml"
	[[ $output == *'kind: AppProject'* ]]
	gives 1 ./pipeline.sh -P vcluster-orchestrator-v2 -n "$T/p.yaml"
	[[ $output == *'.kind:'*VClusterOrchestratorV2* ]]
	gives 2 ./pipeline.sh -P nothing -n "$T/p.yaml"
}

@test "a wrong call is refused with 2 and the usage" {
	local call
	for call in -n '-o' '-x' 'examples/prod.yaml' "-n -o $T examples/prod.yaml" "-o $T"; do
		gives 2 ./pipeline.sh $call
		[[ $output == *usage:* ]]
	done
	gives 2 ./pipeline.sh -n no-such-file
	gives 0 ./pipeline.sh -h
	[[ $output == usage:* ]]
	gives 0 ./pipeline.sh -V
	[[ $output == *"$(cat VERSION)"* ]]
}

@test "folders and files may have any name, and cannot forge a line of the log" {
	local dir="$T/a b	c'\"é"
	mkdir "$dir"
	cp examples/minimal.yaml "$dir/-r.yaml"
	(cd "$dir" && "$ROOT/pipeline.sh" -o 'o u t' ./-r.yaml 2>/dev/null && "$ROOT/pipeline.sh" -n -- -r.yaml >/dev/null)
	[ -e "$dir/o u t/status.yaml" ]
	gives 2 ./pipeline.sh -n $'x"\nlevel=info stage=publish'
	[ "${#lines[@]}" -eq 1 ]
}

@test "a name in a request cannot forge a line of the log" {
	printf '%s\n' 'metadata: {name: "a\nlevel=info", namespace: "x stage=publish"}' >"$T/input/object.yaml"
	kratix
	[ "$status" -eq 1 ]
	[[ $(grep -c ^level= <<<"$output") -eq 1 && $output == *'request=default/unknown'* ]]
}

@test "a link to pipeline.sh and a call through PATH work as pipeline.sh does" {
	(cd "$T" && PATH=$ROOT:$PATH pipeline.sh -n "$ROOT/examples/minimal.yaml") | grep -q '^kind: ArgoCDProject'
	(cd examples && bash ../pipeline.sh -n minimal.yaml) | grep -q '^kind: ArgoCDProject'
	bash pipeline.sh -n examples/minimal.yaml | grep -q '^kind: ArgoCDProject'
	ln -s "$ROOT/pipeline.sh" "$T/link"
	"$T/link" -n examples/minimal.yaml | grep -q '^kind: ArgoCDProject'
}

@test "installed it finds its tools and data" {
	make -s install B="$B" PREFIX=/opt/vco DESTDIR="$T/root" >/dev/null
	(unset TOOLS; cd "$T" && PATH=/usr/bin:/bin "$T/root/opt/vco/bin/pipeline.sh" -n "$ROOT/examples/prod.yaml") >"$T/installed"
	./pipeline.sh -n examples/prod.yaml >"$T/here"
	same "$T/here" "$T/installed"
}
