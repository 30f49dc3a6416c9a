# pipeline.sh when something fails: nothing is published in part, no status is written, and the exit
# code and the message name the stage. A fake in $TOOLS makes a tool fail.
load lib

setup()
{
	mkdir -p "$T/input" "$T/output" "$T/metadata" "$T/tools"
	cp "$ROOT/examples/prod.yaml" "$T/input/object.yaml"
	ln -s "$BIN"/* "$T/tools"
}

kratix()
{
	run env TOOLS="$T/tools" KRATIX_INPUT="$T/input" KRATIX_OUTPUT="$T/output" KRATIX_METADATA="$T/metadata" \
		KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource \
		KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 "$@" "$ROOT/pipeline.sh"
}

# instead TOOL: replaces the tool by the script on standard input; $real is the tool itself.
instead()
{
	rm -f "$T/tools/$1"
	{
		printf '#!/usr/bin/env bash\nreal=%q\n' "$(PATH=$BIN:$PATH command -v "$1")"
		cat
	} >"$T/tools/$1"
	chmod +x "$T/tools/$1"
}

again()
{
	rm -f "$T/tools/$1"
	[ ! -e "$BIN/$1" ] || ln -s "$BIN/$1" "$T/tools/$1"
}

# nothing WHAT: checks that nothing was published and that the run failed.
nothing()
{
	[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ] && [[ $status -eq $2 && $output == *"stage=$3 "* ]] || {
		printf '%s: exit %s, wanted %s and stage=%s\n%s\n' "$1" "$status" "$2" "$3" "$output"
		ls -lAR "$T/output" "$T/metadata"
		return 1
	}
}

# Each way in which a filter fails, and the exit code of the run.
ways=('exit 1' 'exit 2' 'kill -KILL $$' 'kill -SEGV $$' '"$real" "$@" | head -c 300; exit 1'
	'"$real" "$@" | head -c 300; kill -KILL $$' '"$real" "$@" | head -c 300; kill -TERM $$' '"$real" "$@"; exit 1'
	'"$real" "$@"; exit 2')
codes=(1 2 2 2 1 2 2 1 2)

@test "nothing is published if a tool fails, is killed, or writes half of its output" {
	local tool i
	for tool in yaml2kv preset-resolve vip-calc tmpl-render; do
		for ((i = 0; i < ${#ways[@]}; i++)); do
			instead $tool <<<"${ways[i]}"
			kratix
			# The next stages end before yaml2kv exits with 1.
			[[ $tool,${codes[i]} == yaml2kv,1 ]] && [ "$status" -eq 1 ] && continue
			nothing "$tool: ${ways[i]}" "${codes[i]}" $tool
		done
		again $tool
	done
	kratix
	[ "$status" -eq 0 ]
}

@test "nothing is published if a tool exits with 0 but its output is cut off" {
	local tool
	for tool in yaml2kv preset-resolve vip-calc tmpl-render; do
		instead $tool <<<'"$real" "$@" | head -c 305; exit 0'
		kratix
		[ "$status" -eq 1 ]
		[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ]
		again $tool
	done
	instead yaml-validate <<<'[[ $1 == -r ]] || exit 0; exec "$real" "$@"'
	kratix
	[ "$status" -ne 0 ]
	[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ]
}

@test "nothing is published if the validator of the request or of the resources fails" {
	local i
	for ((i = 0; i < 4; i++)); do
		instead yaml-validate <<<"[[ \$1 != -r ]] || { ${ways[i]}; }; exec \"\$real\" \"\$@\""
		kratix
		nothing "request: ${ways[i]}" "${codes[i]}" yaml-validate
		instead yaml-validate <<<"[[ \$1 == -r ]] || { ${ways[i]}; }; exec \"\$real\" \"\$@\""
		kratix
		nothing "resources: ${ways[i]}" "${codes[i]}" yaml-validate
	done
}

@test "nothing is published if a resource is invalid or a Secret" {
	for bad in 'kind: [' 'kind: Secret' 'kind: Pod' 'metadata: 1'; do
		instead tmpl-render <<<'"$real" "$@" | sed "s,^# End.*,---\n# Source: resources/more.yaml\napiVersion: v1\n'"$bad"'\n&,"'
		kratix
		nothing "$bad" 1 yaml-validate
		[[ $output == *'resources/more.yaml:'* ]]
	done
}

@test "a stage that fails in many requests leaves what is complete, and never exits 0" {
	instead tmpl-render <<<'"$real" "$@" | head -c 60000; kill -KILL $$'
	run env TOOLS="$T/tools" "$ROOT/pipeline.sh" -o "$T/out" "${examples[@]}"
	[ "$status" -eq 2 ]
	[ "$(find "$T/out" -name resources | wc -l)" -eq "$(find "$T/out" -name status.yaml | wc -l)" ]
	[ ! -e "$T/out/.stage" ]
}

@test "a run over the leftovers of an earlier run publishes the same as a first run" {
	kratix
	[ "$status" -eq 0 ]
	mv "$T/output" "$T/first"
	mkdir -p "$T/output/.stage/deep" "$T/output/resources/old/deep" "$T/output/other" \
		"$T/metadata/.stage"
	echo stale >"$T/output/resources/.hidden"
	echo stale >"$T/output/resources/gone.yaml"
	echo stale >"$T/output/.stage/half.yaml"
	echo stale >"$T/metadata/.stage/status.yaml"
	echo theirs >"$T/output/.hidden"
	echo theirs >"$T/output/other/file"
	echo theirs >"$T/metadata/destination-selectors.yaml"
	kratix
	[ "$status" -eq 0 ]
	diff -r "$T/first/resources" "$T/output/resources"
	[ "$(ls -A "$T/output" | tr '\n' ' ')" = '.hidden other resources ' ]
	[ "$(ls -A "$T/metadata" | tr '\n' ' ')" = 'destination-selectors.yaml status.yaml ' ]
	[ "$(cat "$T/output/.hidden" "$T/output/other/file")" = $'theirs\ntheirs' ]
}

@test "a failed run removes what an earlier one published" {
	kratix
	instead vip-calc <<<'exit 1'
	kratix
	nothing 'second run' 1 vip-calc
}

@test "leftovers that are links are removed, not followed" {
	mkdir "$T/elsewhere"
	echo kept >"$T/elsewhere/file"
	ln -s "$T/elsewhere" "$T/output/resources"
	ln -s "$T/elsewhere" "$T/output/.stage"
	ln -s "$T/elsewhere/file" "$T/metadata/status.yaml"
	ln -s "$T/nowhere" "$T/metadata/.stage"
	kratix
	[ "$status" -eq 0 ]
	[ "$(cat "$T/elsewhere/file")" = kept ]
	[ "$(ls -A "$T/elsewhere")" = file ]
	[ ! -L "$T/output/resources" ]
	[ ! -L "$T/metadata/status.yaml" ]
}

# preload: compiles the shim that sends signals.
preload()
{
	[ -z "${SANITIZED:-}" ] || skip 'a sanitizer wants to be loaded first'
	"${CC:-cc}" -shared -fPIC -o "$T/signal_after.so" "$ROOT/tests/shim/signal_after.c" 2>/dev/null ||
		skip 'no compiler for a shared library'
}

@test "ended by TERM or KILL after any file operation, a run publishes all or nothing, and the next one succeeds" {
	preload
	local n signal failed=0
	for signal in 15 9; do
		for ((n = 1; ; n++)); do
			instead yaml-split <<<"LD_PRELOAD=$T/signal_after.so SIGNAL_AFTER=$n SIGNAL=$signal exec \"\$real\" \"\$@\""
			kratix
			if [ "$status" -eq 0 ]; then
				[ "$(ls -A "$T/output")$(ls -A "$T/metadata")" = resourcesstatus.yaml ]
				break
			else
				[ $signal = 9 ] || [[ $(ls -A "$T/output")$(ls -A "$T/metadata") == @(|resourcesstatus.yaml) ]]
				failed=$((failed + 1))
			fi
			again yaml-split
			kratix
			[ "$status" -eq 0 ]
			[ "$(ls -A "$T/output")$(ls -A "$T/metadata")" = resourcesstatus.yaml ]
		done
	done
	[ $failed -gt 20 ]
}

# ended SIGNAL N COMMAND…: runs the command, and sends the signal after the N-th file operation of all its
# processes. Fails if there are fewer.
ended()
{
	printf '\0\0\0\0' >"$T/count"
	run setsid -w env TOOLS="$T/tools" LD_PRELOAD="$T/signal_after.so" SIGNAL_RUN="$T/count" SIGNAL_AFTER="$2" \
		SIGNAL="$1" KRATIX_INPUT="$T/input" KRATIX_OUTPUT="$T/run/output" KRATIX_METADATA="$T/run/metadata" "${@:3}"
	[ "$(od -An -t d4 "$T/count")" -ge "$2" ]
}

# WHOLE=1 tries every operation.
@test "ended in any of its processes, a run publishes all or nothing, and the next one repairs what KILL left" {
	preload
	need setsid
	local n signal way runs=0 step=${WHOLE:+1}
	local kratix=(KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource
		KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 "$ROOT/pipeline.sh")
	local written=("$ROOT/pipeline.sh" -o "$T/run" "$T/input/object.yaml")
	for way in kratix written; do
		declare -n command=$way
		rm -rf "$T/run" "$T/whole"
		mkdir -p "$T/run/output" "$T/run/metadata"
		! ended 15 1000000 "${command[@]}"
		[ "$status" -eq 0 ]
		mv "$T/run" "$T/whole"
		for signal in 15 9; do
			for ((n = 1; ; n += ${step:-11})); do
				rm -rf "$T/run"
				mkdir -p "$T/run/output" "$T/run/metadata"
				ended $signal $n "${command[@]}" || break
				runs=$((runs + 1))
				if ! diff -r "$T/whole" "$T/run" >/dev/null; then
					[ "$status" -ne 0 ]
					[ $signal = 9 ] || [ -z "$(find "$T/run" -type f)" ]
				fi
				! ended $signal 1000000 "${command[@]}"
				[ "$status" -eq 0 ]
				diff -r "$T/whole" "$T/run"
			done
		done
	done
	[ $runs -gt 20 ]
}

@test "a stage that is ended in one of many requests leaves what is complete" {
	local tool signal
	for tool in yaml2kv preset-resolve vip-calc tmpl-render yaml-validate; do
		for signal in KILL TERM; do
			instead $tool <<<"\"\$real\" \"\$@\" | head -c 9000; kill -$signal \$\$"
			run env TOOLS="$T/tools" "$ROOT/pipeline.sh" -o "$T/out" "${examples[@]}"
			[ "$status" -eq 2 ]
			[ "$(find "$T/out" -name resources | wc -l)" -eq "$(find "$T/out" -name status.yaml | wc -l)" ]
			[ ! -e "$T/out/.stage" ]
		done
		again $tool
	done
}

@test "five pairs of runs at once on the same folders publish all of one run" {
	local i a b
	sed 's/preset: prod/preset: dev/' "$T/input/object.yaml" >"$T/dev.yaml"
	mkdir "$T/other"
	cp "$T/dev.yaml" "$T/other/object.yaml"
	kratix KRATIX_INPUT="$T/other"
	[ "$status" -eq 0 ]
	cp -r "$T/output" "$T/dev"
	cp "$T/metadata/status.yaml" "$T/dev"
	kratix
	cp -r "$T/output" "$T/prod"
	cp "$T/metadata/status.yaml" "$T/prod"
	for ((i = 0; i < 5; i++)); do
		(kratix && exit "$status") & a=$!
		(kratix KRATIX_INPUT="$T/other" && exit "$status") & b=$!
		wait $a
		wait $b
		[ "$(ls -A "$T/output")$(ls -A "$T/metadata")" = resourcesstatus.yaml ]
		cp "$T/metadata/status.yaml" "$T/output"
		diff -r "$T/dev" "$T/output" >/dev/null || diff -r "$T/prod" "$T/output"
		rm "$T/output/status.yaml"
	done
}

@test "a deletion whose tools fail is tried again: no status, exit 2" {
	local tool
	for tool in tmpl-render; do
		instead $tool <<<'kill -KILL $$'
		kratix KRATIX_WORKFLOW_ACTION=delete
		nothing "delete, $tool" 2 $tool
		again $tool
	done
	instead yaml-split <<<'kill -KILL $$'
	kratix KRATIX_WORKFLOW_ACTION=delete
	[ "$status" -ne 0 ]
	[ -z "$(ls -A "$T/metadata")" ]
}

@test "nothing is published if a folder cannot be written" {
	[ "$(id -u)" -ne 0 ] || skip 'root may write everywhere'
	chmod a-w "$T/output"
	kratix
	chmod u+w "$T/output"
	[ "$status" -eq 2 ]
	[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ]
	chmod a-w "$T/metadata"
	kratix
	chmod u+w "$T/metadata"
	[ "$status" -eq 2 ]
	[ -z "$(ls -A "$T/output")$(ls -A "$T/metadata")" ]
}

# private SCRIPT: runs it as root with mounts of its own.
private()
{
	[ "$(id -u)" -eq 0 ] || skip 'only root can mount file systems'
	need unshare mount
	unshare -m true 2>/dev/null || skip 'no namespaces of mounts here'
	run env TOOLS="$T/tools" KRATIX_INPUT="$T/input" KRATIX_OUTPUT="$T/output" KRATIX_METADATA="$T/metadata" \
		KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource \
		KRATIX_PROMISE_NAME=vcluster-orchestrator-v2 T="$T" ROOT="$ROOT" unshare -m bash -euc "$1"
}

@test "nothing is published if the disk is full" {
	local what
	for what in output metadata; do
		private 'mount -t tmpfs -o size=64k tmpfs "$T/'$what'" || exit 77
			head -c 1M /dev/zero >"$T/'$what'/filler" 2>/dev/null || true
			rc=0; "$ROOT/pipeline.sh" || rc=$?
			ls -A "$T/output" "$T/metadata" | grep -v -e : -e "^$" -e filler || true
			exit $rc'
		[ "$status" -ne 77 ] || skip 'no file system can be mounted here'
		[ "$status" -eq 2 ] || [ "$status" -eq 1 ]
		[[ $output == *'cannot '* && $output != *status.yaml$'\n'* && $output != *resources$'\n'* ]]
	done
}

@test "uid 65532 publishes if everything except output and metadata is read-only" {
	need setpriv
	private 'mount --make-rprivate / && mount -t tmpfs tmpfs /mnt || exit 77
		mkdir /mnt/input /mnt/output /mnt/metadata
		cp "$T/input/object.yaml" /mnt/input
		chown 65532:65532 /mnt/output /mnt/metadata
		chmod 755 /mnt
		for m in /mnt/output /mnt/metadata; do mount --bind $m $m; done
		while read -r _ m _; do
			case $m in /mnt/?*) ;; *) mount -o remount,bind,ro "$m" 2>/dev/null || true ;; esac
		done </proc/mounts
		export KRATIX_INPUT=/mnt/input KRATIX_OUTPUT=/mnt/output KRATIX_METADATA=/mnt/metadata TOOLS=$BIN
		cd /
		as="setpriv --reuid 65532 --regid 65532 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs"
		$as test -r "$ROOT/pipeline.sh" || exit 78
		! $as touch /tmp/x /mnt/x 2>/dev/null || exit 77
		rc=0
		$as "$ROOT/pipeline.sh" || rc=$?
		find /mnt/output /mnt/metadata -type f -uid 65532
		exit $rc'
	[ "$status" -ne 77 ] || skip 'nothing can be mounted read-only here'
	[ "$status" -ne 78 ] || skip 'this checkout cannot be read by others'
	[[ $status -eq 0 && $output == *resources/coredns-configmap.yaml* && $output == *metadata/status.yaml* ]] || {
		echo "$output"
		return 1
	}
}
