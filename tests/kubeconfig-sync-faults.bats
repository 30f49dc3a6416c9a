#!/usr/bin/env bats
# kubeconfig-sync when a server, the vault or its item is wrong.

load lib
load vault

@test "names a token that is missing or malformed" {
	rm connect-token
	fails 2 "cannot read the token file $PWD/connect-token"
	: >connect-token
	fails 2 "$PWD/connect-token does not contain a valid token"
	printf 'two words' >connect-token
	fails 2 "$PWD/connect-token does not contain a valid token"
	[ ! -e log ]
}

@test "fails if Connect rejects the token" {
	echo another-token >another-token
	CONNECT_TOKEN_FILE=$PWD/another-token fails 1 "GET $CONNECT_URL/v1/vaults: 401: Invalid token signature"
	[ "$(grep -c vaults log)" -eq 1 ]
}

@test "fails if the account may not read the Secret" {
	SECRET_NAME=vc-other fails 1 "GET *: 403: forbidden: this account may get vc-media only"
}

@test "fails if the vault is not in the token's scope" {
	VAULT=other fails 1 "GET $CONNECT_URL/v1/vaults/*/items: 403: vault is not in the token's scope"
}

@test "fails if no vault has the name" {
	VAULT=homelap fails 1 "the token has no access to a vault homelap, only to: homelab, other"
}

@test "fails if the token is for no vault" {
	echo 'GET vaults$ 1 is:[]' >faults
	fails 1 "the token has no access to any vault"
}

@test "a redirect is not followed, and the message says so" {
	echo 'GET vaults$ 1 301;Location=https://elsewhere/' >faults
	fails 1 "GET */v1/vaults: 301: *, a redirect: set the URL to where it leads"
}

@test "fails if two vaults have the name" {
	echo 'GET vaults$ 1 is:[{"id":"abcdefghijklmnopqrstuvwxyz","name":"homelab"},{"id":"b","name":"homelab"}]' >faults
	fails 1 "more than one vault is called homelab: use the id instead"
}

@test "fails if two items have the title" {
	cat >items <<'EOF'
[{"id": "item0000000000000000000001", "title": "vcluster-media-kubeconfig"},
 {"id": "item0000000000000000000002", "title": "vcluster-media-kubeconfig"}]
EOF
	exits 1 kubeconfig-sync
	[ "$output" = "kubeconfig-sync: 2 items of vault homelab are called vcluster-media-kubeconfig: keep one" ]
}

@test "an item that is deleted between read and write is created again" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 gone' >faults
	exits 0 kubeconfig-sync
	[[ $output == *"PUT "*": 404: the item has changed since it was read; trying again in "*"created item"* ]]
	complete
}

@test "an item that changes between read and write keeps the additions" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 changed' >faults
	exits 0 kubeconfig-sync
	complete
	[ "$(field meanwhile)" = kept ]
}

@test "fails if a write is refused" {
	echo 'POST . 9 400' >faults
	fails 1 "POST $CONNECT_URL/v1/vaults/abcdefghijklmnopqrstuvwxyz/items: 400: as the test wants: 400"
	[ "$(grep -c POST log)" -eq 1 ]
}

@test "tries again after an answer of 500 to any request" {
	printf '%s\n' 'GET secrets 2 500' 'GET vaults$ 2 503' 'GET filter 1 500' 'POST . 1 500' >faults
	exits 0 kubeconfig-sync
	[ "$(grep -c 'trying again' <<<"$output")" -eq 6 ]
	complete
}

@test "gives up when 500 lasts until the deadline" {
	echo 'GET vaults 999 500' >faults
	DEADLINE=4 fails 1 "GET $CONNECT_URL/v1/vaults: 500: as the test wants: 500; stopped, because DEADLINE is 4 seconds"
	[ "$(grep -c vaults log)" -gt 1 ]
}

@test "waits as long as a 429 asks for, and a time of its own if it asks for nothing" {
	printf '%s\n' 'GET vaults 1 429;Retry-After=1' 'GET vaults 1 429' >faults
	exits 0 kubeconfig-sync
	[[ $output == *"429: as the test wants: 429; trying again in 1.000 seconds"* ]]
	[[ $output == *"trying again in 0.0"* ]]
	for header in 'Wed, 21 Oct 2015 07:28:00 GMT' 'Wed, 99 Oct 2099 07:28:00 GMT' '1 000 ' -1 99999999999999999999 'a[$(touch$IFS/x)]' '{"message":"x"}'; do
		rm -f items
		echo "GET vaults 1 429;Retry-After=$header" >faults
		exits 0 kubeconfig-sync
		[[ ${lines[0]} == *"429: as the test wants: 429; trying again in 0.0"* ]]
	done
	for header in 3600 'Wed, 21 Oct 2099 07:28:00 GMT'; do
		echo "GET vaults 9 429;Retry-After=$header" >faults
		rm -f items
		exits 1 kubeconfig-sync
		[[ $output == *"; stopped, because DEADLINE is 90 seconds" ]]
	done
}

@test "waits until the date that a 429 or 503 names, in each date format" {
	for form in '%a, %d %b %Y %H:%M:%S GMT' '%A, %d-%b-%y %H:%M:%S GMT' '%a %b %e %H:%M:%S %Y'; do
		rm -f items
		echo "GET vaults 1 503;Retry-After=$(date -u -d '+5 seconds' "+$form")" >faults
		exits 0 kubeconfig-sync
		[[ $output == *"503: as the test wants: 503; trying again in "[1-5].000\ seconds* ]]
	done
}

@test "waits at most an hour, even if the server asks for more" {
	echo 'GET vaults 1 429;Retry-After=99999999' >faults
	DEADLINE='' kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q 'trying again' err; do sleep 0.02; done
	kill "$pid"
	wait "$pid" || :
	grep -q 'trying again in 3600.000 seconds' err
}

@test "continues when the server is up again" {
	cp -R . "$T/own"
	cd "$T/own"
	serve .
	kill "$stub"
	wait "$stub" || :
	CONNECT_URL=http://127.0.0.1:$(<port) KUBE_API=http://127.0.0.1:$(<port)
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until grep -q 'trying again' err; do sleep 0.02; done
	serve . "$(<port)"
	wait "$pid"
	[[ $(<err) == *": the server refuses the connection; trying again in "* ]]
	complete
}

@test "tries again after connections that break before, within or after an answer" {
	printf '%s\n' 'GET secrets 1 drop' 'GET vaults$ 1 cut' 'GET filter 1 cut' 'POST . 1 lost' >faults
	exits 0 kubeconfig-sync
	[ "$(grep -c 'the connection broke; trying' <<<"$output")" -eq 4 ]
	[[ $output == *"item vcluster-media-kubeconfig is up to date" ]]
	complete
	[ "$(grep -c POST log)" -eq 1 ]
}

@test "a write whose answer is lost is not sent twice" {
	kubeconfig-sync
	secret_with certificate >secret
	echo 'PUT . 1 lost' >faults
	exits 0 kubeconfig-sync
	[ "$(grep -c PUT log)" -eq 1 ]
	complete
}

@test "fails after an answer of truncated JSON" {
	echo 'GET vaults$ 1 short' >faults
	fails 1 "GET $CONNECT_URL/v1/vaults: the answer is not the JSON that the API describes"
}

@test "fails after JSON that the API does not describe" {
	for json in '{}' '7' 'null' '[1]' '[{}]' '[{"id":"../x","name":"homelab"}]'; do
		echo "GET vaults\$ 1 is:$json" >faults
		fails 1 "GET $CONNECT_URL/v1/vaults: the answer is not the JSON that the API describes"
	done
	for json in '{}' '{"data":null}' '{"data":{"config":7}}' '[]' 'null'; do
		echo "GET secrets 1 is:$json" >faults
		fails 1 "Secret vcluster-media/vc-media: the answer is not the JSON that the API describes"
	done
}

@test "fails if the item is not what the API describes" {
	kubeconfig-sync
	for json in '[]' '7' '{"fields":7}' '{"fields":[7]}' '{"id":"item0000000000000000000009"}' \
		'{"id":"item0000000000000000000000","fields":7}' '{"id":"item0000000000000000000000","fields":[7]}'; do
		echo "GET items/ 1 is:$json" >faults
		exits 1 kubeconfig-sync
		[[ $output == *": the answer is not the JSON that the API describes" ]]
	done
}

@test "an item loses nothing, not even a digit of a number" {
	theirs='"big":12345678901234567890,"small":-0.10,"huge":1e400,"list":[1.0,2,-3e-7,true]'
	for note in 'a \u2028 b' 'a\\\"7.10,\\' '\ud83d\ude00, 1.50' $'\xe2\x80\xa8'; do
		echo "[{\"id\": \"item0000000000000000000000\", \"title\": \"$ITEM\", \"version\": 1, \"fields\": []}]" >items
		item='{"id":"item0000000000000000000000","title":"'$ITEM'","category":"SECURE_NOTE",
			"vault":{"id":"abcdefghijklmnopqrstuvwxyz"},"version":1,"note":"'$note'",'$theirs',"fields":[{"value":"x","n":0.300000000000000000001}]}'
		printf '%s\n' "GET items/ 1 text:${item//[$'\n\t']/}" "PUT . 1 keep" >faults
		exits 0 kubeconfig-sync
		grep -qF "$theirs," kept
		grep -qF '{"value":"x","n":0.300000000000000000001}' kept
		jq -e --argjson note "\"$note\"" '.note == $note' kept
	done
}

@test "fails after an answer of 5 MB" {
	echo 'GET filter 1 big' >faults
	fails 1 "GET $CONNECT_URL/v1/vaults/*/items: the answer is longer than 4194304 bytes"
}

@test "after an answer that takes too long, it asks again" {
	echo 'GET vaults$ 1 slow:3' >faults
	REQUEST_TIMEOUT=1 exits 0 kubeconfig-sync
	[[ $output == *"GET $CONNECT_URL/v1/vaults: the server does not answer in time; trying again in "* ]]
	complete
}

@test "waits for the Secret" {
	mv secret later
	{
		until grep -q 404 log 2>/dev/null; do sleep 0.02; done
		mv later secret
	} 3>&- &
	exits 0 kubeconfig-sync
	[[ ${lines[0]} == "kubeconfig-sync: Secret vcluster-media/vc-media does not exist; trying again in "* ]]
	complete
}

# slowly FILE: runs it with a fake clock: each wait takes 7 seconds of it, and no real time.
slowly()
{
	cat >clock <<-'BASH'
		unset EPOCHREALTIME
		EPOCHREALTIME=1000000000.000000
		wait() {
			builtin wait "$@"
			EPOCHREALTIME=$((${EPOCHREALTIME%.*} + 7)).000000
		}
		sleep() { :; }
	BASH
	BASH_ENV=$PWD/clock kubeconfig-sync 2>"$1"
}

@test "says once a minute what it waits for, and waits as long as it takes" {
	mv secret later
	{
		until [ "$(grep -c 404 log 2>/dev/null)" -ge 120 ]; do sleep 0.02; done
		mv later secret
	} 3>&- &
	DEADLINE='' slowly err
	complete
	[[ $(tail -n 1 err) == *"created item"* ]]
	# ten messages, then one a minute: 120 tries with two waits each are 28 minutes
	lines=$(grep -c 'does not exist' err)
	[ "$lines" -ge 30 ] && [ "$lines" -le 50 ]
	grep -q 'does not exist after 12 minutes; trying again' err
}

@test "fails if the Secret does not come by the deadline, or with -1 at once" {
	rm secret
	DEADLINE=1 fails 1 "Secret vcluster-media/vc-media does not exist; stopped, because DEADLINE is 1 seconds"
	exits 1 kubeconfig-sync -1
	[ "$output" = "kubeconfig-sync: Secret vcluster-media/vc-media does not exist" ]
}
