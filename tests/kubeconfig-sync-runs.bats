#!/usr/bin/env bats
# kubeconfig-sync when a signal ends it, and what other processes can see of it.

load lib
load vault

# left_behind: succeeds if a process that was started for this server still runs after ten seconds.
# A process that has received TERM may need a moment to end.
left_behind()
{
	local _
	for _ in {1..500}; do
		grep -qsF "127.0.0.1:$(<port)" /proc/[0-9]*/cmdline || return 1
		sleep 0.02
	done
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

# hangs_at REQUEST: starts a run and makes it wait for the answer to REQUEST.
hangs_at()
{
	rm -f go hanging log
	echo "$1 1 hang" >faults
	kubeconfig-sync 2>err 3>&- &
	pid=$!
	until [ -e hanging ]; do sleep 0.02; done
}

# answered FATE: lets the server end the request that hangs: serve or drop.
answered()
{
	echo "$1" >go
	until grep -qE '(lost|drop)$' log 2>/dev/null; do sleep 0.02; done
}

@test "TERM ends it during any request, and leaves nothing behind" {
	# longer than the server's own wait
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
		exits 0 kubeconfig-sync
		complete
		with=$([ "$with" = token ] && echo certificate || echo token)
		secret_with "$with" >secret
	done
}

# spied: runs kubeconfig-sync. Writes what its processes show to the file seen, its messages to
# the file messages. Wrappers of all programs that it runs log their arguments and environment;
# while a request hangs, all processes with our environment are inspected.
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

# secretive token|certificate: prints the Secret, with a password that JSON must escape.
secretive()
{
	secret_with "$1" | jq '.data.config |= (@base64d | sub("(?<user>user: .)(?=token|client)";
		"\(.user)password: \"pass\\\"WORD-0123456789\", ") | @base64)' >secret
}

@test "no process shows a secret while it runs, and no message, not even one that a server echoes" {
	# each variable of the script is already in the environment
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
