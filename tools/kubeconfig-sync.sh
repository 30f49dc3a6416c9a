#!/usr/bin/env bash
# kubeconfig-sync: takes a virtual cluster's credentials from the Secret that vcluster wrote and
# keeps them as an item in a 1Password vault, by the Connect API.
#
# What is secret never leaves this process but through a pipe: no file, no command line, no
# environment variable and no message holds any of it. Programs get it on standard input or on
# /dev/fd/N; their own messages, which could quote it, are dropped. There are no here-documents
# or here-strings, since bash may write those to files.
#
# Writing is safe to repeat: a request that writes is never sent again blindly, since it may have
# been served although its answer was lost. The item is looked up anew instead.
#
# shellcheck disable=SC2016 # the dollars in quotes are jq's
set -euo pipefail
set +x
export LC_ALL=C.UTF-8

readonly ANSWER_MAX=$((4 << 20)) # bytes; a Secret has 1 MiB at most
readonly TRAILER_MAX=200         # characters that curl adds to the answer
readonly PAUSE_MAX=10000         # milliseconds
readonly NAME='^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'
readonly ID='^[a-z0-9]{26}$'
# jq: a list of things with ids, as Connect answers
readonly LIST='if type == "array" and all(.[]; .id | type == "string") then . else error("shape") end'

dry='' once='' sleeper='' status='' answer='' retry_after='' tries=0 secrets=()

usage() {
	printf '%s\n' 'usage: kubeconfig-sync [-1n]' \
		'  -1  do not wait and do not try again' \
		'  -n  print what would change, without values, and change nothing' \
		'environment: CONNECT_URL VAULT ITEM SECRET_NAME SECRET_NAMESPACE API_URL ARGOCD_NAME' \
		'  CONNECT_TOKEN_FILE (/var/run/secrets/onepassword/token)' \
		'  SERVICEACCOUNT (/var/run/secrets/kubernetes.io/serviceaccount)' \
		'  KUBE_API (https://kubernetes.default.svc)' \
		'  DEADLINE (540), REQUEST_TIMEOUT (20): seconds; RETRY_BASE (1000): milliseconds'
}

# say MESSAGE: on standard error, on one line, without secrets that a server might have echoed.
say() {
	local text=$* secret
	for secret in "${secrets[@]}"; do
		text=${text//"$secret"/…}
	done
	printf 'kubeconfig-sync: %s\n' "${text//[[:cntrl:]]/?}" >&2
}

# keep_secret TEXT: say shall never show it.
keep_secret() {
	local known
	for known in "${secrets[@]}"; do
		[[ $known != "$1" ]] || return 0
	done
	secrets+=("$1")
}

die() { # STATUS MESSAGE
	say "${@:2}"
	exit "$1"
}

ended() { # STATUS SIGNAL
	[[ -z $sleeper ]] || kill "$sleeper" 2>/dev/null || true
	die "$1" "ended by $2"
}

# q ARGUMENT...: jq; its messages may quote its input, so they are dropped.
q() {
	jq "$@" 2>/dev/null
}

# need VARIABLE PATTERN WHAT: a variable of the environment that must be set and look right.
need() {
	[[ -n ${!1-} ]] || die 2 "$1 is not set"
	[[ ${!1} =~ $2 ]] || die 2 "$1 is no $3: ${!1}"
}

# read_token FILE: sets token.
read_token() {
	[[ -r $1 ]] || die 2 "cannot read the token $1"
	token=$(<"$1")
	[[ $token =~ ^[[:graph:]]{8,}$ && $token != *[\"\\]* ]] || die 2 "what $1 holds is no token"
	keep_secret "$token"
}

# pause REASON: waits before another try, longer each time, or gives up.
pause() {
	local ms=$((RETRY_BASE << (tries < 10 ? tries : 10))) seconds
	((ms <= PAUSE_MAX)) || ms=$PAUSE_MAX
	ms=$((ms / 2 + RANDOM % (ms / 2 + 1)))
	if [[ $retry_after =~ ^[1-9][0-9]{0,5}$ ]] && ((retry_after * 1000 > ms)); then
		ms=$((retry_after * 1000))
	fi
	[[ -z $once ]] || die 1 "$1"
	((SECONDS * 1000 + ms < DEADLINE * 1000)) ||
		die 1 "$1; gave up, since DEADLINE is $DEADLINE seconds"
	printf -v seconds '%d.%03d' $((ms / 1000)) $((ms % 1000))
	say "$1; trying again in $seconds seconds"
	sleep "$seconds" &
	sleeper=$!
	wait "$sleeper" || true
	sleeper=
	tries=$((tries + 1))
}

# send TOKENFILE METHOD URL BODY [CURLOPTION...]: one request. Sets answer, status (three digits;
# 000 and then curl's exit status when there was no whole answer) and retry_after.
send() {
	local token body=$4 method=$2 url=$3 left=$((DEADLINE - SECONDS)) last out tail
	local trailer='^([0-9]+) ([0-9]{3}) (.*)$'
	read_token "$1"
	shift 4
	((left > 0)) || left=1
	[[ -z $body ]] || set -- "$@" --header 'Content-Type: application/json' --data-binary @-
	out=$(printf %s "$body" | curl --disable --silent --globoff --proto =http,https \
		--max-time $((left < REQUEST_TIMEOUT ? left : REQUEST_TIMEOUT)) --request "$method" \
		--config <(printf 'header = "Authorization: Bearer %s"\n' "$token") "$@" \
		--write-out '\n%{exitcode} %{http_code} %header{retry-after}' --url "$url" \
		2>/dev/null | head -c $((ANSWER_MAX + 1))) || true
	# the trailer is looked for in the end only: patterns over megabytes take bash minutes
	tail=${out:$((${#out} > TRAILER_MAX ? ${#out} - TRAILER_MAX : 0))}
	last=${tail##*$'\n'}
	answer=${out:0:$((${#out} > ${#last} ? ${#out} - ${#last} - 1 : 0))}
	if [[ ! $last =~ $trailer ]]; then
		[[ -z $out ]] || die 1 "$method $url: the answer is longer than $ANSWER_MAX bytes"
		die 2 "curl did not run"
	fi
	status=${BASH_REMATCH[2]} retry_after=${BASH_REMATCH[3]}
	[[ ${BASH_REMATCH[1]} == 0 ]] || status="000 ${BASH_REMATCH[1]}"
}

# curl_says STATUS: what curl's exit status means, if another try may help.
curl_says() {
	case $1 in
	5 | 6) echo "the name cannot be resolved" ;;
	7) echo "the connection is refused" ;;
	18 | 52 | 55 | 56 | 92) echo "the connection broke" ;;
	28) echo "no answer in time" ;;
	35) echo "no TLS connection" ;;
	*) return 1 ;;
	esac
}

# ask EXPECTED TOKENFILE METHOD URL BODY [CURLOPTION...]: sends until there is an answer with a
# 2xx or an EXPECTED status (a pattern). Returns 1 when a request that writes has failed such that
# it may have been served.
ask() {
	local expected=$1 what="$3 $4" why
	shift
	while send "$@"; do
		# shellcheck disable=SC2053 # a pattern
		if [[ $status == 2?? || $status == $expected ]]; then
			[[ $status != 2?? ]] || tries=0
			return 0
		fi
		if [[ $status == 000* ]]; then
			why=$(curl_says "${status#* }") || die 1 "$what: curl failed with ${status#* }"
			why="$what: $why"
		else
			why="$what: $status$(printf %s "$answer" | q -r '": \(.message | strings | .[:300])"')" || true
			[[ $status == @(429|5??) ]] || die 1 "$why"
		fi
		pause "$why"
		[[ $2 == GET ]] || return 1
	done
}

wrong_shape() {
	die 1 "$1: the answer is not JSON, or not what the API describes"
}

# read_secret: waits for the Secret and sets answer to it.
read_secret() {
	local url=$KUBE_API/api/v1/namespaces/$SECRET_NAMESPACE/secrets/$SECRET_NAME ca=()
	[[ ! -e $SERVICEACCOUNT/ca.crt ]] || ca=(--cacert "$SERVICEACCOUNT/ca.crt")
	while ask 404 "$SERVICEACCOUNT/token" GET "$url" '' "${ca[@]}" && [[ $status == 404 ]]; do
		pause "Secret $SECRET_NAMESPACE/$SECRET_NAME does not exist"
	done
}

# read_kubeconfig: makes JSON of the Secret's kubeconfig, by way of a jq program of its records.
read_kubeconfig() {
	local config place program records
	config=$(printf %s "$answer" | q -r 'if .data | type == "object" and all(.[]; type == "string")
		then try ("config:" + (.data.config // "" | @base64d)) catch "" else error("shape") end') ||
		wrong_shape "$secret"
	[[ -n $config ]] || die 1 "$secret: key config is not base64"
	config=${config#config:}
	[[ -n $config ]] || die 1 "$secret has no key config, or an empty one"
	mapfile -t records < <(printf '%s\n' "$config" | yaml2kv 2>/dev/null)
	printf -v program '%s | ' "${records[@]:-error(0)}"
	if kubeconfig=$(q -n -f <(printf '%s .' "$program")); then
		return
	fi
	place=$(printf '%s\n' "$config" | yaml2kv -n config 2>&1 >/dev/null |
		q -Rr 'capture("(?<at>config:[0-9:]*[0-9])").at' || true)
	die 1 "$secret: the kubeconfig is not one YAML document${place:+ (first mistake at $place)}"
}

# make_fields: sets fields to what the item shall have, of the Secret and its kubeconfig.
make_fields() {
	local made line
	mapfile -t made < <(printf '%s\n' "$answer" "$kubeconfig" |
		q -src --arg api "$API_URL" --arg name "$ARGOCD_NAME" '
		def first_of(f): try ([f][0]) catch null;
		.[0].data as $data | .[1] as $config
		| def key($k): $data[$k] // "";
		(first_of($config.contexts[] | select(.name == $config["current-context"]) | .context.cluster)
			// first_of($config.clusters[0].name)) as $cluster
		| first_of($config.clusters[] | select(.name == $cluster) | .cluster | objects) as $old
		| (key("certificate-authority")
			| if . == "" then $old["certificate-authority-data"]? // "" else . end) as $ca
		| key("token") as $token | key("client-certificate") as $cert | key("client-key") as $key
		| if $old == null then {error: "the kubeconfig has no cluster"}
		elif $ca == "" then {error: "there is no certificate authority"}
		elif $token == "" and ($cert == "" or $key == "") then
			{error: "there is neither a token nor a client certificate with its key"}
		else [
			["kubeconfig", "CONCEALED", ($config | .clusters |= map(
				if .name == $cluster then .cluster.server = $api else . end) | tojson)],
			["argocd-name", "STRING", $name],
			["argocd-server", "STRING", $api],
			["argocd-config", "CONCEALED", ({tlsClientConfig: {caData: $ca}}
				| if $token != "" then .bearerToken = ($token | @base64d)
				else .tlsClientConfig += {certData: $cert, keyData: $key} end | tojson)]
		] | {fields: map({label: .[0], type: .[1], value: .[2]})} end
		| .error // "", .fields,
			(($token | @base64d), $key, ($config.users? | .. | strings)
				| select(length >= 8))')
	((${#made[@]} >= 2)) || die 1 "$secret: the kubeconfig is not shaped like one"
	[[ -z ${made[0]} ]] || die 1 "$secret: ${made[0]}"
	fields=${made[1]}
	for line in "${made[@]:2}"; do
		[[ ${#line} -lt 8 ]] || keep_secret "$line"
	done
}

# find_vault: sets vault to the id of the one vault with that name or id.
find_vault() {
	local url=$CONNECT_URL/v1/vaults found
	ask - "$CONNECT_TOKEN_FILE" GET "$url" ''
	# shellcheck disable=SC2153 # VAULT is set by the environment
	found=$(printf %s "$answer" | q -r --arg name "$VAULT" \
		"$LIST"' | .[] | select(.id == $name or .name == $name).id') || wrong_shape "GET $url"
	case $found in
	'') die 1 "the token may see no vault $VAULT, only: $(printf %s "$answer" |
		q -r 'map(.name | strings) | join(", ")')" ;;
	*$'\n'*) die 1 "more than one vault is called $VAULT: give its id" ;;
	esac
	[[ $found =~ $ID ]] || wrong_shape "GET $url"
	vault=$found
}

# write METHOD URL BODY: returns 1 when all must be looked at again.
write() {
	local gone=409
	[[ -z $dry ]] || return 0
	[[ $1 == POST ]] || gone='@(404|409)'
	ask "$gone" "$CONNECT_TOKEN_FILE" "$1" "$2" "$3" || return 1
	[[ $status == 2?? ]] || {
		pause "$1 $2: $status: the item has changed meanwhile"
		return 1
	}
	printf %s "$answer" | q -e '.id | strings' >/dev/null || wrong_shape "$1 $2"
}

create_item() {
	local body
	body=$(printf %s "$fields" | q -c --arg title "$ITEM" --arg vault "$vault" \
		'{title: $title, category: "SECURE_NOTE", vault: {id: $vault}, fields: .}')
	write POST "$CONNECT_URL/v1/vaults/$vault/items" "$body" || return 1
	done_with "created item $ITEM" "would create item $ITEM"
}

# update_item ID: sets the fields that differ; of several with one label the first is kept.
update_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items/$1 old changed body
	ask 404 "$CONNECT_TOKEN_FILE" GET "$url" ''
	if [[ $status == 404 ]]; then
		pause "GET $url: 404: the item is gone again"
		return 1
	fi
	old=$answer
	changed=$(printf '%s\n' "$old" "$fields" | q -rs '.[1] as $want | .[0].fields // []
		| [$want[] as $w | map(select(.label == $w.label))
			| select(length != 1 or .[0].value != $w.value) | $w.label] | join(", ")') ||
		wrong_shape "GET $url"
	if [[ -z $changed ]]; then
		say "item $ITEM is up to date"
		return 0
	fi
	body=$(printf '%s\n' "$old" "$fields" | q -cs '.[1] as $want | .[0]
		| .fields = reduce $want[] as $w (.fields // [];
			(map(.label == $w.label) | index(true)) as $at
			| if $at == null then . + [$w]
			else .[$at].value = $w.value
				| [to_entries[] | select(.key == $at or .value.label != $w.label).value] end)')
	write PUT "$url" "$body" || return 1
	done_with "changed $changed of item $ITEM" "would change $changed of item $ITEM"
}

done_with() { # DONE WOULD
	if [[ -n $dry ]]; then
		printf '%s in vault %s\n' "$2" "$VAULT"
	else
		say "$1"
	fi
}

# sync_item: returns 1 when it must be tried again from the start.
sync_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items found=()
	ask - "$CONNECT_TOKEN_FILE" GET "$url" '' --get --data-urlencode "filter=title eq \"$ITEM\""
	mapfile -t found < <(printf %s "$answer" | q -r --arg title "$ITEM" \
		"$LIST"' | (.[] | select(.title == $title).id), "end"')
	[[ ${found[-1]-} == end ]] || wrong_shape "GET $url"
	case ${#found[@]} in
	1) create_item ;;
	2)
		[[ ${found[0]} =~ $ID ]] || wrong_shape "GET $url"
		update_item "${found[0]}"
		;;
	*) die 1 "$((${#found[@]} - 1)) items of vault $VAULT are called $ITEM: keep one" ;;
	esac
}

while getopts :1nhV option; do
	case $option in
	1) once=1 ;;
	n) dry=1 ;;
	h) usage && exit ;;
	V) exec yaml2kv -V ;;
	*) usage >&2 && exit 2 ;;
	esac
done
[[ $OPTIND -gt $# ]] || { usage >&2 && exit 2; }

CONNECT_TOKEN_FILE=${CONNECT_TOKEN_FILE:-/var/run/secrets/onepassword/token}
SERVICEACCOUNT=${SERVICEACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}
KUBE_API=${KUBE_API:-https://kubernetes.default.svc}
DEADLINE=${DEADLINE:-540} REQUEST_TIMEOUT=${REQUEST_TIMEOUT:-20} RETRY_BASE=${RETRY_BASE:-1000}
for variable in CONNECT_URL KUBE_API; do
	need "$variable" '^https?://[^[:space:][:cntrl:]]+$' URL
done
need API_URL '^https://[^[:space:][:cntrl:]]+$' 'https URL'
for variable in VAULT ITEM ARGOCD_NAME; do
	need "$variable" '^[^"\\[:cntrl:]]+$' name
done
for variable in SECRET_NAME SECRET_NAMESPACE; do
	need "$variable" "$NAME" "Kubernetes name"
done
for variable in DEADLINE REQUEST_TIMEOUT RETRY_BASE; do
	need "$variable" '^[1-9][0-9]{0,5}$' number
done
CONNECT_URL=${CONNECT_URL%/} KUBE_API=${KUBE_API%/}
secret="Secret $SECRET_NAMESPACE/$SECRET_NAME"
trap 'ended 143 TERM' TERM
trap 'ended 130 INT' INT

read_token "$CONNECT_TOKEN_FILE"
read_secret
read_kubeconfig
make_fields
find_vault
until sync_item; do
	:
done
