#!/usr/bin/env bats
# kubeconfig-sync with all kinds of Secrets and items, and its options.

load lib
load vault

@test "makes the item of a kubeconfig with a token" {
	exits 0 kubeconfig-sync
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
	exits 0 kubeconfig-sync
	complete
	field argocd-config | jq -e --slurpfile secret secret '. == {tlsClientConfig: {
		caData: $secret[0].data["certificate-authority"],
		certData: $secret[0].data["client-certificate"], keyData: $secret[0].data["client-key"]}}'
}

@test "a second run with the same Secret writes nothing" {
	kubeconfig-sync
	cp items before
	exits 0 kubeconfig-sync
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
	exits 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: changed kubeconfig, argocd-name, argocd-server, argocd-config of item vcluster-media-kubeconfig" ]
	jq -e --slurpfile before before '.[1] == $before[0][1] and (.[0] | .tags == ["mine"]
		and .sections == $before[0][0].sections and .version == 5
		and .fields[:3] == ($before[0][0].fields | .[1] += {value: "media", type: "STRING"} | .[:3])
		and [.fields[].label] == ["notesPlain", "argocd-name", "owner", "kubeconfig", "argocd-server",
			"argocd-config"])' items
	exits 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: item vcluster-media-kubeconfig is up to date" ]
}

@test "with -n says what would change, without values, and changes nothing" {
	exits 0 kubeconfig-sync -n
	[ "$output" = "would create item vcluster-media-kubeconfig in vault homelab" ]
	[ ! -e items ]
	kubeconfig-sync
	secret_with certificate >secret
	cp items before
	exits 0 kubeconfig-sync -n
	[ "$output" = "would change kubeconfig, argocd-config of item vcluster-media-kubeconfig in vault homelab" ]
	same before items
}

@test "a vault may be named by its id" {
	VAULT=abcdefghijklmnopqrstuvwxyz exits 0 kubeconfig-sync
	complete
}

@test "prints help and version, and the usage after a wrong call" {
	exits 0 kubeconfig-sync -h
	[ "${lines[0]}" = "usage: kubeconfig-sync [-1n]" ]
	[ "$(kubeconfig-sync -V)" = "$(yaml2kv -V)" ]
	exits 2 kubeconfig-sync -x
	exits 2 kubeconfig-sync operand
}

@test "every variable must be set and valid" {
	for variable in CONNECT_URL VAULT ITEM SECRET_NAME SECRET_NAMESPACE API_URL ARGOCD_NAME; do
		exits 2 env -u "$variable" kubeconfig-sync
		[ "$output" = "kubeconfig-sync: $variable is not set" ]
	done
	for setting in CONNECT_URL=file:///etc/passwd API_URL=http://x SECRET_NAME=../../x VAULT='a"b' \
		SECRET_NAMESPACE=A DEADLINE=never 'ITEM=a" or title eq "b'; do
		exits 2 env "$setting" kubeconfig-sync
		[[ $output == "kubeconfig-sync: ${setting%%=*} is not a valid "*": ${setting#*=}" ]]
	done
	[ ! -e log ]
}

@test "the message about an invalid URL does not show a possible password in it" {
	for url in https://ann:pass-word@host ftp://ann:pass-word@host ann:pass-word@host \
		'https://host/?key=pass-word' 'https://host#pass-word' 'https://a@b:pass-word@host'; do
		for variable in CONNECT_URL API_URL KUBE_API; do
			exits 2 env "$variable=$url" kubeconfig-sync
			[[ $output == "kubeconfig-sync: $variable is not a valid "*"URL: "*host* ]]
			[[ $output != *pass-word* ]]
		done
	done
	[ ! -e log ]
}

@test "a program that is not installed is named" {
	mkdir bin
	ln -s "$(type -P bash)" "$(type -P curl)" "$(type -P jq)" "$BIN/yaml2kv" "$BIN/kubeconfig-sync" bin
	PATH=$PWD/bin exits 2 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: kv2yaml is not installed" ]
}

@test "it verifies the Kubernetes API by the service account's certificate authority only" {
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
		'0 kubeconfig-sync: created item vcluster-media-kubeconfig' '1 vc-media: curl failed with exit code 77' >want
	same want said
	# nor does curl look where its package keeps the system's authorities
	mkdir spies
	printf '#!/bin/sh\nexec %q "$@" --verbose 2>>%q/trace\n' "$(type -P curl)" "$PWD" >spies/curl
	chmod +x spies/curl
	cp right.crt kube/ca.crt
	PATH=$PWD/spies:$PATH exits 0 kubeconfig-sync -1
	[ "$(sed -n 's/^\* *CApath: //p' trace)" = /dev/null ]
}

@test "a title is found whatever its characters and its length" {
	ITEM="é+%20&x=#?;*' \$(id) $(printf 'a%.0s' {1..2000})"
	export ITEM
	exits 0 kubeconfig-sync
	complete
	jq -e '.[0].title == env.ITEM' items
	exits 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: item $ITEM is up to date" ]
}

# secret_but FILTER: prints the Secret, changed by a jq filter.
secret_but()
{
	secret_with token | jq "$1" >secret
}

@test "fails if the Secret has no kubeconfig" {
	secret_but 'del(.data.config)'
	fails 1 "Secret vcluster-media/vc-media has no key config, or its value is empty"
	secret_but '.data.config = ""'
	fails 1 "Secret vcluster-media/vc-media has no key config, or its value is empty"
}

@test "fails if the kubeconfig is not YAML or not base64" {
	secret_but '.data.config = ("a: b\n c: [secret-of-hearts" | @base64)'
	fails 1 "Secret vcluster-media/vc-media: the kubeconfig is not one YAML document (first mistake at config:2:*)"
	[[ $output != *hearts* ]]
	secret_but '.data.config = "%%"'
	fails 1 "Secret vcluster-media/vc-media: the answer is not the JSON that the API describes"
	secret_but '.data.config = ("a: 1\n---\nb: 2\n" | @base64)'
	fails 1 "Secret vcluster-media/vc-media: the kubeconfig is not one YAML document"
}

@test "fails if the kubeconfig has no cluster" {
	for config in 'clusters: []' 'clusters:' '[]' 'text' '{a: 1}' 'clusters: [{name: a, cluster: }]' \
		'{current-context: b, contexts: [{name: b, context: {cluster: c}}], clusters: [{name: a, cluster: {}}]}'; do
		secret_but ".data.config = (\"$config\" | @base64)"
		fails 1 "Secret vcluster-media/vc-media: @(the kubeconfig has no cluster|the kubeconfig has no cluster for its current context|its key config is not a kubeconfig)"
	done
}

# servers: prints the servers of the item's kubeconfig, in order.
servers()
{
	field kubeconfig | jq -r '[.clusters[].cluster.server] | join(" ")'
}

# of_kubeconfig FILTER: prints the Secret, with its kubeconfig changed by a jq filter, as JSON.
of_kubeconfig()
{
	secret_with token | jq -r '.data.config | @base64d' | yaml2kv | kv2yaml -j | jq "$1" >config.json
	secret_with token | jq --rawfile config config.json '.data.config = ($config | @base64)' >secret
}

@test "of several clusters the one of the current context gets the API URL" {
	local more='.clusters = [{name: "a", cluster: {server: "https://a"}}] + .clusters
		| .contexts = [{name: "a", context: {cluster: "a", user: "a"}}] + .contexts
		| .users += [{name: "a", user: {exec: {apiVersion: "v1", command: "login", args: ["--now"]}}}]'
	of_kubeconfig "$more"
	exits 0 kubeconfig-sync
	[ "$(servers)" = "https://a $API_URL" ]
	field kubeconfig | jq -e '.users[1].user.exec.args == ["--now"]'
	of_kubeconfig "$more"' | del(.["current-context"])'
	exits 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media: the kubeconfig has 2 clusters and no current context" ]
	of_kubeconfig "$more"' | .["current-context"] = "b"'
	exits 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media: the kubeconfig has no cluster for its current context" ]
}

@test "one cluster needs no current context" {
	of_kubeconfig 'del(.["current-context"], .contexts)'
	exits 0 kubeconfig-sync
	complete
}

@test "a value that is not secret is shown, although the kubeconfig contains it" {
	of_kubeconfig '.users[0].name = "vcluster-media" | .users[0].user.username = "kubeconfig"
		| .users[0].user.note = "e\n\nlines that are long\n"'
	exits 0 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: created item vcluster-media-kubeconfig" ]
}

@test "white space around a token is removed, and a token of white space is empty" {
	secret_but '.data.token = ("\r\nvcluster-token-0123456789\r\n" | @base64)'
	exits 0 kubeconfig-sync
	[ "$(field argocd-config | jq -r .bearerToken)" = vcluster-token-0123456789 ]
	rm items
	secret_but '.data |= (.token = ("\n" | @base64) | .["client-certificate"] = .token | .["client-key"] = .token)'
	fails 1 "Secret vcluster-media/vc-media: the Secret has neither a token nor a client certificate with its key"
	secret_with certificate | jq '.data["client-key"] |= (@base64d | gsub("\n"; "\r\n") | @base64)' >secret
	exits 0 kubeconfig-sync
	field argocd-config | jq -e --slurpfile secret secret '.tlsClientConfig.keyData == $secret[0].data["client-key"]'
}

@test "fails if the Secret has neither a token nor a certificate" {
	secret_with nothing >secret
	fails 1 "Secret vcluster-media/vc-media: the Secret has neither a token nor a client certificate with its key"
	secret_but '.data["certificate-authority"] = "" | .data.config |=
		(@base64d | sub(", certificate-authority-data: Y2E="; "") | @base64)'
	fails 1 "Secret vcluster-media/vc-media: the Secret and the kubeconfig have no certificate authority"
}

@test "the commands of docs/operating.md find the item and delete it" {
	exits 0 kubeconfig-sync
	other=$(jq -c '.[0] | .title = "other" | .id = "otheritem00000000000000000"' items)
	jq -c ". + [$other]" items >both && mv both items
	printf 'Authorization: Bearer %s\n' "$(<connect-token)" >token
	sed -n '/^```sh$/,/^```$/p' "$ROOT/docs/operating.md" | grep -v '^```' |
		sed "s,CONNECT,$CONNECT_URL,; s/VAULT/homelab/; s/NAME/media/" >commands
	exits 0 bash -euc "$(head -n 3 commands)"
	[ "$output" = "$(jq -r '.[0].id' items)" ]
	exits 0 bash -euc "$(sed "s/ITEM/$output/" commands)"
	[ "$(jq -r '.[].title' items)" = other ]
}
