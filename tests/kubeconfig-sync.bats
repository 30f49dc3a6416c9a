#!/usr/bin/env bats
# kubeconfig-sync against a server on loopback that plays the Kubernetes API and 1Password Connect
# (stub-vault.py), right and wrong.

load lib

# One server plays for all tests, in the folder that they run in.
setup_file()
{
	need python3 curl jq
	mkdir "$BATS_FILE_TMPDIR/vault"
	serve "$BATS_FILE_TMPDIR/vault"
	cd "$BATS_FILE_TMPDIR"
	for with in token certificate nothing; do make_secret $with >$with; done
}

# serve DIR [PORT]: starts a server; sets stub.
serve()
{
	local python=/usr/bin/python3
	[ -x "$python" ] || python=python3
	rm -f "$1/port"
	"$python" "$ROOT/tests/stub-vault.py" "$@" 3>&- &
	stub=$!
	until [ -s "$1/port" ]; do sleep 0.02; done
}

setup()
{
	cd "$BATS_FILE_TMPDIR/vault"
	rm -rf $(ls | grep -vx port)
	mkdir kube
	echo kube-token-0123456789abcdef >kube/token
	echo connect-token-0123456789abcdef >connect-token
	secret_with token >secret
	export CONNECT_URL=http://127.0.0.1:$(<port) KUBE_API=http://127.0.0.1:$(<port)/
	export VAULT=homelab ITEM=vcluster-media-kubeconfig ARGOCD_NAME=media
	export SECRET_NAME=vc-media SECRET_NAMESPACE=vcluster-media
	export API_URL=https://media.example.org:8443
	export SERVICEACCOUNT=$PWD/kube CONNECT_TOKEN_FILE=$PWD/connect-token
	export DEADLINE=90 REQUEST_TIMEOUT=15 RETRY_BASE=10
	stub=''
}

teardown()
{
	[ -z "$stub" ] || kill "$stub" 2>/dev/null || :
}

teardown_file()
{
	kill "$stub"
}

# secret_with token|certificate|nothing: the Secret that vcluster writes.
secret_with()
{
	cat "$BATS_FILE_TMPDIR/$1"
}

make_secret()
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

# field LABEL: its value in the one item of the vault.
field()
{
	jq -er --arg of "$1" 'if length == 1 then .[0].fields else error end
		| map(select(.label == $of)) | if length == 1 then .[0].value else error end' items
}

# complete: the vault has one item, which has each of its fields once, as they shall be.
complete()
{
	jq -e --arg api "$API_URL" 'length == 1 and (.[0].fields
		| (map({key: .label, value: .value}) | from_entries) as $of
		| (map(.label) | length == (unique | length))
		and $of["argocd-name"] == "media" and $of["argocd-server"] == $api
		and ($of.kubeconfig | fromjson | .clusters[0].cluster.server == $api)
		and ($of["argocd-config"] | fromjson.tlsClientConfig.caData | @base64d == "-----CA-----\n"))' \
		items >/dev/null
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
	cat >items <<'EOF'
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
		and .fields[:3] == ($before[0][0].fields | .[1] += {value: "media", type: "STRING"} | .[:3])
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

@test "what may be a password in a URL that is refused is not shown" {
	for url in https://ann:pass-word@host ftp://ann:pass-word@host ann:pass-word@host \
		'https://host/?key=pass-word' 'https://host#pass-word' 'https://a@b:pass-word@host'; do
		for variable in CONNECT_URL API_URL KUBE_API; do
			gives 2 env "$variable=$url" kubeconfig-sync
			[[ $output == "kubeconfig-sync: $variable is no "*"URL: "*host* ]]
			[[ $output != *pass-word* ]]
		done
	done
	[ ! -e log ]
}

@test "a program that is not installed is named" {
	mkdir bin
	ln -s "$(type -P bash)" "$(type -P curl)" "$(type -P jq)" "$BIN/yaml2kv" "$BIN/kubeconfig-sync" bin
	PATH=$PWD/bin gives 2 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: kv2yaml is not installed" ]
}

@test "the Kubernetes API is trusted by the service account's authority, and by no other" {
	need openssl
	cp -R . "$T/own"
	cd "$T/own"
	for name in right wrong; do
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$name" \
			-addext subjectAltName=IP:127.0.0.1 -keyout $name.key -out $name.crt 2>/dev/null
	done
	cat right.key right.crt >tls.pem
	serve .
	export KUBE_API=https://127.0.0.1:$(<port) SERVICEACCOUNT=$PWD/kube
	for ca in wrong.crt tls.pem right.key; do
		cp $ca kube/ca.crt
		SSL_CERT_FILE=$PWD/right.crt CURL_CA_BUNDLE=$PWD/right.crt run kubeconfig-sync -1
		printf '%s %s\n' "$status" "${output##*/}" >>said
	done
	printf '%s\n' "1 vc-media: the server's certificate is not trusted" \
		'0 kubeconfig-sync: created item vcluster-media-kubeconfig' '1 vc-media: curl failed with 77' >want
	same want said
	# nor does curl look where its package keeps the system's authorities
	mkdir spies
	printf '#!/bin/sh\nexec %q "$@" --verbose 2>>%q/trace\n' "$(type -P curl)" "$PWD" >spies/curl
	chmod +x spies/curl
	cp right.crt kube/ca.crt
	PATH=$PWD/spies:$PATH gives 0 kubeconfig-sync -1
	[ "$(sed -n 's/^\* *CApath: //p' trace)" = /dev/null ]
}

@test "a token that is missing or is none" {
	rm connect-token
	fails 2 "cannot read the token $PWD/connect-token"
	: >connect-token
	fails 2 "what $PWD/connect-token holds is no token"
	printf 'two words' >connect-token
	fails 2 "what $PWD/connect-token holds is no token"
	[ ! -e log ]
}

@test "a token that Connect rejects" {
	echo another-token >another-token
	CONNECT_TOKEN_FILE=$PWD/another-token fails 1 "GET $CONNECT_URL/v1/vaults: 401: Invalid token signature"
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

@test "a name that two vaults have" {
	echo 'GET vaults$ 1 is:[{"id":"abcdefghijklmnopqrstuvwxyz","name":"homelab"},{"id":"b","name":"homelab"}]' >faults
	fails 1 "more than one vault is called homelab: give its id"
}

@test "a title is found whatever is in it, and however long it is" {
	ITEM="é+%20&x=#?;*' \$(id) $(printf 'a%.0s' {1..2000})"
	export ITEM
	gives 0 kubeconfig-sync
	complete
	jq -e '.[0].title == env.ITEM' items
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: item $ITEM is up to date" ]
}

@test "two items of one title" {
	cat >items <<'EOF'
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
	DEADLINE=2 fails 1 "GET $CONNECT_URL/v1/vaults: 500: as the test wants: 500; gave up, since DEADLINE is 2 seconds"
	[ "$(grep -c vaults log)" -gt 1 ]
}

@test "waits as long as a 429 asks for, and by itself where it does not" {
	printf '%s\n' 'GET vaults 1 429;Retry-After=1' 'GET vaults 1 429' >faults
	gives 0 kubeconfig-sync
	[[ $output == *"429: as the test wants: 429; trying again in 1.000 seconds"* ]]
	[[ $output == *"trying again in 0.0"* ]]
	for header in 'Wed, 21 Oct 2099 07:28:00 GMT' '1 000 ' -1 99999999999999999999 'a[$(touch$IFS/x)]' '{"message":"x"}'; do
		rm -f items
		echo "GET vaults 1 429;Retry-After=$header" >faults
		gives 0 kubeconfig-sync
		[[ ${lines[0]} == *"429: as the test wants: 429; trying again in 0.0"* ]]
	done
	echo 'GET vaults 9 429;Retry-After=3600' >faults
	gives 1 kubeconfig-sync
	[[ $output == *"; gave up, since DEADLINE is 90 seconds" ]]
}

@test "goes on when the server is up again" {
	cp -R . "$T/own"
	cd "$T/own"
	serve .
	kill "$stub"
	wait "$stub" || :
	CONNECT_URL=http://127.0.0.1:$(<port) KUBE_API=http://127.0.0.1:$(<port)
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q refused err; do sleep 0.02; done
	serve . "$(<port)"
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
	done
	for json in '{}' '{"data":null}' '{"data":{"config":7}}' '[]' 'null'; do
		echo "GET secrets 1 is:$json" >faults
		fails 1 "Secret vcluster-media/vc-media: the answer is not JSON, or not what the API describes"
	done
}

@test "an item of the wrong shape" {
	kubeconfig-sync
	for json in '[]' '7' '{"fields":7}' '{"fields":[7]}' '{"id":"item0000000000000000000009"}' \
		'{"id":"item0000000000000000000000","fields":7}' '{"id":"item0000000000000000000000","fields":[7]}'; do
		echo "GET items/ 1 is:$json" >faults
		gives 1 kubeconfig-sync
		[[ $output == *": the answer is not JSON, or not what the API describes" ]]
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
	fails 1 "Secret vcluster-media/vc-media: the answer is not JSON, or not what the API describes"
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

# servers: those of the item's kubeconfig, in their order.
servers()
{
	field kubeconfig | jq -r '[.clusters[].cluster.server] | join(" ")'
}

# of_kubeconfig FILTER: the Secret with a change of its kubeconfig, as JSON.
of_kubeconfig()
{
	secret_with token | jq -r '.data.config | @base64d' | yaml2kv | kv2yaml -j | jq "$1" >config.json
	secret_with token | jq --rawfile config config.json '.data.config = ($config | @base64)' >secret
}

@test "of several clusters the current context's is given the API URL" {
	local more='.clusters = [{name: "a", cluster: {server: "https://a"}}] + .clusters
		| .contexts = [{name: "a", context: {cluster: "a", user: "a"}}] + .contexts
		| .users += [{name: "a", user: {exec: {apiVersion: "v1", command: "login", args: ["--now"]}}}]'
	of_kubeconfig "$more"
	gives 0 kubeconfig-sync
	[ "$(servers)" = "https://a $API_URL" ]
	field kubeconfig | jq -e '.users[1].user.exec.args == ["--now"]'
	of_kubeconfig "$more"' | del(.["current-context"])'
	gives 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media: the kubeconfig has 2 clusters and no current context" ]
	of_kubeconfig "$more"' | .["current-context"] = "b"'
	gives 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media: the kubeconfig has no cluster" ]
}

@test "one cluster needs no current context" {
	of_kubeconfig 'del(.["current-context"], .contexts)'
	gives 0 kubeconfig-sync
	complete
}

@test "what is no secret is shown, though the kubeconfig has it" {
	of_kubeconfig '.users[0].name = "vcluster-media" | .users[0].user.username = "kubeconfig"
		| .users[0].user.note = "e\n\nlines that are long\n"'
	gives 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: created item vcluster-media-kubeconfig" ]
}

@test "white space around a token is none of it, and nothing but that is no value" {
	secret_but '.data.token = ("\r\nvcluster-token-0123456789\r\n" | @base64)'
	gives 0 kubeconfig-sync
	[ "$(field argocd-config | jq -r .bearerToken)" = vcluster-token-0123456789 ]
	rm items
	secret_but '.data |= (.token = ("\n" | @base64) | .["client-certificate"] = .token | .["client-key"] = .token)'
	fails 1 "Secret vcluster-media/vc-media: there is neither a token nor a client certificate with its key"
	secret_with certificate | jq '.data["client-key"] |= (@base64d | gsub("\n"; "\r\n") | @base64)' >secret
	gives 0 kubeconfig-sync
	field argocd-config | jq -e --slurpfile secret secret '.tlsClientConfig.keyData == $secret[0].data["client-key"]'
}

@test "neither a token nor certificates" {
	secret_with nothing >secret
	fails 1 "Secret vcluster-media/vc-media: there is neither a token nor a client certificate with its key"
	secret_but '.data["certificate-authority"] = "" | .data.config |=
		(@base64d | sub(", certificate-authority-data: Y2E="; "") | @base64)'
	fails 1 "Secret vcluster-media/vc-media: there is no certificate authority"
}

# left_behind: is a process still there that was started for this server?
left_behind()
{
	grep -lF "127.0.0.1:$(<port)" /proc/[0-9]*/cmdline 2>/dev/null
}

@test "TERM ends it while it waits" {
	echo 'GET secrets 1 429;Retry-After=80' >faults
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q 'trying again' err; do sleep 0.02; done
	kill "$pid"
	start=$SECONDS status=0
	wait "$pid" || status=$?
	[ "$status" -eq 143 ]
	[ $((SECONDS - start)) -lt 60 ]
	[ "$(tail -1 err)" = "kubeconfig-sync: ended by TERM" ]
}

# hangs_at REQUEST: starts it; it waits for the answer to REQUEST.
hangs_at()
{
	rm -f go hanging log
	echo "$1 1 hang" >faults
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until [ -e hanging ]; do sleep 0.02; done
}

# answered FATE: lets the server go on with the request that hangs: serve or drop.
answered()
{
	echo "$1" >go
	until grep -qE '(lost|drop)$' log 2>/dev/null; do sleep 0.02; done
}

@test "TERM ends it amid any request, and leaves nothing behind" {
	# longer than the server waits
	export REQUEST_TIMEOUT=80
	for at in 'GET secrets' 'GET vaults$' 'GET filter' 'POST .' 'GET items/' 'PUT .'; do
		[[ $at != GET\ items/ ]] || { kubeconfig-sync && secret_with certificate >secret; }
		hangs_at "$at"
		kill "$pid"
		status=0
		wait "$pid" || status=$?
		[ "$status" -eq 143 ]
		[ "$(<err)" = "kubeconfig-sync: ended by TERM" ]
		run ! left_behind
		run ! grep -E '(lost|drop)$' log
		answered drop
	done
}

@test "a run that is killed at any request leaves what the next run completes" {
	with=token
	for at in 'serve GET secrets' 'serve GET vaults$' 'serve GET filter' 'drop POST .' 'serve POST .' \
		'serve GET items/' 'drop PUT .' 'serve PUT .'; do
		[[ $at != *POST* ]] || rm items
		hangs_at "${at#* }"
		kill -KILL "$pid"
		wait "$pid" || :
		answered "${at%% *}"
		gives 0 kubeconfig-sync
		complete
		with=$([ "$with" = token ] && echo certificate || echo token)
		secret_with "$with" >secret
	done
}

# spied: runs kubeconfig-sync such that what every process of it shows is kept in the file seen, what
# it says in messages. Programs in the place of all that it runs note their arguments and their
# environment before they do their work; while a request hangs, all processes with our environment are looked at.
spied()
{
	local program
	mkdir -p spies
	for program in curl jq yaml2kv kv2yaml sleep; do
		printf '#!/bin/sh\n{ echo "%s $*"; env; } >>"%s/seen"\nPATH=%q exec %s "$@"\n' \
			"$program" "$PWD" "$PATH" "$program" >"spies/$program"
	done
	chmod +x spies/*
	PATH=$PWD/spies:$PATH env "$@" kubeconfig-sync >>messages 2>&1 3>&- &
	pid=$!
	while kill -0 "$pid" 2>/dev/null; do
		if [ -e hanging ]; then
			for process in $(grep -lsF "CONNECT_TOKEN_FILE=$PWD" /proc/[0-9]*/environ); do
				cat "$process" "${process%environ}cmdline" 2>/dev/null | tr '\0' '\n' >>seen || :
			done
			rm hanging
			echo serve >go
		fi
		sleep 0.02
		[ -e hanging ] || rm -f go
	done
	status=0
	wait "$pid" || status=$?
}

# secretive token|certificate: the Secret, with a password that JSON has to escape.
secretive()
{
	secret_with "$1" | jq '.data.config |= (@base64d | sub("(?<user>user: .)(?=token|client)";
		"\(.user)password: \"pass\\\"WORD-0123456789\", ") | @base64)' >secret
}

@test "no process shows a secret while it runs, and no message, not even one that a server echoes" {
	# every variable of the script's own is in the environment already
	mapfile -t own < <(grep -oE '\b[a-z_]+=' "$ROOT/tools/kubeconfig-sync.sh" | sort -u | sed 's/$/x/')
	[ ${#own[@]} -gt 20 ]
	own+=(SECONDS=1000 SHELLOPTS=xtrace)
	printf 'GET %s 1 hang\n' secrets 'vaults$' filter >faults
	echo 'POST . 1 hang' >>faults
	secretive certificate
	spied "${own[@]}"
	[ "$status" -eq 0 ]
	printf '%s 1 hang\n' 'GET items/' 'PUT .' >faults
	secretive token
	spied "${own[@]}"
	[ "$status" -eq 0 ]
	[ ! -s faults ]
	for regex in Bearer WORD keyData; do
		secretive token
		kubeconfig-sync
		secretive certificate
		echo "PUT . 1 echo:$regex" >faults
		spied "${own[@]}"
		[ "$status" -eq 1 ]
		[[ $(tail -n 1 messages) == *": 400: "*…* ]]
	done
	for program in curl jq yaml2kv kv2yaml sleep; do
		grep -q "^$program " seen
	done
	printf '%s\n' kube-token-0123456789 connect-token-0123456789 vcluster-token-0123456789 \
		WORD-0123456789 a2V5LTAxMjM0NTY3ODk= "$(jq -r '.data["client-key"]' secret)" >secrets
	run ! grep -F -f secrets seen messages
	rm -r spies go hanging 2>/dev/null || :
	[ "$(find . -type f | sort | xargs)" = "./connect-token ./faults ./items ./kube/token ./log ./messages ./port ./secret ./secrets ./seen" ]
}
