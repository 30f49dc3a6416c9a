#!/usr/bin/env bash
# kubeconfig-sync: takes a virtual cluster's credentials from the Secret that vcluster wrote and
# keeps them as an item in a 1Password vault, by the Connect API.
#
# What is secret leaves this process through pipes only: no file, no command line, no environment
# variable and no message holds any of it. Programs get it on standard input or on /dev/fd/N;
# their own messages, which could quote it, are dropped. There are no here-documents or
# here-strings, since bash may write those to files.
#
# Writing is safe to repeat: a request that writes is never sent again blindly, since it may have
# been served although its answer was lost. The item is looked up anew instead.
#
# shellcheck disable=SC2016 # the dollars in quotes are jq's
set -euo pipefail
set +x
export LC_ALL=C.UTF-8
SECONDS=0

readonly ANSWER_MAX=$((4 << 20)) # characters; a Secret has 1 MiB at most
readonly MESSAGE_MAX=300         # characters of a server's message that are shown
readonly PAUSE_MAX=10000         # milliseconds
readonly URL='//[^][:space:][:cntrl:]@?#"\\]+$'
readonly NAME='^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'
readonly ID='^[a-z0-9]{26}$'
# jq -s: an answer is one JSON text; a list of things with ids, as Connect gives it
readonly ONE='if length == 1 then .[0] else error("shape") end'
readonly LIST="$ONE"' | if type == "array" and all(.[]; .id | type == "string") then . else error("shape") end'

# A variable of ours must not be exported because the environment has one of its name.
while read -r variable; do
	[[ $variable != [a-z]* || $variable == *_proxy ]] || unset -v "$variable"
done < <(compgen -e)

dry='' once='' child='' tries=0 secrets=()

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

# hide_secrets TEXT: sets text to it, without the secrets that a server might have echoed.
hide_secrets() {
	local secret
	text=$1
	for secret in "${secrets[@]}"; do
		text=${text//"$secret"/…}
	done
}

# say MESSAGE: on standard error, on one line.
say() {
	local text
	hide_secrets "$*"
	printf 'kubeconfig-sync: %s\n' "${text//[[:cntrl:]]/?}" >&2
}

die() { # STATUS MESSAGE
	say "${@:2}"
	exit "$1"
}

# end_child: curl or sleep; afterwards it is gone.
end_child() {
	kill "$child" 2>/dev/null || true
	wait "$child" || true
	child=
}

ended() { # STATUS SIGNAL
	[[ -z $child ]] || end_child
	die "$1" "ended by $2"
}

# q ARGUMENT...: jq; its messages may quote its input, so they are dropped.
q() {
	jq "$@" 2>/dev/null
}

# need VARIABLE PATTERN WHAT: a variable of the environment that must be set and look right. What
# may be a password in a URL is not shown.
need() {
	local value=${!1-}
	[[ -n $value ]] || die 2 "$1 is not set"
	[[ $value =~ $2 ]] && return
	value=${value/*@/…@}
	die 2 "$1 is no $3: ${value%%[?#]*}"
}

# read_token FILE: sets token.
read_token() {
	[[ -f $1 && -r $1 ]] || die 2 "cannot read the token $1"
	token=$(<"$1")
	[[ $token =~ ^[[:graph:]]{8,}$ && $token != *[\"\\]* ]] || die 2 "what $1 holds is no token"
	[[ " ${secrets[*]} " == *" $token "* ]] || secrets+=("$token")
}

# pause REASON: waits before another try, longer each time, or gives up.
pause() {
	local ms=$((RETRY_BASE << (tries < 10 ? tries : 10))) seconds
	[[ -z $once ]] || die 1 "$1"
	((ms <= PAUSE_MAX)) || ms=$PAUSE_MAX
	ms=$((ms / 2 + RANDOM % (ms / 2 + 1)))
	if [[ $retry_after =~ ^[1-9][0-9]{0,5}$ ]] && ((retry_after * 1000 > ms)); then
		ms=$((retry_after * 1000))
	fi
	((SECONDS * 1000 + ms < DEADLINE * 1000)) ||
		die 1 "$1; gave up, since DEADLINE is $DEADLINE seconds"
	printf -v seconds '%d.%03d' $((ms / 1000)) $((ms % 1000))
	say "$1; trying again in $seconds seconds"
	sleep "$seconds" &
	child=$!
	wait "$child" || true
	child=
	tries=$((tries + 1))
}

# send TOKENFILE METHOD URL BODY [CURLOPTION...]: one request. Sets answer, status, retry_after and
# curl_exit. bash takes signals while read waits, not while a command substitution does.
send() {
	local body=$4 left=$((DEADLINE - SECONDS)) from last token
	local options=(--disable --silent --globoff --proto '=http,https' --request "$2" --url "$3"
		--max-time $((left < 1 ? 1 : left < REQUEST_TIMEOUT ? left : REQUEST_TIMEOUT))
		--write-out '\n%{http_code} %header{retry-after}' "${@:5}")
	[[ -z $body ]] || options+=(--header 'Content-Type: application/json' --data-binary @-)
	read_token "$1"
	exec {from}< <(exec curl "${options[@]}" 2>/dev/null < <(printf %s "$body") \
		--config <(printf 'header = "Authorization: Bearer %s"\n' "$token"))
	child=$!
	read -rN $((ANSWER_MAX + 1)) -u "$from" answer || true
	exec {from}<&-
	if ((${#answer} > ANSWER_MAX)); then
		end_child
		die 1 "$2 $3: the answer is longer than $ANSWER_MAX bytes"
	fi
	curl_exit=0
	wait "$child" || curl_exit=$?
	child=
	last=${answer##*$'\n'} answer=${answer%$'\n'*}
	status=${last%% *} retry_after=${last#* }
}

# failure: says what went wrong with the last request; returns 1 where another try cannot help.
failure() {
	local text
	case $curl_exit in
	0) ;;
	5 | 6) echo "the name cannot be resolved" ;;
	7) echo "the connection is refused" ;;
	18 | 52 | 55 | 56 | 92) echo "the connection broke" ;;
	28) echo "no answer in time" ;;
	35) echo "no TLS connection" ;;
	60) echo "the server's certificate is not trusted" && return 1 ;;
	*) echo "curl failed with $curl_exit" && return 1 ;;
	esac
	((curl_exit == 0)) || return 0
	hide_secrets "$(printf %s "$answer" | q -r '.message | strings')"
	echo "$status${text:+: ${text:0:MESSAGE_MAX}}"
	[[ $status == @(429|5??) ]]
}

# ask EXPECTED TOKENFILE METHOD URL BODY [CURLOPTION...]: sends until there is an answer with a
# 2xx or an EXPECTED status (a pattern). Returns 1 when a request that writes has failed such that
# it may have been served.
ask() {
	local expected=$1 what="$3 $4" why
	shift
	while send "$@"; do
		# shellcheck disable=SC2053 # a pattern
		((curl_exit == 0)) && [[ $status == 2?? || $status == $expected ]] && return
		why=$(failure) || die 1 "$what: $why"
		pause "$what: $why"
		[[ $2 == GET ]] || return 1
	done
}

wrong_shape() {
	die 1 "$1: the answer is not JSON, or not what the API describes"
}

# read_secret: waits for the Secret and sets answer to it.
read_secret() {
	local url=$KUBE_API/api/v1/namespaces/$SECRET_NAMESPACE/secrets/$SECRET_NAME trust=()
	# the cluster's authority, and none of the system's
	[[ ! -e $SERVICEACCOUNT/ca.crt ]] ||
		trust=(--cacert "$SERVICEACCOUNT/ca.crt" --capath /dev/null)
	while ask 404 "$SERVICEACCOUNT/token" GET "$url" '' "${trust[@]}" && [[ $status == 404 ]]; do
		pause "$secret does not exist"
	done
}

# read_kubeconfig: sets kubeconfig to what the Secret's is as JSON.
read_kubeconfig() {
	local config mistake
	config=$(printf %s "$answer" |
		q -rs "$ONE"' | .data | objects | map_values(@base64d) | "config:" + .config') ||
		wrong_shape "$secret"
	[[ -n $config ]] || wrong_shape "$secret"
	config=${config#config:}
	[[ -n $config ]] || die 1 "$secret has no key config, or an empty one"
	kubeconfig=$(printf '%s\n' "$config" | yaml2kv 2>/dev/null | kv2yaml -j 2>/dev/null) || true
	[[ -z $kubeconfig || $kubeconfig == *$'\n'* ]] || return 0
	mistake=$(printf '%s\n' "$config" | yaml2kv -n config 2>&1 >/dev/null) || true
	[[ ! $mistake =~ config(:[0-9]+)+ ]] || mistake=" (first mistake at ${BASH_REMATCH[0]})"
	die 1 "$secret: the kubeconfig is not one YAML document$mistake"
}

# make_fields: sets fields to what the item shall have, of the Secret and its kubeconfig. Behind
# them come the secrets that no message may show, as they stand and as JSON in JSON has them.
make_fields() {
	local made
	mapfile -t made < <(printf %s "$answer" |
		q -rc --slurpfile config <(printf %s "$kubeconfig") --arg api "$API_URL" --arg name "$ARGOCD_NAME" '
		.data as $data | $config[0] as $config
		| def key($k): $data[$k] // "" | if @base64d | test("\\S") then . else "" end;
		def named($n): map(select(.name == $n))[0];
		def escaped: tojson[1:-1];
		($config | [.clusters[]?]) as $clusters
		| ($config["current-context"] // "") as $current
		| (if $current != "" then $config.contexts // [] | named($current).context.cluster
			else $clusters[0].name end) as $cluster
		| ($clusters | named($cluster).cluster) as $old
		| (key("certificate-authority")
			| if . == "" then $old["certificate-authority-data"] // "" else . end) as $ca
		| (key("token") | @base64d | gsub("^\\s+|\\s+$"; "")) as $token
		| key("client-certificate") as $cert | key("client-key") as $key
		| if $old == null then {error: "the kubeconfig has no cluster"}
		elif $current == "" and ($clusters | length) > 1 then
			{error: "the kubeconfig has \($clusters | length) clusters and no current context"}
		elif $ca == "" then {error: "there is no certificate authority"}
		elif $token == "" and ($cert == "" or $key == "") then
			{error: "there is neither a token nor a client certificate with its key"}
		else [
			["kubeconfig", "CONCEALED", ($config | .clusters |= map(
				if .name == $cluster then .cluster.server = $api else . end) | tojson)],
			["argocd-name", "STRING", $name],
			["argocd-server", "STRING", $api],
			["argocd-config", "CONCEALED", ({tlsClientConfig: {caData: $ca}}
				| if $token != "" then .bearerToken = $token
				else .tlsClientConfig += {certData: $cert, keyData: $key} end | tojson)]
		] | {fields: map({label: .[0], type: .[1], value: .[2]})} end
		| .error // "", .fields,
			([$token, $key, ($config.users[]?.user | objects | del(.username) | .. | strings)
				| split("\n")[] | select(length >= 8) | ., escaped, (escaped | escaped)] | unique[])')
	((${#made[@]} >= 2)) || die 1 "$secret: the kubeconfig is not shaped like one"
	[[ -z ${made[0]} ]] || die 1 "$secret: ${made[0]}"
	fields=${made[1]}
	secrets+=("${made[@]:2}")
}

# find_vault: sets vault to the id of the one vault with that name or id.
find_vault() {
	local url=$CONNECT_URL/v1/vaults found
	ask - "$CONNECT_TOKEN_FILE" GET "$url" ''
	# shellcheck disable=SC2153 # VAULT is set by the environment
	found=$(printf %s "$answer" | q -rs --arg name "$VAULT" \
		"$LIST"' | .[] | select(.id == $name or .name == $name).id') || wrong_shape "GET $url"
	case $found in
	'') die 1 "the token may see no vault $VAULT, only: $(printf %s "$answer" |
		q -r 'map(.name | strings) | join(", ")')" ;;
	*$'\n'*) die 1 "more than one vault is called $VAULT: give its id" ;;
	esac
	[[ $found =~ $ID ]] || wrong_shape "GET $url"
	vault=$found
}

# write METHOD URL BODY DONE WOULD: returns 1 when all must be looked at again.
write() {
	local gone=409
	if [[ -n $dry ]]; then
		printf '%s in vault %s\n' "$5" "$VAULT"
		return 0
	fi
	[[ $1 == POST ]] || gone='@(404|409)'
	ask "$gone" "$CONNECT_TOKEN_FILE" "$1" "$2" "$3" || return 1
	if [[ $status != 2?? ]]; then
		pause "$1 $2: $status: the item has changed meanwhile"
		return 1
	fi
	printf %s "$answer" | q -es "$ONE"' | .id | strings' >/dev/null || wrong_shape "$1 $2"
	say "$4"
}

create_item() {
	local body
	body=$(printf %s "$fields" | q -c --arg title "$ITEM" --arg vault "$vault" \
		'{title: $title, category: "SECURE_NOTE", vault: {id: $vault}, fields: .}') || die 2 "jq failed"
	write POST "$CONNECT_URL/v1/vaults/$vault/items" "$body" \
		"created item $ITEM" "would create item $ITEM"
}

# update_item ID: sets the fields that differ; of several with one label the first is kept.
update_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items/$1 plan
	ask 404 "$CONNECT_TOKEN_FILE" GET "$url" ''
	if [[ $status == 404 ]]; then
		pause "GET $url: 404: the item is gone again"
		return 1
	fi
	mapfile -t plan < <(printf %s "$answer" |
		q -r --arg id "$1" --slurpfile want <(printf %s "$fields") '
		if .id == $id then . else error("shape") end | (.fields // []) as $have
		| ([$want[0][] as $w | $have | map(select(.label == $w.label))
			| select(length != 1 or .[0].value != $w.value) | $w.label] | join(", ")),
		(.fields = reduce $want[0][] as $w ($have;
			(map(.label == $w.label) | index(true)) as $at
			| if $at == null then . + [$w]
			else .[$at] += $w
				| [to_entries[] | select(.key == $at or .value.label != $w.label).value] end)
			| tojson)')
	((${#plan[@]} == 2)) || wrong_shape "GET $url"
	if [[ -z ${plan[0]} ]]; then
		say "item $ITEM is up to date"
		return 0
	fi
	write PUT "$url" "${plan[1]}" \
		"changed ${plan[0]} of item $ITEM" "would change ${plan[0]} of item $ITEM"
}

# sync_item: returns 1 when it must be tried again from the start.
sync_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items found=()
	ask - "$CONNECT_TOKEN_FILE" GET "$url" '' --get --data-urlencode "filter=title eq \"$ITEM\""
	mapfile -t found < <(printf %s "$answer" | q -rs --arg title "$ITEM" \
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
	need "$variable" "^https?:$URL" URL
done
need API_URL "^https:$URL" 'https URL'
for variable in VAULT ITEM ARGOCD_NAME; do
	need "$variable" '^[^"\\[:cntrl:]]+$' name
done
for variable in SECRET_NAME SECRET_NAMESPACE; do
	need "$variable" "$NAME" "Kubernetes name"
done
for variable in DEADLINE REQUEST_TIMEOUT RETRY_BASE; do
	need "$variable" '^[1-9][0-9]{0,5}$' number
done
for program in curl jq yaml2kv kv2yaml; do
	[[ -n $(type -P "$program") ]] || die 2 "$program is not installed"
done
CONNECT_URL=${CONNECT_URL%/} KUBE_API=${KUBE_API%/}
secret="Secret $SECRET_NAMESPACE/$SECRET_NAME"
trap 'ended 143 TERM' TERM
trap 'ended 130 INT' INT
trap 'ended 129 HUP' HUP

read_token "$CONNECT_TOKEN_FILE"
read_secret
read_kubeconfig
make_fields
find_vault
until sync_item; do
	:
done
