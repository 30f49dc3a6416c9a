#!/usr/bin/env bash
# kubeconfig-sync: reads a virtual cluster's credentials from the Secret that vcluster wrote and
# copies them to an item in a 1Password vault, through the Connect API.
#
# Secrets pass between processes only through pipes. No file, command line, environment variable or
# message contains one. Programs read them from standard input or /dev/fd/N. The programs' own
# messages could quote secrets, so they are dropped. Here-documents and here-strings are not used,
# because bash may write them to files.
#
# A request that writes is never simply repeated: the server may have served it although its answer
# was lost. Instead the item is looked up again.
#
# The first process starts a second one, the worker, waits for it and handles signals: bash 5.2
# loses a signal that arrives while it expands $( ) or <( ). On a signal it ends the worker's process
# group. If the first process is killed, the kernel ends the worker.
set -euo pipefail
set +x
export LC_ALL=C
worker=''

ended() { # STATUS SIGNAL
	if [[ -n $worker ]]; then
		kill -TERM -- "-$worker" || true
		wait "$worker" || true
	fi 2>/dev/null
	printf 'kubeconfig-sync: ended by %s\n' "$2" >&2
	exit "$1"
}

if [[ ${KUBECONFIG_SYNC_PARENT-} != "$PPID" ]]; then
	trap 'ended 143 TERM' TERM
	trap 'ended 130 INT' INT
	trap 'ended 129 HUP' HUP
	with=()
	! type setpriv >/dev/null 2>&1 || with=(setpriv --pdeathsig TERM)
	set -m
	KUBECONFIG_SYNC_PARENT=$$ "${with[@]}" bash "${BASH_SOURCE[0]}" "$@" &
	worker=$! status=0
	wait "$worker" || status=$?
	exit "$status"
fi

# Here the worker begins. On long texts bash does only work that is linear in their length. jq does
# the rest; its programs are in the folder kubeconfig-sync beside this file or in share.
readonly ANSWER_MAX=$((4 << 20)) # bytes; a Secret is at most 1 MiB
readonly RESULT_MAX=$((64 << 20)) # bytes of output of our own programs
readonly PAUSE_MAX=10000         # milliseconds
readonly RETRY_AFTER_MAX=3600    # seconds
readonly URL='//[]!$->A-[^-~]+$' # printable ASCII without " # ? @ \
readonly NAME='^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'
readonly ID='^[a-z0-9]{26}$'

# Variables of this script are not exported, even if the environment has one of the same name.
while read -r variable; do
	[[ $variable != [a-z]* || $variable == *_proxy ]] || unset -v "$variable"
done < <(compgen -e)

dry='' once='' child='' tries=0 said=0 reason='' tokens='' made='' begin=${EPOCHREALTIME/./}
programs=$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null) || programs=${BASH_SOURCE[0]}
programs=${programs%/*}
export PATH=$PATH:$programs # yaml2kv and kv2yaml are beside this file
[[ -d $programs/kubeconfig-sync ]] || programs=$programs/../share/vcluster-orchestrator
programs=$programs/kubeconfig-sync

usage() {
	printf '%s\n' 'usage: kubeconfig-sync [-1n]' \
		'Copies the kubeconfig of a virtual cluster into a 1Password vault.' \
		'  -1  try once: do not wait, do not repeat requests' \
		'  -n  only print what would change, without values' \
		'environment: CONNECT_URL VAULT ITEM SECRET_NAME SECRET_NAMESPACE API_URL ARGOCD_NAME' \
		'  CONNECT_TOKEN_FILE (/var/run/secrets/onepassword/token)' \
		'  SERVICEACCOUNT (/var/run/secrets/kubernetes.io/serviceaccount)' \
		'  KUBE_API (https://kubernetes.default.svc)' \
		'  DEADLINE (none), REQUEST_TIMEOUT (20): seconds; RETRY_BASE (1000): milliseconds'
}

# say MESSAGE: prints a message on standard error, on one line. The caller has removed all secrets.
say() {
	local text=$*
	if [[ $text == *[^\ -~]* ]]; then
		text=$(printf %s "$text" | jq -Rrs -L "$programs" 'include "text"; visible' 2>/dev/null) ||
			text=${*//[^ -~]/?}
	fi
	printf 'kubeconfig-sync: %s\n' "$text" >&2
}

die() { # STATUS MESSAGE
	say "${@:2}"
	exit "$1"
}

# end_child: ends the command that capture runs.
end_child() {
	kill "$child" 2>/dev/null || true
	wait "$child" || true
}

# seconds MILLISECONDS: converts to seconds with a fraction, in the variable seconds.
seconds() {
	printf -v seconds '%d.%03d' $(($1 / 1000)) $(($1 % 1000))
}

# clock: sets passed to the milliseconds since the start and left to those until the deadline.
clock() {
	passed=$(((${EPOCHREALTIME/./} - begin) / 1000))
	left=$((DEADLINE > 0 ? DEADLINE * 1000 - passed : 1000000000))
}

# give_up REASON: dies because the deadline has passed or would pass during a pause.
give_up() {
	die 1 "$1; stopped, because DEADLINE is $DEADLINE seconds"
}

fail_too_long() { # WHAT MAX
	die 1 "$1: the answer is longer than $2 bytes"
}

# capture WHAT MAX COMMAND...: runs COMMAND, until the deadline at most. Sets result to its output and
# code to its exit status. Dies if the output is much longer than MAX bytes. Messages call the work WHAT.
capture() {
	local from seconds within=() what=$1 max=$2
	shift 2
	clock
	((left > 0)) || give_up "${reason:-$what takes too long}"
	seconds "$left"
	((DEADLINE == 0)) || within=(timeout --foreground "$seconds")
	exec {from}< <(exec "${within[@]}" "$@" 2>/dev/null)
	child=$!
	IFS= read -rN $((max + 1000)) -u "$from" result || true
	exec {from}<&-
	if ((${#result} >= max + 1000)); then
		end_child
		fail_too_long "$what" "$max"
	fi
	code=0
	wait "$child" || code=$?
	((code != 124)) || give_up "${reason:-$what takes too long}"
}

# q PROGRAM ARGUMENT...: runs a jq program and sets result. jq's messages may quote secrets, so they
# are dropped.
q() {
	capture "reading what a server says" "$RESULT_MAX" \
		jq -L "$programs" -f "$programs/$1.jq" "${@:2}"
	result=${result%$'\n'}
	return "$code"
}

# need VARIABLE PATTERN WHAT: dies unless the environment variable is set and matches. The message
# hides a part of a URL that may be a password.
need() {
	local value=${!1-}
	[[ -n $value ]] || die 2 "$1 is not set"
	[[ $value =~ $2 ]] && return
	value=${value/*@/…@}
	die 2 "$1 is not a valid $3: ${value%%[?#]*}"
}

# read_token FILE: sets token to the file's content.
read_token() {
	[[ -f $1 && -r $1 ]] || die 2 "cannot read the token file $1"
	token=$(<"$1")
	[[ $token =~ ^[[:graph:]]{8,}$ && $token != *[\"\\]* ]] || die 2 "$1 does not contain a valid token"
	[[ $tokens == *"\"$token\""* ]] || tokens+="\"$token\" "
}

# pause REASON: waits before the next try, longer each time. Dies with -1, or if the deadline comes
# first. Prints a message, after ten tries only once a minute. Sets reason, for a later message
# about the deadline.
pause() {
	local ms=$((RETRY_BASE << (tries < 10 ? tries : 10))) seconds long=''
	[[ -z $once ]] || die 1 "$1"
	reason=$1
	((ms <= PAUSE_MAX)) || ms=$PAUSE_MAX
	ms=$((ms / 2 + RANDOM % (ms / 2 + 1)))
	((retry_after * 1000 <= ms)) || ms=$((retry_after * 1000))
	clock
	((ms < left)) || give_up "$1"
	seconds "$ms"
	if ((tries < 10 || passed - said >= 60000 || ms >= 60000)); then
		((passed < 60000)) || long=" after $((passed / 60000)) minutes"
		say "$1$long; trying again in $seconds seconds"
		said=$passed
	fi
	sleep "$seconds"
	tries=$((tries + 1))
}

# retry_after TEXT: sets retry_after to the seconds in a Retry-After header, 0 without a header.
retry_after() {
	retry_after=0
	[[ -n $1 ]] || return 0
	if [[ $1 =~ ^[0-9]{1,9}$ ]]; then
		retry_after=$((10#$1))
	elif q retry-after -nr --arg at "$1" && [[ $result =~ ^[0-9]{1,12}$ ]]; then
		retry_after=$result
	fi
	((retry_after <= RETRY_AFTER_MAX)) || retry_after=$RETRY_AFTER_MAX
}

# send TOKENFILE METHOD URL BODY [CURLOPTION...]: sends one request. Sets answer, status, retry_after
# and curl_exit. After the answer curl prints the Retry-After header, the answer's length and the status.
send() {
	local body=$4 last seconds token
	local options=(--disable --silent --globoff --proto '=http,https' --request "$2" --url "$3"
		--write-out '\n%header{retry-after}\n%{size_download} %{http_code}' "${@:5}")
	[[ -z $body ]] || options+=(--header 'Content-Type: application/json')
	read_token "$1"
	clock
	((left < REQUEST_TIMEOUT * 1000)) || left=$((REQUEST_TIMEOUT * 1000))
	seconds $((left > 0 ? left : 1))
	# shellcheck disable=SC2086 # a path of /dev/fd
	capture "$2 $3" "$ANSWER_MAX" curl "${options[@]}" --max-time "$seconds" \
		--config <(printf 'header = "Authorization: Bearer %s"\n' "$token") \
		${body:+--data-binary @<(printf %s "$body")}
	curl_exit=$code answer=$result
	last=${#answer}
	last=${answer:last > 32 ? last - 32 : 0}
	last=${last##*$'\n'}
	status=${last#* } last=${last% *}
	[[ $last =~ ^[0-9]{1,7}$ ]] || last=${#answer}
	((last <= ANSWER_MAX)) || fail_too_long "$2 $3" "$ANSWER_MAX"
	result=${answer:last + 1:100} answer=${answer:0:last}
	retry_after "${result%%$'\n'*}"
}

# failure: sets why to the reason why the last request failed. Returns 1 if another try cannot help.
failure() {
	case $curl_exit in
	0) ;;
	1) why="the server does not speak HTTP" && return 1 ;;
	5 | 6) why="the server's name cannot be resolved" ;;
	7) why="the server refuses the connection" ;;
	18 | 52 | 55 | 56 | 92) why="the connection broke" ;;
	28) why="the server does not answer in time" ;;
	35) why="the TLS connection fails" ;;
	60) why="the server's certificate is not trusted" && return 1 ;;
	*) why="curl failed with exit code $curl_exit" && return 1 ;;
	esac
	((curl_exit == 0)) || return 0
	q message -rs --slurpfile secrets <(printf '%s\n' "$tokens" "$made") <(printf %s "$answer") || result=
	why=$status${result:+: $result}
	[[ $status != 3?? ]] || why+=", a redirect: set the URL to where it leads"
	[[ $status == @(429|5??) ]]
}

# ask EXPECTED TOKENFILE METHOD URL BODY [CURLOPTION...]: sends a request until the status is 2xx or
# matches the pattern EXPECTED. Returns 1 if a request that writes failed, but may have been served.
ask() {
	local expected=$1 what="$3 $4" why
	shift
	while send "$@"; do
		# shellcheck disable=SC2053 # a pattern
		((curl_exit == 0)) && [[ $status == 2?? || $status == $expected ]] && reason='' && return
		failure || die 1 "$what: $why"
		pause "$what: $why"
		[[ $2 == GET ]] || return 1
	done
}

wrong_shape() {
	die 1 "$1: the answer is not the JSON that the API describes"
}

# read_secret: waits for the Secret and sets answer to it.
read_secret() {
	local url=$KUBE_API/api/v1/namespaces/$SECRET_NAMESPACE/secrets/$SECRET_NAME trust=()
	# Only the cluster's certificate authority is trusted.
	[[ ! -e $SERVICEACCOUNT/ca.crt ]] ||
		trust=(--cacert "$SERVICEACCOUNT/ca.crt" --capath /dev/null)
	while ask 404 "$SERVICEACCOUNT/token" GET "$url" '' "${trust[@]}" && [[ $status == 404 ]]; do
		pause "$secret does not exist"
	done
}

# read_kubeconfig: sets kubeconfig to the Secret's kubeconfig, converted to JSON.
read_kubeconfig() {
	local config mistake=''
	q config -rs <(printf %s "$answer") || wrong_shape "$secret"
	config=$result
	[[ -n $config ]] || die 1 "$secret has no key config, or its value is empty"
	# shellcheck disable=SC2016 # the inner bash expands $1
	capture "reading the kubeconfig" "$RESULT_MAX" bash -c 'exec yaml2kv "$1" 2>&1 >/dev/null' - \
		<(printf '%s\n' "$config")
	[[ ! $result =~ (:[0-9]+)+ ]] || mistake=" (first mistake at config${BASH_REMATCH[0]})"
	((code == 0)) || die 1 "$secret: the kubeconfig is not one YAML document$mistake"
	capture "reading the kubeconfig" "$RESULT_MAX" kv2yaml -j \
		<(exec yaml2kv 2>/dev/null <(printf '%s\n' "$config"))
	kubeconfig=${result%$'\n'}
	[[ -n $kubeconfig && $kubeconfig != *$'\n'* ]] ||
		die 1 "$secret: the kubeconfig is not one YAML document"
}

# make_fields: sets made to the item's fields, from the Secret and its kubeconfig, and to the secrets
# that no message may show.
make_fields() {
	q fields -cs --slurpfile config <(printf %s "$kubeconfig") --arg api "$API_URL" \
		--arg name "$ARGOCD_NAME" <(printf %s "$answer") || result=
	[[ -n $result ]] || die 1 "$secret: its key config is not a kubeconfig"
	[[ $result =~ ^\{\"error\":\"([^\"]*)\"\}$ ]] && die 1 "$secret: ${BASH_REMATCH[1]}"
	made=$result
}

# find_vault: sets vault to the id of the one vault with that name or id.
find_vault() {
	local url=$CONNECT_URL/v1/vaults
	ask - "$CONNECT_TOKEN_FILE" GET "$url" ''
	# shellcheck disable=SC2153 # VAULT is set by the environment
	q vault -rs --arg name "$VAULT" --slurpfile secrets <(printf '%s\n' "$tokens" "$made") \
		<(printf %s "$answer") || wrong_shape "GET $url"
	[[ $result != "error "* ]] || die 1 "${result#error }"
	vault=${result#id }
	[[ $vault =~ $ID ]] || wrong_shape "GET $url"
}

# write METHOD URL BODY DONE WOULD: writes the item and says DONE; with -n prints WOULD. Returns 1 if
# the item must be read again.
write() {
	local gone=409
	if [[ -n $dry ]]; then
		printf '%s in vault %s\n' "$5" "$VAULT"
		return 0
	fi
	[[ $1 == POST ]] || gone='@(404|409)'
	ask "$gone" "$CONNECT_TOKEN_FILE" "$1" "$2" "$3" || return 1
	if [[ $status != 2?? ]]; then
		pause "$1 $2: $status: the item has changed since it was read"
		return 1
	fi
	q written -es <(printf %s "$answer") || wrong_shape "$1 $2"
	say "$4"
}

create_item() {
	q create -nc --arg title "$ITEM" --arg vault "$vault" --slurpfile made <(printf %s "$made") ||
		die 2 "jq failed"
	write POST "$CONNECT_URL/v1/vaults/$vault/items" "$result" \
		"created item $ITEM" "would create item $ITEM"
}

# update_item ID: sets the fields that differ. Of several fields with one label it keeps the first.
update_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items/$1 labels
	ask 404 "$CONNECT_TOKEN_FILE" GET "$url" ''
	if [[ $status == 404 ]]; then
		pause "GET $url: 404: the item was deleted after it was found"
		return 1
	fi
	q item -Rrs --arg id "$1" --slurpfile made <(printf %s "$made") <(printf %s "$answer") ||
		wrong_shape "GET $url"
	labels=${result%%$'\n'*}
	if [[ -z $labels ]]; then
		say "item $ITEM is up to date"
		return 0
	fi
	write PUT "$url" "${result#*$'\n'}" \
		"changed $labels of item $ITEM" "would change $labels of item $ITEM"
}

# sync_item: creates or updates the item. Returns 1 if it must be called again.
sync_item() {
	local url=$CONNECT_URL/v1/vaults/$vault/items
	ask - "$CONNECT_TOKEN_FILE" GET "$url" '' --get --data-urlencode "filter=title eq \"$ITEM\""
	q items -rs --arg title "$ITEM" <(printf %s "$answer") || wrong_shape "GET $url"
	case ${result% *} in
	0) create_item ;;
	1)
		[[ ${result#* } =~ $ID ]] || wrong_shape "GET $url"
		update_item "${result#* }"
		;;
	*) die 1 "${result% *} items of vault $VAULT are called $ITEM: keep one" ;;
	esac
}

while getopts :1nhV-: option; do
	case ${option/-/--${OPTARG:-}} in
	1) once=1 ;;
	n) dry=1 ;;
	h | --help) usage && exit ;;
	V | --version) exec yaml2kv -V ;;
	*) usage >&2 && exit 2 ;;
	esac
done
[[ $OPTIND -gt $# ]] || { usage >&2 && exit 2; }

CONNECT_TOKEN_FILE=${CONNECT_TOKEN_FILE:-/var/run/secrets/onepassword/token}
SERVICEACCOUNT=${SERVICEACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}
KUBE_API=${KUBE_API:-https://kubernetes.default.svc}
DEADLINE=${DEADLINE:-0} REQUEST_TIMEOUT=${REQUEST_TIMEOUT:-20} RETRY_BASE=${RETRY_BASE:-1000}
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
for variable in REQUEST_TIMEOUT RETRY_BASE; do
	need "$variable" '^[1-9][0-9]{0,5}$' number
done
need DEADLINE '^(0|[1-9][0-9]{0,7})$' number
for program in curl jq yaml2kv kv2yaml; do
	[[ -n $(type -P "$program") ]] || die 2 "$program is not installed"
done
[[ -r $programs/fields.jq ]] || die 2 "the jq programs in $programs are missing"
CONNECT_URL=${CONNECT_URL%/} KUBE_API=${KUBE_API%/}
secret="Secret $SECRET_NAMESPACE/$SECRET_NAME"

read_token "$CONNECT_TOKEN_FILE"
read_secret
tries=0
read_kubeconfig
make_fields
find_vault
until sync_item; do
	:
done
