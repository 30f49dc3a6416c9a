# pipeline.sh, called by hand and by Kratix: its output, files, messages and exit codes.
load lib

setup()
{
	cd "$ROOT" || return
	mkdir -p "$T/input" "$T/output" "$T/metadata"
	cp examples/prod.yaml "$T/input/object.yaml"
}

# kratix [NAME=VALUE…]: runs pipeline.sh as in a Kratix container; sets $output and $status.
kratix()
{
	run env KRATIX_INPUT="$T/input" KRATIX_OUTPUT="$T/output" KRATIX_METADATA="$T/metadata" \
		KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource \
		KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 "$@" "$ROOT/pipeline.sh"
}

# says STATUS TEXT: checks the exit code and the output of the last run.
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

@test "prints the same documents as -o writes, and with -c none of them" {
	local f
	for f in "${examples[@]}"; do
		./pipeline.sh "$f" >"$T/printed.yaml" 2>"$T/err"
		[ ! -s "$T/err" ]
		written "$T/dir" "$f" 2>"$T/err"
		same <(echo '1 request, 1 written, 0 at fault') "$T/err"
		records "$T/printed.yaml" >"$T/printed"
		records "$T"/dir/resources/*.yaml >"$T/written"
		sort "$T/printed" >"$T/a"
		sort "$T/written" >"$T/b"
		same "$T/a" "$T/b"
		[ "$(wc -l <"$T/printed")" -gt 100 ]
		exits 0 ./pipeline.sh -c "$f"
		[ "$output" = '1 request, 0 at fault' ]
	done
}

@test "ends without a message when its reader closes the pipe" {
	cd "$T"
	{ "$ROOT/pipeline.sh" "${examples[@]}" 2>err || echo $? >rc; } | head -n 1 >/dev/null
	[ "$(cat rc)" = 141 ]
	[ ! -s err ]
}

@test "every bad request gets its messages and prints nothing" {
	local f n=0
	for f in examples/bad/*.yaml; do
		./pipeline.sh "$f" >"$T/out" 2>"$T/err" && { echo "$f is accepted"; return 1; }
		same "${f%.yaml}.err" "$T/err"
		n=$((n + 1))
		[[ $f == */two-documents.yaml ]] || [ ! -s "$T/out" ]
	done
	[ $n -ge 25 ]
	[ "$(ls examples/bad/*.err | wc -l)" -eq $n ]
}

@test "a bad request writes nothing" {
	local f
	for f in examples/bad/*.yaml; do
		[[ $f != */two-documents.yaml ]] || continue
		exits 1 ./pipeline.sh -o "$T/dir" "$f"
		[ -z "$(find "$T/dir" -mindepth 1)" ]
	done
}

@test "a folder, several files, standard input and a List are the same requests" {
	./pipeline.sh -o "$T/files" "${examples[@]}"
	mkdir "$T/in"
	cp "${examples[@]}" "$T/in"
	./pipeline.sh -o "$T/folder" "$T/in"
	diff -r "$T/files" "$T/folder"
	for f in "${examples[@]}"; do echo ---; cat "$f"; done | ./pipeline.sh -o "$T/stdin" -
	diff -r "$T/files" "$T/stdin"
	{
		printf 'apiVersion: v1\nkind: List\nitems:\n'
		for f in "${examples[@]}"; do yaml2kv "$f" | kv2yaml -j | sed 's/^/- /'; done
	} >"$T/list.yaml"
	./pipeline.sh -o "$T/list" "$T/list.yaml"
	diff -r "$T/files" "$T/list"
	[ "$(find "$T/files" -name status.yaml | wc -l)" -eq "${#examples[@]}" ]
}

@test "a mistake in one of many requests does not stop the others" {
	sed 's/^  name: sandbox/  name: two/' examples/minimal.yaml >"$T/two.yaml"
	sed 's/^  name: sandbox/  name: Bad/' examples/minimal.yaml >"$T/bad.yaml"
	printf 'a: [\n' >"$T/broken.yaml"
	exits 1 ./pipeline.sh -o "$T/out" "$T/bad.yaml" "$T/two.yaml" "$T/broken.yaml" examples/minimal.yaml
	[[ $output == *"$T/bad.yaml:8:"* && $output == *"$T/broken.yaml:"* && $output == *'4 requests, 2 written, 2 at fault' ]]
	[ "$(cd "$T/out" && echo */*)" = 'team-a/sandbox team-a/two' ]
}

@test "of requests that collide the first is written, and the messages name both files" {
	sed 's/^  name: sandbox/  name: lab/' examples/minimal.yaml >"$T/other.yaml"
	sed 's/^  namespace: team-a/  namespace: team-b/' examples/minimal.yaml >"$T/same.yaml"
	exits 1 ./pipeline.sh -o "$T/out" examples/minimal.yaml "$T/other.yaml" "$T/same.yaml"
	[[ $output == *"$T/same.yaml:8:9: .spec.name: "*'examples/minimal.yaml:8:9'* ]]
	[ "$(grep -c "^tmpl-render: " <<<"$output")" -eq 1 ]
	[ "$(cd "$T/out" && echo */*)" = 'team-a/lab team-a/sandbox' ]
	{ cat "$T/other.yaml"; echo '  projectName: vcluster-sandbox'; } >"$T/project.yaml"
	exits 1 ./pipeline.sh -c examples/minimal.yaml "$T/project.yaml"
	[[ $output == *"$T/project.yaml:9:16: .spec.projectName: "*'examples/minimal.yaml:8:9 via '* ]]
	cp examples/minimal.yaml "$T/again.yaml"
	exits 1 ./pipeline.sh -o "$T/out" examples/minimal.yaml "$T/again.yaml"
	[[ $output == *"$T/again.yaml:"*'examples/minimal.yaml:'* ]]
}

@test "a request with a generateName alone is told that it needs a name, by each promise" {
	local kind
	for kind in VClusterOrchestratorV2 ArgoCDProject ArgoCDApplication; do
		printf 'apiVersion: platform.integratn.tech/v1alpha1\nkind: %s\n' "$kind" >"$T/r.yaml"
		printf 'metadata: {generateName: a-}\nspec: {name: a, namespace: b, project: c}\n' >>"$T/r.yaml"
		exits 1 ./pipeline.sh -c "$T/r.yaml"
		[[ $output == *"$T/r.yaml:3:26: .metadata.generateName: a request needs a name"* && $output != *template:* ]]
	done
}

@test "a request without a namespace is in namespace default" {
	sed '/namespace:/d' examples/minimal.yaml >"$T/r.yaml"
	exits 0 ./pipeline.sh -o "$T/all" "$T/r.yaml" examples/dev.yaml
	[ -d "$T/all/default/sandbox/resources" ]
}

@test "a request that no promise serves is counted, and the first one that is served names the promise" {
	{
		printf 'apiVersion: example.com/v1\nkind: Greeting\nmetadata: {name: g}\n---\n'
		cat examples/minimal.yaml
	} >"$T/mixed.yaml"
	exits 1 ./pipeline.sh -o "$T/out" "$T/mixed.yaml"
	[[ ${lines[0]} == *'mixed.yaml:2:7: .kind: no schema for this kind, found "Greeting"; known: VClusterOrchestratorV2 '*'; one run serves'* ]]
	[[ ${#lines[@]} -eq 2 && ${lines[1]} == '2 requests, 1 written, 1 at fault' ]]
	sed '/^---/,$d' "$T/mixed.yaml" >"$T/greeting.yaml"
	exits 1 ./pipeline.sh -o "$T/none" "$T/greeting.yaml" "$T/greeting.yaml"
	[[ ${lines[-1]} == '2 requests, 0 written, 2 at fault' ]]
}

@test "empty documents are not requests" {
	{ printf '# none\n---\n---\n'; cat examples/minimal.yaml; printf -- '---\n# none\n---\nnull\n---\n'; } >"$T/r.yaml"
	exits 0 ./pipeline.sh -c "$T/r.yaml"
	[ "$output" = '1 request, 0 at fault' ]
}

@test "a field that the request lacks is one mistake" {
	sed '/^spec/,$d' examples/minimal.yaml >"$T/r.yaml"
	cp "$T/r.yaml" "$T/null.yaml"
	echo 'spec: {}' >>"$T/r.yaml"
	exits 1 ./pipeline.sh -c "$T/r.yaml"
	[[ ${#lines[@]} -eq 2 && ${lines[0]} == *'/r.yaml:2:13: .spec.name: required field is missing'* ]]
	echo 'spec: {name: null, vcluster: {preset: dev}}' >>"$T/null.yaml"
	exits 1 ./pipeline.sh -c "$T/null.yaml"
	[[ ${#lines[@]} -eq 2 && ${lines[0]} == *'null.yaml:'*' .spec.name: this field is required, found null'* ]]
}

@test "a request that is not a mapping, and a List without items, are one mistake each" {
	exits 1 ./pipeline.sh -c - <<<'{apiVersion: v1, kind: List, items: [5, null, [], x]}'
	[ "$output" = "tmpl-render: stdin:1:38: .: a request is a mapping, found integer
tmpl-render: stdin:1:41: .: a request is a mapping, found null
tmpl-render: stdin:1:47: .: a request is a mapping, found array
tmpl-render: stdin:1:51: .: a request is a mapping, found string
4 requests, 4 at fault" ]
	exits 1 ./pipeline.sh -c - <<<'{apiVersion: v1, kind: List, items: 5}'
	[ "$output" = "tmpl-render: stdin:1:1: a List needs items, a list of objects
1 request, 1 at fault" ]
}

@test "-e explains where each value comes from, and what is wrong" {
	./pipeline.sh -e examples/prod.yaml >"$T/explained"
	grep -q '^\.spec\.name="payments" #@ examples/prod\.yaml:' "$T/explained"
	grep -q '^\.spec\.vcluster\.replicas=3 #@ templates/.*/presets/prod\.yaml:' "$T/explained"
	! grep -v ' #@ ' "$T/explained"
	./pipeline.sh -e examples/dev.yaml | grep -q '^\.spec\.exposure\.vip=.* #@ vip-calc 10'
	exits 2 bash -c './pipeline.sh -e examples/minimal.yaml >/dev/full'
	exits 1 ./pipeline.sh -e examples/bad/several-mistakes.yaml
	[[ $output == *'several-mistakes.yaml:11:15: .spec.vcluster.replicas: '* && $output == *'.spec.vcluster.isolationMode='* ]]
}

@test "a computed address that another request has is reported at the subnet" {
	local kind
	kind=$(sed -n 2,3p examples/minimal.yaml)
	printf -- '---\n%s\nmetadata: {name: %s}\nspec:\n  name: %s\n  exposure:\n    subnet: 10.0.1.0/24\n' \
		"$kind" a a "$kind" b b >"$T/two.yaml"
	exits 1 ./pipeline.sh -c "$T/two.yaml"
	[ "$output" = "tmpl-render: $T/two.yaml:16:13: .spec.exposure.vip: must be unique, found \"10.0.1.100\", which is also at $T/two.yaml:8:13
2 requests, 1 at fault" ]
}

@test "two requests that make one cluster Secret are a mistake of the second" {
	local name domain
	while read -r name domain; do
		printf -- '---\n%s\nmetadata:\n  name: %s\n  annotations: {platform.integratn.tech/base-domain: %s}\nspec: {name: %s}\n' \
			"$(sed -n 2,3p examples/minimal.yaml)" "$name" "$domain" "$name"
	done >"$T/two.yaml" <<-'END'
		media lab.example.com
		media-lab example.com
	END
	exits 1 ./pipeline.sh -o "$T/out" "$T/two.yaml"
	[[ $output == *'default/media-lab/resources/argocd-cluster-external-secret.yaml:'*': .spec.target.name: the Secret "cluster-media-lab-example-com" in namespace "argocd" is also made at default/media/resources/argocd-cluster-external-secret.yaml:1:1'* ]]
	[ "$(ls "$T/out/default")" = media ]
}

@test "-d shows what would change, and what cannot change" {
	./pipeline.sh -o "$T/have" "${examples[@]}"
	exits 0 ./pipeline.sh -d "$T/have" "${examples[@]}"
	[ -z "$output" ]
	sed 's/^  vcluster:/&\n    replicas: 5/' examples/prod.yaml >"$T/prod.yaml"
	exits 0 ./pipeline.sh -d "$T/have" "$T/prod.yaml"
	[[ $output == *'ArgoCDApplication platform-requests/payments'*'replicas: 3 → 5'* ]]
	sed 's/preset: prod/preset: dev/' examples/prod.yaml >"$T/prod.yaml"
	exits 1 ./pipeline.sh -d "$T/have" "$T/prod.yaml"
	[[ $output == *'  ! '*'reason: '* ]]
	echo 'a: [' >"$T/have/platform-requests/payments/resources/broken.yaml"
	exits 2 ./pipeline.sh -d "$T/have" examples/prod.yaml
	[[ $output == *'resources/broken.yaml:1:4: '* && $output != *'+ '* ]]
	exits 2 ./pipeline.sh -d examples/prod.yaml examples/prod.yaml
	[[ $output == *'examples/prod.yaml/platform-requests/payments/resources: Not a directory'* ]]
	exits 2 ./pipeline.sh -d "$T/nowhere" examples/prod.yaml
	[[ $output == *'nowhere/platform-requests/payments/resources: No such file or directory'* ]]
	rm -r "$T/have/platform-requests/payments"
	exits 0 ./pipeline.sh -d "$T/have" examples/prod.yaml
	[ "$(grep -c '^+ ' <<<"$output")" -ge 8 ]
}

# processes COMMAND…: prints the number of processes that a command starts, itself included.
processes()
{
	need strace
	strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace" true 2>/dev/null || skip 'strace may not trace here'
	strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace" "$@"
	echo $(($(grep -cE '(clone3?|v?fork)(\(| resumed).* = [0-9]+$' "$T/trace") + 1))
}

@test "a configure run takes at most 10 processes, and 50 requests no more than one" {
	kratix strace -V
	need strace
	n=$(KRATIX_INPUT=$T/input KRATIX_OUTPUT=$T/output KRATIX_METADATA=$T/metadata KRATIX_WORKFLOW_ACTION=configure \
		KRATIX_WORKFLOW_TYPE=resource KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 processes ./pipeline.sh)
	echo "$n processes"
	[ "$n" -le 10 ]
	many 50 >"$T/many.yaml"
	[ "$(processes ./pipeline.sh -o "$T/one" examples/minimal.yaml)" -eq "$(processes ./pipeline.sh -o "$T/many" "$T/many.yaml")" ]
}

# many N: prints N good requests, of both presets and with every field of examples/everything.yaml.
many()
{
	local i
	for ((i = 0; i < $1; i++)); do
		case $((i % 3)) in
		0) printf -- '---\nspec: {name: c%s}\n' "$i" ;;
		1) printf -- '---\nspec: {name: c%s, vcluster: {preset: prod}, exposure: {subnet: 10.%s.%s.0/24}}\n' "$i" $((i / 250)) $((i % 250)) ;;
		2) printf -- '---\nspec: {name: c%s, vcluster: {preset: dev, isolationMode: strict}, networkPolicies: {enabled: true}}\n' "$i" ;;
		esac
		printf 'apiVersion: platform.integratn.tech/v1alpha1\nkind: VClusterOrchestratorV2\nmetadata: {name: c%s, namespace: n%s}\n' "$i" $((i % 7))
	done
}

@test "if every tenth of 200 requests has a mistake, all others are written" {
	local i n=0 faults=('  vcluster: {replicas: many}' '  vcluster: {preset: pord}' '  targetNamespace: kube-system' '  nam: x'
		'  exposure: {subnet: 10.250.0.0/24, vip: 10.251.0.1}' '  vcluster: {replicas: 3}' '  exposure: {hostname: x.integratn.tech}'
		'  vcluster: {resources: {requests: {memory: 2Gi}}}' '  vcluster: {k8sVersion: 1.34}' '  networkPolicies: {enableNFS: 1}'
		'  argocdApplication: {targetRevision: main}' '  exposure: {apiPort: 0}' '  exposure: {subnet: 10.0.4.0}'
		'  integrations: {argocd: {clusterLabels: {a b: c}}}' '  vcluster: {exportKubeConfig: {insecure: true}}' '  name: x' '  vcluster: []'
		'  integrations: {argocd: {workloadRepo: {url: "https://u:p@h/x"}}}' '  targetNamespace: default' 'platform: {baseDomain: x.org}')
	many 180 >"$T/all.yaml"
	mkdir "$T/requests"
	awk -v dir="$T/requests" 'BEGIN { RS = "---\n"; ORS = "" } NF { printf "%s", $0 >(dir "/" NR ".yaml") }' "$T/all.yaml"
	for ((i = 0; i < ${#faults[@]}; i++)); do
		printf 'apiVersion: platform.integratn.tech/v1alpha1\nkind: VClusterOrchestratorV2\nmetadata: {name: f%s, namespace: f}\nspec:\n  name: f%s\n%s\n' \
			"$i" "$i" "${faults[i]}" >"$T/requests/bad$i.yaml"
	done
	run ./pipeline.sh -o "$T/out" "$T/requests"
	[ "$status" -eq 1 ]
	[[ ${lines[-1]} == '200 requests, 180 written, 20 at fault' ]] || { echo "$output" | tail -n 3; return 1; }
	for ((i = 0; i < ${#faults[@]}; i++)); do
		grep -qE "/requests/bad$i\.yaml:[0-9]+:[0-9]+: " <<<"$output" || { echo "nothing about ${faults[i]}"; return 1; }
	done
	[ "$(find "$T/out" -name status.yaml | wc -l)" -eq 180 ]
	[ "$(find "$T/out" -name argocd-application-request.yaml | wc -l)" -eq 180 ]
	[ ! -e "$T/out/f" ]
}

@test "the first resources are printed before the last request is read" {
	mkfifo "$T/requests"
	./pipeline.sh -o "$T/out" - <"$T/requests" 2>/dev/null 3>&- &
	exec 7>"$T/requests"
	many 9 >&7
	for ((i = 0; i < 200; i++)); do
		[ ! -e "$T/out/n0/c0/status.yaml" ] || break
		sleep 0.05
	done
	[ -e "$T/out/n0/c0/status.yaml" ]
	exec 7>&-
	wait $!
	[ -e "$T/out/n1/c8/status.yaml" ]
}

@test "a run that is ended by TERM leaves nothing half-published" {
	mkfifo "$T/requests"
	./pipeline.sh -o "$T/out" - <"$T/requests" 2>/dev/null 3>&- &
	exec 7>"$T/requests"
	many 20 >&7
	until [ -e "$T/out/n0/c0/status.yaml" ]; do sleep 0.02; done
	kill -TERM $!
	rc=0
	wait $! || rc=$?
	exec 7>&-
	[ $rc = 143 ]
	[ ! -e "$T/out/.stage" ]
	[ "$(find "$T/out" -name status.yaml | wc -l)" -eq "$(find "$T/out" -name resources | wc -l)" ]
}

@test "of two runs at once on one folder, a group is published from one run or not at all" {
	local i a b ra rb
	./pipeline.sh -o "$T/a" examples/minimal.yaml 2>/dev/null
	sed 's/^spec:/&\n  vcluster: {preset: prod}/' examples/minimal.yaml >"$T/b.yaml"
	./pipeline.sh -o "$T/b" "$T/b.yaml" 2>/dev/null
	for ((i = 0; i < 10; i++)); do
		ra=0 rb=0
		./pipeline.sh -o "$T/both" examples/minimal.yaml 2>/dev/null & a=$!
		./pipeline.sh -o "$T/both" "$T/b.yaml" 2>/dev/null & b=$!
		wait $a || ra=$?
		wait $b || rb=$?
		[ $ra = 0 ] && [ $rb = 0 ]
		diff -r "$T/a" "$T/both" >/dev/null || diff -r "$T/b" "$T/both"
	done
}

@test "a promise is found by the group and kind that it serves, in any folder of promises" {
	mkdir -p "$T/promises/greeting/configure/resources" "$T/promises/bundle"
	cat >"$T/promises/greeting/promise.yaml" <<-'YAML'
		apiVersion: platform.kratix.io/v1alpha1
		kind: Promise
		metadata: {name: greeting}
		spec:
		  api:
		    apiVersion: apiextensions.k8s.io/v1
		    kind: CustomResourceDefinition
		    metadata: {name: greetings.example.com}
		    spec:
		      group: example.com
		      scope: Namespaced
		      names: {kind: Greeting, plural: greetings, singular: greeting}
		      versions:
		      - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {whom: {type: string}}}}}}}
	YAML
	sed 's/^metadata: .*/metadata: {name: bundle}/; s/Greeting/Bundle/; s/greeting/bundle/g
		s/^spec:/&\n  dependencies:\n  - apiVersion: example.com\/v1\n    kind: Greeting\n    metadata: {name: g}/' \
		"$T/promises/greeting/promise.yaml" >"$T/promises/bundle/promise.yaml"
	echo '{}' >"$T/promises/greeting/base.yaml"
	echo '{}' >"$T/promises/bundle/base.yaml"
	printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: g}\ndata: {whom: "{{ .spec.whom }}"}\n' \
		>"$T/promises/greeting/configure/resources/g.yaml.tmpl"
	printf 'kind: Greeting\napiVersion: example.com/v1\nmetadata: {name: g}\nspec: {whom: world}\n' >"$T/g.yaml"
	exits 0 ./pipeline.sh -T "$T/promises" "$T/g.yaml"
	[[ $output == *'whom: "world"'* || $output == *'whom: world'* ]]
	PROMISES=$T/promises exits 0 ./pipeline.sh -c "$T/g.yaml"
	exits 1 ./pipeline.sh "$T/g.yaml"
	[[ $output == *'g.yaml:1:7: .kind: no schema for this kind, found "Greeting"; known: ArgoCDApplication'*VClusterOrchestratorV2* ]]
	[[ $output != *base.yaml* ]]
	sed -i 's,example.com/v1,example.org/v1,' "$T/g.yaml"
	exits 1 ./pipeline.sh -T "$T/promises" "$T/g.yaml"
}

@test "a mistake in a promise is printed once" {
	cp -rL templates "$T/promises"
	sed -i 's/type: string/type: strnig/' "$T/promises/argocd-project/promise.yaml"
	exits 1 ./pipeline.sh -T "$T/promises" examples/dev.yaml
	[[ $output == yaml-validate:*'unknown type "strnig"'* ]]
	[ "$(grep -c strnig <<<"$output")" -eq 1 ]
	cp -rL templates/. "$T/promises"
	sed -i 's/^\( *\)pattern: /\1patern: /' "$T/promises/vcluster-orchestrator-v2/promise.yaml"
	exits 0 ./pipeline.sh -c -T "$T/promises" examples/dev.yaml
	[ -n "$output" ]
	[ -z "$(sort <<<"$output" | uniq -d)" ]
}

@test "configure writes the resources and the status, and prints nothing" {
	kratix
	says 0 ''
	[ -z "$output" ]
	[ "$(ls -A "$T/output")" = resources ]
	[ "$(ls -A "$T/metadata")" = status.yaml ]
	grep -qx 'phase: Scheduled' "$T/metadata/status.yaml"
	! grep -E '^(kratix|workflows.*|observedGeneration|conditions):' "$T/metadata/status.yaml"
	written "$T/hand" examples/prod.yaml
	diff -r "$T/hand/resources" "$T/output/resources"
	same "$T/hand/status.yaml" "$T/metadata/status.yaml"
}

@test "a refused request suspends the workflow and says why, if WORKFLOW_CONTROL is 1" {
	cp examples/bad/several-mistakes.yaml "$T/input/object.yaml"
	kratix WORKFLOW_CONTROL=1
	says 0 'object.yaml:11:15: .spec.vcluster.replicas'
	[ -z "$(ls -A "$T/output")" ]
	[ "$(ls -A "$T/metadata" | tr '\n' ' ')" = 'status.yaml workflow-control.yaml ' ]
	[ "$(yaml2kv "$T/metadata/workflow-control.yaml" | grep -v message)" = .suspend=true ]
	[ "$(yaml2kv "$T/metadata/status.yaml" | grep -v message)" = '.phase="Refused"' ]
	grep -q 'object.yaml:8:9: .spec.name: must be lower-case letters' "$T/metadata/workflow-control.yaml"
	cp examples/bad/unknown-preset.yaml "$T/input/object.yaml"
	kratix WORKFLOW_CONTROL=1
	says 0 'unknown preset'
	[ "$(grep -c level= "$T/metadata/status.yaml")" = 0 ]
	cp examples/prod.yaml "$T/input/object.yaml"
	kratix WORKFLOW_CONTROL=1
	says 0 ''
	[ "$(ls -A "$T/metadata")" = status.yaml ]
	kratix WORKFLOW_CONTROL=1 KRATIX_WORKFLOW_ACTION=delete
	says 0 ''
	cp examples/bad/several-mistakes.yaml "$T/input/object.yaml"
	echo 'retryAfter: 5m' >"$T/metadata/workflow-control.yaml"
	kratix
	says 1 'object.yaml:11:15'
	[ "$(cat "$T/metadata/workflow-control.yaml")" = 'retryAfter: 5m' ]
}

@test "fields that the API server adds to a request change nothing" {
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
	says 0 ''
	diff -r "$T/before" "$T/output/resources"
}

@test "all mistakes are reported at once, as object.yaml:LINE:COL" {
	cp examples/bad/several-mistakes.yaml "$T/input/object.yaml"
	kratix
	says 1 'level=error stage=tmpl-render request=team-a/media'
	[ "$(grep -c 'object\.yaml:[0-9]*:[0-9]*: \.spec' <<<"$output")" -eq "$(grep -c 'several-mistakes.yaml:.*: \.spec' examples/bad/several-mistakes.err)" ]
	kratix KRATIX_OBJECT_NAME=lab KRATIX_OBJECT_NAMESPACE=team-b
	says 1 'request=team-b/lab'
	: >"$T/input/object.yaml"
	kratix
	says 1 'request=default/unknown'
	cp examples/bad/vip-outside-its-subnet.yaml "$T/input/object.yaml"
	kratix
	says 1 ' object.yaml:11:10: .spec.exposure.vip: '
	cp examples/bad/reserved-namespace.yaml "$T/input/object.yaml"
	kratix
	says 1 'object.yaml:'
}

@test "missing variables and unknown actions, types and promises exit with 2" {
	local name
	for name in KRATIX_WORKFLOW_ACTION KRATIX_WORKFLOW_TYPE KRATIX_PROMISE_NAME; do
		kratix $name=
		[ "${#lines[@]}" -eq 1 ]
		says 2 'stage=start'
	done
	says 2 'known: argocd-application argocd-project vcluster-orchestrator-v2'
	kratix KRATIX_WORKFLOW_ACTION=
	says 2 'KRATIX_WORKFLOW_ACTION is not set; allowed: configure, delete'
	kratix KRATIX_WORKFLOW_ACTION=destroy
	says 2 'KRATIX_WORKFLOW_ACTION is destroy; allowed: configure, delete'
	kratix KRATIX_WORKFLOW_TYPE=promise
	says 2 'KRATIX_WORKFLOW_TYPE is promise; allowed: resource'
	for name in no-such ../vcluster-orchestrator-v2 . .. / vcluster-orchestrator-v2/ 'a b' $'a\nlevel=info'; do
		kratix KRATIX_PROMISE_NAME="$name"
		says 2 'no promise'
		[ "${#lines[@]}" -eq 1 ]
	done
	[ -z "$(ls -A "$T/output" "$T/metadata" | grep -v :)" ]
}

@test "a missing input exits with 2" {
	rm "$T/input/object.yaml"
	kratix
	says 2 'stage=read'
	kratix KRATIX_INPUT="$T/nowhere"
	says 2 'stage=read'
}

@test "delete writes the status and nothing else" {
	kratix KRATIX_WORKFLOW_ACTION=delete
	says 0 ''
	grep -qx 'phase: Deleting' "$T/metadata/status.yaml"
	grep -q "$(sed -n 's/^  name: //p' examples/prod.yaml | head -1)" "$T/metadata/status.yaml"
	[ -z "$(ls -A "$T/output")" ]
}

@test "the status of a deletion is checked as the status of a request" {
	cp -rL templates "$T/promises"
	echo 'kratix: {}' >>"$T/promises/vcluster-orchestrator-v2/delete/status.yaml.tmpl"
	kratix PROMISES="$T/promises" KRATIX_WORKFLOW_ACTION=delete
	says 1 'status.yaml:4:1: .kratix: Kratix sets this field of a status itself'
	[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ]
}

@test "nothing in a request blocks its deletion" {
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
		exits 0 yaml-validate "$T/metadata/status.yaml"
		rm "$T/metadata/status.yaml"
	done
	[ -z "$(ls -A "$T/output")" ]
}

@test "the deletion of a request that is not YAML uses the names that Kratix passes" {
	printf 'spec: {' >"$T/input/object.yaml"
	kratix KRATIX_WORKFLOW_ACTION=delete KRATIX_OBJECT_NAME=media KRATIX_OBJECT_NAMESPACE=team-a
	says 0 ''
	grep -q '^vclusterName: media$' "$T/metadata/status.yaml"
	printf 'metadata: {name: media}\nspec: {name: lab}\n---\nspec: {name: other}\n' >"$T/input/object.yaml"
	kratix KRATIX_WORKFLOW_ACTION=delete
	says 0 ''
	grep -q '^vclusterName: lab$' "$T/metadata/status.yaml"
}

@test "the kind of a request chooses the promise, unless -P names one" {
	printf '%s\n' 'apiVersion: platform.integratn.tech/v1alpha1' 'kind: ArgoCDProject' 'metadata:' '  name: p' \
		'  namespace: n1' 'spec:' '  name: p' '  sourceRepos: ["*"]' '  destinations: []' >"$T/p.yaml"
	exits 0 ./pipeline.sh "$T/p.yaml"
	[[ $output == *'kind: AppProject'* ]]
	exits 1 ./pipeline.sh -P vcluster-orchestrator-v2 "$T/p.yaml"
	[[ $output == *'.kind:'*VClusterOrchestratorV2*'; one run serves one promise; -P or -T chooses'* ]]
	exits 2 ./pipeline.sh -P nothing "$T/p.yaml"
}

@test "a wrong call exits with 2 and the usage" {
	local call
	for call in -n '-o' '-x' "-c -o $T examples/prod.yaml" "-o $T" -e '-c -d x examples/prod.yaml'; do
		exits 2 ./pipeline.sh $call
		[[ $output == *usage:* ]]
	done
	exits 2 ./pipeline.sh no-such-file
	exits 0 ./pipeline.sh -h
	[[ $output == usage:* ]]
	exits 0 ./pipeline.sh -V
	[[ $output == *"$(cat VERSION)"* ]]
}

@test "folders and files may have any name, and cannot forge a line of the log" {
	local dir="$T/a b	c'\"é"
	mkdir "$dir"
	cp examples/minimal.yaml "$dir/-r.yaml"
	(cd "$dir" && "$ROOT/pipeline.sh" -o 'o u t' ./-r.yaml 2>/dev/null && "$ROOT/pipeline.sh" -- -r.yaml >/dev/null)
	[ -e "$dir/o u t/team-a/sandbox/status.yaml" ]
	exits 2 ./pipeline.sh $'x"\nlevel=info stage=publish'
	! grep -q '^level=info' <<<"$output"
}

@test "a name in a request cannot forge a line of the log" {
	printf '%s\n' 'metadata: {name: "a\nlevel=info", namespace: "x stage=publish"}' >"$T/input/object.yaml"
	kratix KRATIX_OBJECT_NAME=$'a\nlevel=info'
	[ "$status" -eq 1 ]
	[[ $(grep -c ^level= <<<"$output") -eq 1 ]]
}

@test "the platform's vipOffset has its effect, like the other settings" {
	cp -r templates promise.yaml "$T"
	sed -i 's/^  vipOffset: 100$/  vipOffset: 7/' "$T/templates/vcluster-orchestrator-v2/base.yaml"
	./pipeline.sh examples/dev.yaml >"$T/before"
	./pipeline.sh -T "$T/templates" examples/dev.yaml >"$T/after"
	sed 's/10\.0\.4\.100/10.0.4.7/' "$T/before" >"$T/want"
	! cmp -s "$T/before" "$T/want"
	same "$T/want" "$T/after"
	./pipeline.sh -T "$T/templates" -e examples/dev.yaml |
		grep -qxF '.spec.exposure.vip="10.0.4.7" #@ vip-calc 10.0.4.0/24 + 7'
}

@test "pipeline.sh works through a link and through PATH" {
	(cd "$T" && PATH=$ROOT:$PATH pipeline.sh "$ROOT/examples/minimal.yaml") | grep -q '^kind: ArgoCDProject'
	(cd examples && bash ../pipeline.sh minimal.yaml) | grep -q '^kind: ArgoCDProject'
	bash pipeline.sh examples/minimal.yaml | grep -q '^kind: ArgoCDProject'
	ln -s "$ROOT/pipeline.sh" "$T/link"
	"$T/link"  examples/minimal.yaml | grep -q '^kind: ArgoCDProject'
}

@test "an installed pipeline.sh finds its tools and data" {
	make -s install B="$B" PREFIX=/opt/vco DESTDIR="$T/root" >/dev/null
	(unset TOOLS; cd "$T" && PATH=/usr/bin:/bin "$T/root/opt/vco/bin/pipeline.sh" "$ROOT/examples/prod.yaml") >"$T/installed"
	./pipeline.sh examples/prod.yaml >"$T/here"
	same "$T/here" "$T/installed"
}

# The promise here has no unique fields, so that a thousand requests may share a name.
@test "one mistake in a request is one finding at its place, and three are three" {
	mkdir "$T/requests" "$T/promises"
	cp -rL templates/. "$T/promises"
	rm "$T/promises/vcluster-orchestrator-v2/unique"
	yaml2kv examples/everything.yaml | awk -v LIST="$T/list" -f tests/fields/mistakes.awk | kv2yaml |
		awk -v into="$T/requests" '
			BEGIN { file = into "/0001" }
			/^---$/ { close(file ".yaml"); file = sprintf("%s/%04d", into, ++n + 1); next }
			{ print >(file ".yaml") }'
	exits 1 ./pipeline.sh -T "$T/promises" -P vcluster-orchestrator-v2 -c "$T/requests"
	# A finding: the number of its request, and its path. The names of the good ones collide.
	sed -nE "s|^tmpl-render: $T/requests/0*([0-9]+)\.yaml:[0-9]+:[0-9]+: (\.[^ ]*): .*|\1 \2|p" \
		<<<"$output" >"$T/findings"
	[ "$(wc -l <"$T/findings")" -gt 500 ]
	! grep "^tmpl-render: .*/base.yaml" <<<"$output" || false
	awk '
		NR == FNR { written[FNR] = $1; path[FNR] = $2; second[FNR] = $3; third[FNR] = $4; n = FNR; next }
		{ count[$1]++; found[$1] = found[$1] " " $2 }
		# null counts as not written, and then the default may not fit to other fields.
		!third[$1] && written[$1] != "null" && index($2, path[$1]) != 1 {
			print path[$1] "=" written[$1] " gets a finding about " $2
		}
		END {
			for (i = 1; i <= n; i++) {
				if (!third[i] && written[i] == "{}")
					one[path[i]] = count[i] + 0
				want = third[i] ? one[path[i]] + one[second[i]] + one[third[i]] : count[i] > 0
				if (count[i] + 0 != want)
					print path[i], second[i], third[i] "=" written[i] " gets" found[i]
			}
		}' "$T/list" "$T/findings" >"$T/wrong"
	same /dev/null "$T/wrong"
}

@test "a file that cannot be opened gets one message" {
	exits 2 ./pipeline.sh -c "$T/none.yaml"
	[[ $(grep -v '^level=error\|at fault$' <<<"$output") == "yaml2kv: cannot open $T/none.yaml: "* ]]
	[ "$(grep -c . <<<"$output")" -eq 3 ]
}
