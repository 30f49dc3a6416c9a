#!/usr/bin/env bats
# Whatever a server answers, kubeconfig-sync ends by its deadline, or at once on TERM, and says why.

load lib
load vault

# On an idle machine each run ends within a second of its deadline or of TERM. The limit, in milliseconds,
# leaves time for a busy machine; a run that does not end takes at least REQUEST_TIMEOUT.
limit=10000

# The wrong answers. The first word names the last message of the run: shape, kind, late, or a
# status.
ways=(
	'shape text:<html>vcluster-token-0123456789</html>' 'shape text:{}{}' 'shape text:' 'shape text:7'
	'shape text:null' 'shape text:{"id":7}' 'shape text:[[]]' 'shape text:[null]' 'shape text:[{"id":7}]' 'shape text:"x"'
	'shape packed' 'kind noise' 'late broken' 'late drip' '302 302;Location=http://127.0.0.1:1/'
	'longer big' 'late 500' 'late 429;Retry-After=Wed, 21 Oct 2099 07:28:00 GMT' '400 400'
)

# at WHERE WAY: makes the next answers to this kind of request wrong in this way.
at()
{
	rm -f items log faults
	secret_with token >secret
	case $1 in
	items/ | PUT)
		[ -e made ] || { kubeconfig-sync && mv items made; }
		cp made items
		secret_with certificate >secret
		;;
	esac
	case $1 in
	POST | PUT) echo "$1 . 99 $2" ;;
	*) echo "GET $1 99 $2" ;;
	esac >faults
}

@test "it ends by its deadline with a message, whatever the answer" {
	for where in secrets 'vaults$' filter items/ POST PUT; do
		for way in "${ways[@]}"; do
			# these take until the deadline
			[[ $way != late* || $where == @(secrets|PUT) ]] || continue
			at "$where" "${way#* }"
			begin=${EPOCHREALTIME/./}
			DEADLINE=2 run kubeconfig-sync
			took=$(((${EPOCHREALTIME/./} - begin) / 1000))
			[ "$status" -eq 1 ] && [ "$took" -lt $((2000 + limit)) ] || {
				echo "$where $way: exit $status after $took ms: $output"
				return 1
			}
			case ${way%% *} in
			shape) want='the answer is not the JSON that the API describes' ;;
			kind) want='the server does not speak HTTP' ;;
			longer) want='the answer is longer than 4194304 bytes' ;;
			late) want='; stopped, because DEADLINE is 2 seconds' ;;
			*) want=": ${way%% *}" ;;
			esac
			# On a slow machine the deadline may come before the answer.
			[ "$took" -lt 2000 ] || want="@($want|; stopped, because DEADLINE is 2 seconds)"
			[[ ${lines[-1]} == "kubeconfig-sync: "*$want* && $output != *"line "[0-9]* && $output != *0123456789* ]] || {
				echo "$where $way: $output"
				return 1
			}
		done
	done
}

@test "TERM ends it at once, whatever the answer" {
	export REQUEST_TIMEOUT=80
	unset DEADLINE
	for where in 'vaults$' PUT; do
		for way in drip 'broken' '500' '429;Retry-After=3000' vaults:20000 big; do
			at "$where" "$way"
			for wait in 0.1 0.4; do
				kubeconfig-sync 2>err 3>&- &
				pid=$!
				sleep "$wait"
				begin=${EPOCHREALTIME/./} status=0
				kill "$pid" 2>/dev/null || :
				wait "$pid" || status=$?
				took=$(((${EPOCHREALTIME/./} - begin) / 1000))
				[ "$took" -lt "$limit" ] && [ "$status" -eq 143 -o "$way" = big -o "$way" = vaults:20000 ] || {
					echo "$where $way: exit $status after $took ms: $(<err)"
					return 1
				}
			done
		done
	done
}

@test "20,000 vaults take time in proportion to their number, and the message names only a few" {
	echo 'GET vaults$ 1 vaults:20000' >faults
	VAULT=none DEADLINE=10 exits 1 kubeconfig-sync
	[[ $output == 'kubeconfig-sync: the token has no access to a vault none, only to: v'*'v\n\u202e and 19980 more' ]]
	[ "${#output}" -lt 2000 ]
}

@test "invisible characters in a server's message or in a name are escaped" {
	echo 'GET vaults$ 1 refuse:a \u202e\u200b\u001b[31m\n\u00ad\ud83d\udc4d \udb40\udc41é b' >faults
	fails 1 'GET */v1/vaults: 400: a \\u202e\\u200b\\u001b\[31m\\n\\u00ad👍 \\U000e0041é b'
	VAULT=$'a\xe2\x80\xaeb\xe2\x80\x8b' fails 1 'the token has no access to a vault a\\u202eb\\u200b, only to: homelab, other'
	VAULT=$'a\xff' exits 1 kubeconfig-sync
	[[ $output != *$'\xff'* ]]
}

@test "a long message is not shown, because a secret cut off at its end could not be recognized" {
	echo "GET vaults\$ 1 refuse:$(printf 'x%.0s' {1..5000})" >faults
	fails 1 'GET */v1/vaults: 400: a text of 5000 characters'
	echo "GET vaults\$ 1 refuse:$(printf 'x%.0s' {1..500})" >faults
	fails 1 'GET */v1/vaults: 400: xxx*xxx…'
	[ "${#output}" -lt 450 ]
}

@test "the version needs no program on PATH" {
	[ "$(PATH=/usr/bin:/bin "$BIN/kubeconfig-sync" -V)" = "$(yaml2kv -V)" ]
}
