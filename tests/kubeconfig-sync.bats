#!/usr/bin/env bats
# kubeconfig-sync against a server on loopback that plays the Kubernetes API and 1Password Connect
# (stub-vault.py), right and wrong.

load lib

setup()
{
	need python3 curl jq
	python=/usr/bin/python3
	[ -x "$python" ] || python=python3
	cd "$T"
	mkdir kube
	echo kube-token-0123456789abcdef >kube/token
	echo connect-token-0123456789abcdef >connect-token
	secret_with token >secret
	"$python" "$ROOT/tests/stub-vault.py" "$T" 3>&- &
	stub=$!
	until [ -s port ]; do sleep 0.02; done
	export CONNECT_URL=http://127.0.0.1:$(<port) KUBE_API=http://127.0.0.1:$(<port)/
	export VAULT=homelab ITEM=vcluster-media-kubeconfig ARGOCD_NAME=media
	export SECRET_NAME=vc-media SECRET_NAMESPACE=vcluster-media
	export API_URL=https://media.example.org:8443
	export SERVICEACCOUNT=$T/kube CONNECT_TOKEN_FILE=$T/connect-token
	export DEADLINE=90 REQUEST_TIMEOUT=15 RETRY_BASE=10
}

teardown()
{
	[ -z "${stub-}" ] || kill "$stub" 2>/dev/null || :
}

# secret_with token|certificate|nothing: the Secret that vcluster writes.
secret_with()
{
	local user="token: vcluster-token-0123456789" token='' cert='' key=''
	case $1 in
	token) token=vcluster-token-0123456789 ;;
	certificate)
		user='client-certificate-data: Y2VydA==, client-key-data: a2V5LTAxMjM0NTY3ODk='
		cert=$'-----BEGIN CERTIFICATE-----\nY2VydA==\n-----END CERTIFICATE-----\n'
		key=$'-----BEGIN EC PRIVATE KEY-----\na2V5LTAxMjM0NTY3ODk=\n-----END EC PRIVATE KEY-----\n'
		;;
	esac
	jq -n --arg config "apiVersion: v1
kind: Config
current-context: my-vcluster
clusters:
- name: my-vcluster
  cluster: {server: 'https://localhost:8443', certificate-authority-data: Y2E=}
contexts:
- name: my-vcluster
  context: {cluster: my-vcluster, user: my-vcluster}
users:
- name: my-vcluster
  user: {$user}
" --arg token "$token" --arg cert "$cert" --arg key "$key" '{apiVersion: "v1", kind: "Secret",
		metadata: {name: "vc-media"}, data: ({config: $config, token: $token, "client-key": $key,
			"client-certificate": $cert, "certificate-authority": "-----CA-----\n"}
			| map_values(@base64))}'
}

# restart_with_items: the server again, on the same port, with the items on standard input.
restart_with_items()
{
	kill "$stub"
	wait "$stub" || :
	cat >items
	local port
	port=$(<port)
	rm -f port
	"$python" "$ROOT/tests/stub-vault.py" "$T" "$port" 3>&- &
	stub=$!
	until [ -s port ]; do sleep 0.02; done
}

# field LABEL: its value in the one item of the vault.
field()
{
	jq -er --arg of "$1" 'if length == 1 then .[0].fields else error end
		| map(select(.label == $of)) | if length == 1 then .[0].value else error end' items
}

complete()
{
	[ "$(field argocd-server)" = "$API_URL" ]
	[ "$(field argocd-name)" = media ]
	[ "$(field kubeconfig | yaml2kv | grep server=)" = ".clusters[0].cluster.server=\"$API_URL\"" ]
	field argocd-config | jq -e '.tlsClientConfig.caData | @base64d == "-----CA-----\n"' >/dev/null
}

# fails STATUS MESSAGE: the run fails so, with MESSAGE last, and has written nothing.
fails()
{
	gives "$1" kubeconfig-sync
	[[ ${lines[-1]} == "kubeconfig-sync: "$2 ]] || {
		printf 'wanted: kubeconfig-sync: %s\ngot: %s\n' "$2" "$output"
		return 1
	}
	[ ! -e items ]
}

@test "makes the item of a kubeconfig with a token" {
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: created item vcluster-media-kubeconfig" ]
	complete
	field argocd-config | jq -e '. == {bearerToken: "vcluster-token-0123456789",
		tlsClientConfig: {caData: ("-----CA-----\n" | @base64)}}'
	[ "$(field kubeconfig | yaml2kv | sort)" = "$(jq -r '.data.config | @base64d' secret |
		sed 's,https://localhost:8443,https://media.example.org:8443,' | yaml2kv | sort)" ]
	jq -e '.[0] | .title == "vcluster-media-kubeconfig" and .vault.id == "abcdefghijklmnopqrstuvwxyz"
		and ([.fields[] | select(.type == "CONCEALED").label] == ["kubeconfig", "argocd-config"])' items
}

@test "makes the item of a kubeconfig with a client certificate" {
	secret_with certificate >secret
	gives 0 kubeconfig-sync
	complete
	field argocd-config | jq -e --slurpfile secret secret '. == {tlsClientConfig: {
		caData: $secret[0].data["certificate-authority"],
		certData: $secret[0].data["client-certificate"], keyData: $secret[0].data["client-key"]}}'
}

@test "a second run writes nothing" {
	kubeconfig-sync
	cp items before
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: item vcluster-media-kubeconfig is up to date" ]
	same before items
	[ "$(grep -c -e ^P log)" -eq 1 ]
}

@test "changes only its own fields and keeps what others added" {
	restart_with_items <<'EOF'
[{"id": "item0000000000000000000007", "title": "vcluster-media-kubeconfig", "version": 4,
  "category": "SECURE_NOTE", "vault": {"id": "abcdefghijklmnopqrstuvwxyz"}, "tags": ["mine"],
  "sections": [{"id": "s", "label": "notes"}], "fields": [
  {"id": "notesPlain", "label": "notesPlain", "purpose": "NOTES", "value": "by hand"},
  {"id": "n1", "label": "argocd-name", "value": "old", "section": {"id": "s"}},
  {"id": "x", "label": "owner", "value": "ann"},
  {"id": "n2", "label": "argocd-name", "value": "older"}]},
 {"id": "item0000000000000000000008", "title": "VCLUSTER-media-kubeconfig", "version": 1,
  "category": "SECURE_NOTE", "vault": {"id": "abcdefghijklmnopqrstuvwxyz"}, "fields": []}]
EOF
	cp items before
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: changed kubeconfig, argocd-name, argocd-server, argocd-config of item vcluster-media-kubeconfig" ]
	jq -e --slurpfile before before '.[1] == $before[0][1] and (.[0] | .tags == ["mine"]
		and .sections == $before[0][0].sections and .version == 5
		and .fields[:3] == ($before[0][0].fields | .[1].value = "media" | .[:3])
		and [.fields[].label] == ["notesPlain", "argocd-name", "owner", "kubeconfig", "argocd-server",
			"argocd-config"])' items
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: item vcluster-media-kubeconfig is up to date" ]
}

@test "with -n says what would change, without values, and changes nothing" {
	gives 0 kubeconfig-sync -n
	[ "$output" = "would create item vcluster-media-kubeconfig in vault homelab" ]
	[ ! -e items ]
	kubeconfig-sync
	secret_with certificate >secret
	cp items before
	gives 0 kubeconfig-sync -n
	[ "$output" = "would change kubeconfig, argocd-config of item vcluster-media-kubeconfig in vault homelab" ]
	same before items
}

@test "a vault may be named by its id" {
	VAULT=abcdefghijklmnopqrstuvwxyz gives 0 kubeconfig-sync
	complete
}

@test "help, version and a wrong call" {
	gives 0 kubeconfig-sync -h
	[ "${lines[0]}" = "usage: kubeconfig-sync [-1n]" ]
	[ "$(kubeconfig-sync -V)" = "$(yaml2kv -V)" ]
	gives 2 kubeconfig-sync -x
	gives 2 kubeconfig-sync operand
}

@test "every variable must be there and look right" {
	for variable in CONNECT_URL VAULT ITEM SECRET_NAME SECRET_NAMESPACE API_URL ARGOCD_NAME; do
		gives 2 env -u "$variable" kubeconfig-sync
		[ "$output" = "kubeconfig-sync: $variable is not set" ]
	done
	for setting in CONNECT_URL=file:///etc/passwd API_URL=http://x SECRET_NAME=../../x VAULT='a"b' \
		SECRET_NAMESPACE=A DEADLINE=never 'ITEM=a" or title eq "b'; do
		gives 2 env "$setting" kubeconfig-sync
		[[ $output == "kubeconfig-sync: ${setting%%=*} is no "*": ${setting#*=}" ]]
	done
	[ ! -e log ]
}

@test "a token that is missing or is none" {
	rm connect-token
	fails 2 "cannot read the token $T/connect-token"
	: >connect-token
	fails 2 "what $T/connect-token holds is no token"
	printf 'two words' >connect-token
	fails 2 "what $T/connect-token holds is no token"
	[ ! -e log ]
}

@test "a token that Connect rejects" {
	echo another-token >another-token
	CONNECT_TOKEN_FILE=$T/another-token fails 1 "GET $CONNECT_URL/v1/vaults: 401: Invalid token signature"
	[ "$(grep -c vaults log)" -eq 1 ]
}

@test "an account that may not read the Secret" {
	SECRET_NAME=vc-other fails 1 "GET *: 403: forbidden: this account may get vc-media only"
}

@test "a vault that is not in the token's scope" {
	VAULT=other fails 1 "GET $CONNECT_URL/v1/vaults/*/items: 403: vault is not in the token's scope"
}

@test "a vault that is unknown" {
	VAULT=homelap fails 1 "the token may see no vault homelap, only: homelab, other"
}

@test "two items of one title" {
	restart_with_items <<'EOF'
[{"id": "item0000000000000000000001", "title": "vcluster-media-kubeconfig"},
 {"id": "item0000000000000000000002", "title": "vcluster-media-kubeconfig"}]
EOF
	gives 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: 2 items of vault homelab are called vcluster-media-kubeconfig: keep one" ]
}

@test "an item that is gone between read and write is made anew" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 gone' >faults
	gives 0 kubeconfig-sync
	[[ $output == *"PUT "*": 404: the item has changed meanwhile; trying again in "*"created item"* ]]
	complete
}

@test "an item that changes between read and write keeps what was added" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 changed' >faults
	gives 0 kubeconfig-sync
	complete
	[ "$(field meanwhile)" = kept ]
}

@test "a write that is refused" {
	echo 'POST . 9 400' >faults
	fails 1 "POST $CONNECT_URL/v1/vaults/abcdefghijklmnopqrstuvwxyz/items: 400: as the test wants: 400"
	[ "$(grep -c POST log)" -eq 1 ]
}

@test "goes on after answers of 500, wherever they come" {
	printf '%s\n' 'GET secrets 2 500' 'GET vaults$ 2 503' 'GET filter 1 500' 'POST . 1 500' >faults
	gives 0 kubeconfig-sync
	[ "$(grep -c 'trying again' <<<"$output")" -eq 6 ]
	complete
}

@test "gives up when 500 lasts until the deadline" {
	echo 'GET vaults 999 500' >faults
	DEADLINE=3 fails 1 "GET $CONNECT_URL/v1/vaults: 500: as the test wants: 500; gave up, since DEADLINE is 3 seconds"
}

@test "waits as long as a 429 asks for, and by itself where it does not" {
	printf '%s\n' 'GET vaults 1 429;Retry-After=1' 'GET vaults 1 429' >faults
	gives 0 kubeconfig-sync
	[[ $output == *"429: as the test wants: 429; trying again in 1.000 seconds"* ]]
	[[ $output == *"trying again in 0.0"* ]]
	echo 'GET vaults 9 429;Retry-After=3600' >faults
	gives 1 kubeconfig-sync
	[[ $output == *"; gave up, since DEADLINE is 90 seconds" ]]
}

@test "goes on when the server is up again" {
	port=$(<port)
	kill "$stub"
	wait "$stub" || :
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q refused err; do sleep 0.02; done
	"$python" "$ROOT/tests/stub-vault.py" "$T" "$port" 3>&- &
	stub=$!
	wait "$pid"
	[[ $(<err) == *": the connection is refused; trying again in "* ]]
	complete
}

@test "goes on after connections that break, before, amid and after an answer" {
	printf '%s\n' 'GET secrets 1 drop' 'GET vaults$ 1 cut' 'GET filter 1 cut' 'POST . 1 lost' >faults
	gives 0 kubeconfig-sync
	[ "$(grep -c 'the connection broke; trying' <<<"$output")" -eq 4 ]
	[[ $output == *"item vcluster-media-kubeconfig is up to date" ]]
	complete
	[ "$(grep -c POST log)" -eq 1 ]
}

@test "a write whose answer is lost is not sent twice" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 lost' >faults
	gives 0 kubeconfig-sync
	[ "$(grep -c PUT log)" -eq 1 ]
	complete
}

@test "an answer of JSON that is cut short" {
	echo 'GET vaults$ 1 short' >faults
	fails 1 "GET $CONNECT_URL/v1/vaults: the answer is not JSON, or not what the API describes"
}

@test "answers of JSON of the wrong shape" {
	for json in '{}' '7' 'null' '[1]' '[{}]' '[{"id":"../x","name":"homelab"}]'; do
		echo "GET vaults\$ 1 is:$json" >faults
		fails 1 "GET $CONNECT_URL/v1/vaults: the answer is not JSON, or not what the API describes"
		restart_with_items <<<'[]'
		rm items
	done
	for json in '{}' '{"data":null}' '{"data":{"config":7}}' '[]' 'null'; do
		echo "GET secrets 1 is:$json" >faults
		fails 1 "Secret vcluster-media/vc-media: the answer is not JSON, or not what the API describes"
		restart_with_items <<<'[]'
		rm items
	done
}

@test "an item of the wrong shape" {
	kubeconfig-sync
	for json in '[]' '7' '{"fields":7}' '{"fields":[7]}'; do
		cp items before
		echo "GET items/ 1 is:$json" >faults
		gives 1 kubeconfig-sync
		[[ $output == *": the answer is not JSON, or not what the API describes" ]]
		restart_with_items <before
	done
}

@test "an answer of 5 MB" {
	echo 'GET filter 1 big' >faults
	fails 1 "GET $CONNECT_URL/v1/vaults/*/items: the answer is longer than 4194304 bytes"
}

@test "an answer that takes too long is asked for again" {
	echo 'GET vaults$ 1 slow:3' >faults
	REQUEST_TIMEOUT=1 gives 0 kubeconfig-sync
	[[ $output == *"GET $CONNECT_URL/v1/vaults: no answer in time; trying again in "* ]]
	complete
}

@test "waits for the Secret" {
	mv secret later
	{
		until grep -q 404 log 2>/dev/null; do sleep 0.02; done
		mv later secret
	} 3>&- &
	gives 0 kubeconfig-sync
	[[ ${lines[0]} == "kubeconfig-sync: Secret vcluster-media/vc-media does not exist; trying again in "* ]]
	complete
}

@test "a Secret that never comes, and one that is not waited for" {
	rm secret
	DEADLINE=1 fails 1 "Secret vcluster-media/vc-media does not exist; gave up, since DEADLINE is 1 seconds"
	gives 1 kubeconfig-sync -1
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media does not exist" ]
}

# secret_but FILTER: the Secret with a change.
secret_but()
{
	secret_with token | jq "$1" >secret
}

@test "a Secret without a kubeconfig" {
	secret_but 'del(.data.config)'
	fails 1 "Secret vcluster-media/vc-media has no key config, or an empty one"
	secret_but '.data.config = ""'
	fails 1 "Secret vcluster-media/vc-media has no key config, or an empty one"
}

@test "a kubeconfig that is not YAML, or not base64" {
	secret_but '.data.config = ("a: b\n c: [secret-of-hearts" | @base64)'
	fails 1 "Secret vcluster-media/vc-media: the kubeconfig is not one YAML document (first mistake at config:2:*)"
	[[ $output != *hearts* ]]
	secret_but '.data.config = "%%"'
	fails 1 "Secret vcluster-media/vc-media: key config is not base64"
	secret_but '.data.config = ("a: 1\n---\nb: 2\n" | @base64)'
	fails 1 "Secret vcluster-media/vc-media: the kubeconfig is not one YAML document"
}

@test "a kubeconfig without a cluster" {
	for config in 'clusters: []' 'clusters:' '[]' 'text' '{a: 1}' 'clusters: [{name: a, cluster: }]' \
		'{current-context: b, contexts: [{name: b, context: {cluster: c}}], clusters: [{name: a, cluster: {}}]}'; do
		secret_but ".data.config = (\"$config\" | @base64)"
		fails 1 "Secret vcluster-media/vc-media: the kubeconfig @(has no cluster|is not shaped like one)"
	done
}

@test "neither a token nor certificates" {
	secret_with nothing >secret
	fails 1 "Secret vcluster-media/vc-media: there is neither a token nor a client certificate with its key"
	secret_but '.data["certificate-authority"] = "" | .data.config |=
		(@base64d | sub(", certificate-authority-data: Y2E="; "") | @base64)'
	fails 1 "Secret vcluster-media/vc-media: there is no certificate authority"
}

@test "TERM ends it while it waits" {
	rm secret
	RETRY_BASE=60000 kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q 'trying again' err; do sleep 0.02; done
	kill "$pid"
	start=$SECONDS status=0
	wait "$pid" || status=$?
	[ "$status" -eq 143 ]
	[ $((SECONDS - start)) -le 2 ]
	[ "$(tail -1 err)" = "kubeconfig-sync: ended by TERM" ]
}

@test "a run that is killed at any request leaves what the next run completes" {
	for at in 'GET secrets' 'GET vaults$' 'GET filter' 'POST .' 'GET items/' 'PUT .'; do
		echo "$at 1 slow:0.3" >faults
		rm -f log
		kubeconfig-sync 2>/dev/null 3>&- &
		pid=$!
		sleep 0.25
		kill -KILL "$pid" 2>/dev/null || :
		wait "$pid" || :
		sleep 0.3
		gives 0 kubeconfig-sync
		complete
		secret_with certificate >secret
	done
}

@test "no process shows a secret while it runs, and no message, not even one that a server echoes" {
	secret_with certificate >secret
	printf '%s\n' kube-token-0123456789abcdef connect-token-0123456789abcdef a2V5LTAxMjM0NTY3ODk= \
		"$(jq -r '.data["client-key"]' secret)" >secrets
	printf '%s\n' 'GET secrets 1 slow:0.3' 'GET vaults$ 1 slow:0.3' 'GET filter 1 slow:0.3' \
		'POST . 1 slow:0.3' 'GET items/ 1 slow:0.3' 'PUT . 1 slow:0.3' 'PUT . 9 echo' >faults
	for run in create change refused; do
		env SHELLOPTS=xtrace kubeconfig-sync >>messages 2>&1 3>&- &
		pid=$!
		while kill -0 "$pid" 2>/dev/null; do
			cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n' >>seen || :
		done
		wait "$pid" || [ "$run" = refused ]
		secret_with "$([ "$run" = create ] && echo token || echo certificate)" >secret
	done
	[ "$(grep -c 'curl' seen)" -gt 3 ]
	grep -q '400: cannot take' messages
	run ! grep -F -f secrets seen messages
	[ "$(find . -type f | sort | xargs)" = "./connect-token ./faults ./items ./kube/token ./log ./messages ./port ./secret ./secrets ./seen" ]
}
