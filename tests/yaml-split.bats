# yaml-split publishes a group of files completely or not at all, whatever happens.
load lib

setup()
{
	cd "$T" || return
}

# group PREFIX NUMBER: prints a group of three files that contain its number.
group()
{
	local prefix=${1:+$1/}
	printf -- '---\n# Source: %s\n' "${prefix}resources/a.yaml"
	printf 'a: %s\n---\nb: %s\n' "$2" "$2"
	printf -- '---\n# Source: %s\n' "${prefix}resources/b.yaml"
	printf 'b: %s\n' "$2"
	printf -- '---\n# Source: %s\n' "${prefix}status.yaml"
	printf 'phase: %s\n# End: %s\n' "$2" "${1:-.}"
}

# published DIR: prints the number in the files of a group, or nothing if there are no files; fails
# if the numbers differ or a file is missing.
published()
{
	[ -d "$1" ] || return 0
	[ -e "$1/resources" ] || [ -e "${2:-$1}/status.yaml" ] || return 0
	[ "$(cd "$1" && echo resources/*)" = 'resources/a.yaml resources/b.yaml' ] &&
		[ "$(cat "$1/resources/a.yaml" "$1/resources/b.yaml" "${2:-$1}/status.yaml" | tr -dc '0-9\n' | sort -u | grep .)" = \
			"$(tr -dc 0-9 <"${2:-$1}/status.yaml")" ] && tr -dc '0-9\n' <"${2:-$1}/status.yaml"
}

@test "each document goes to the file that its Source names" {
	{ group a/b 1; group c/d 2; } | yaml-split out
	[ "$(find out -type f | sort | tr '\n' ' ')" = \
		'out/a/b/resources/a.yaml out/a/b/resources/b.yaml out/a/b/status.yaml out/c/d/resources/a.yaml out/c/d/resources/b.yaml out/c/d/status.yaml ' ]
	same <(printf 'a: 1\n---\nb: 1\n') out/a/b/resources/a.yaml
	same <(printf 'phase: 2\n') out/c/d/status.yaml
	[ "$(ls -A out | tr '\n' ' ')" = 'a c ' ]
}

@test "-s writes the status to another folder and removes first what an earlier run published" {
	group '' 1 | yaml-split -s status out
	[ "$(published out status)" = 1 ]
	echo theirs >out/other
	mkdir -p out/resources/deep/er out/.stage/new
	ln -s "$T" out/resources/deep/er/link
	yaml-split -s status out </dev/null
	[ "$(ls -A out)$(ls -A status)" = other ]
	[ -e "$T/status" ]
	group '' 2 | yaml-split -s status out
	[ "$(published out status)" = 2 ]
}

@test "-s allows one group; two publish nothing" {
	{ group '' 1; group '' 2; } >stream
	exits 1 yaml-split -s status out <stream
	[[ $output == *'a second group'* ]]
	[ -z "$(ls -A out)$(ls -A status)" ]
}

@test "text in a document that looks like Source or End is only text" {
	printf '# Source: a/status.yaml\nx: |\n  # Source: b/status.yaml\n\n  # End: a\n# Source: c/status.yaml\n# End: a\n' | yaml-split out
	same <(printf 'x: |\n  # Source: b/status.yaml\n\n  # End: a\n# Source: c/status.yaml\n') out/a/status.yaml
}

@test "a path that leads out of the folder is refused" {
	local path
	for path in /etc/status.yaml ../status.yaml a/../../status.yaml a/./status.yaml a//status.yaml '' .. \
		.stage/status.yaml "$(printf 'a/\001/../status.yaml')" a/resources/x/ "a/resources/$(printf %0256d 0)"; do
		printf '# Source: %s\nx: 1\n# End: %s\n' "$path" "${path%/*}" >stream
		exits 1 yaml-split out <stream
		[[ $output == "yaml-split: stdin:1: "* ]]
		[ -z "$(ls -A out)" ]
	done
	printf '# Source: a/b\0c/status.yaml\nx: 1\n# End: a\n' >stream
	exits 1 yaml-split out <stream
}

@test "with -x a stream that ends early exits with 2, wherever it ends, and says nothing" {
	group a/b 1 >stream
	for ((n = 0; n <= $(wc -c <stream); n++)); do
		for end in '' '\n# Exit: 2\n'; do
			run bash -c "{ head -c $n stream; printf '$end'; } | yaml-split -x out"
			[ "$status" -eq 2 ] && [ -z "$output" ] || {
				echo "$n bytes, '$end': exit $status, $output"
				return 1
			}
		done
		[ "$(published out/a/b)" = "$( ((n < $(wc -c <stream) - 1)) || echo 1)" ]
		rm -rf out
	done
}

@test "with -x a group without documents, whose writer exited with 0, is an error unless -p prints the stream" {
	for n in 0 1; do
		for how in -x -nx -px; do
			printf '# End: a\n# Exit: %d\n' $n >stream
			# shellcheck disable=SC2046 # -n and -p have no folder
			exits $((n || $([ $how = -px ]; echo $?))) yaml-split $how $([ $how != -x ] || echo out) <stream
			[[ $n = 1 || $how = -px || $output == "yaml-split: stdin:2: a group has no documents, "* ]]
		done
	done
}

@test "documents that do not belong together are refused" {
	local stream
	while IFS='|' read -r stream want; do
		printf '%b' "$stream" >stream
		exits 1 yaml-split out <stream
		[[ $output == *"$want"* ]] || { echo "$stream: $output"; return 1; }
		[ -z "$(find out -type f)" ]
	done <<-'END'
		x: 1\n|stdin:1: "x: 1": a document without "# Source:"
		# Source: a/status.yaml\nx: 1\n# End: b\n|this file belongs to another group
		# Source: a/status.yaml\nx: 1\n# End: a/status.yaml\n|this file belongs to another group
		# Source: a/other.yaml\nx: 1\n# End: a\n|a group can have only resources/ and status.yaml
		# Source: a/resources/x\nx: 1\n---\n# Source: a/status.yaml\ny: 1\n---\n# Source: a/resources/x\nz: 1\n# End: a\n|the group already has this file
		# Source: a/resources/x\nx: 1\n---\n# Source: a/resources/x/y/z\ny: 1\n# End: a\n|a file in place of its folder
		# Source: a/status.yaml\nx: 1\n|the stream ends before
	END
}

@test "the second group of the same name is refused, the first stays" {
	{ group a/b 1; group a/b 2; } >stream
	exits 1 yaml-split out <stream
	[[ $output == *'already has a group of this name'* ]]
	[ "$(published out/a/b)" = 1 ]
}

@test "a group is published before the next one arrives" {
	mkfifo stream
	yaml-split out <stream &
	exec 7>stream
	group a/b 1 >&7
	until [ -e out/a/b/status.yaml ]; do sleep 0.02; done
	[ "$(published out/a/b)" = 1 ]
	exec 7>&-
	wait $!
}

@test "a group without status or resources replaces one that had them" {
	group a 1 | yaml-split out
	printf '# Source: a/resources/c.yaml\nx: 1\n# End: a\n' | yaml-split out
	[ "$(cd out/a && find . -type f)" = ./resources/c.yaml ]
	printf '# Source: a/status.yaml\nx: 1\n# End: a\n' | yaml-split out
	[ "$(cd out/a && find .  -mindepth 1)" = ./status.yaml ]
}

@test "-v counts the groups, and those without documents as failed; -n only counts" {
	{ group a 1; group b 2; printf '# End: c\n# End:\n'; } >stream
	run yaml-split -v out <stream
	[ "$output" = '4 requests, 2 written, 2 at fault' ]
	run yaml-split -nv <stream
	[ "$output" = '4 requests, 2 at fault' ]
	[ "$(group a 1 | yaml-split -nv 2>&1)" = '1 request, 0 at fault' ]
}

@test "on a terminal it shows progress" {
	need script
	{ group a 1; echo '# End: b'; } >stream
	script -qec 'yaml-split -v out <stream' /dev/null >said
	grep -q '1 done, 0 at fault' said
	grep -q '2 requests, 1 written, 1 at fault' said
}

@test "folders above the output are created, and a file in the way exits with 2" {
	group a 1 | yaml-split x/y/z
	[ "$(published x/y/z/a)" = 1 ]
	: >file
	exits 2 yaml-split file </dev/null
	exits 2 yaml-split file/x </dev/null
	exits 2 yaml-split
	exits 2 yaml-split a b
	exits 2 yaml-split -n a
	mkdir -p out/b/resources
	: >out/a
	group a 1 >stream
	exits 2 yaml-split out <stream
	[ "$(ls -A out | tr '\n' ' ')" = 'a b ' ]
}

# preload: compiles the shim that sends signals.
preload()
{
	[ -z "${SANITIZED:-}" ] || skip 'a sanitizer wants to be loaded first'
	"${CC:-cc}" -shared -fPIC -o signal_after.so "$ROOT/tests/shim/signal_after.c" 2>/dev/null ||
		skip 'no compiler for a shared library'
}

@test "ended by a signal after any file operation, it leaves all of a group or nothing, and the next run repairs" {
	preload
	local signal n rc where
	for where in multi alone; do
		for signal in 15 9; do
			for ((n = 1; ; n++)); do
				rm -rf out status
				if [ $where = multi ]; then
					group a/b 1 | yaml-split out
					group a/b 2 >stream
					set -- out
				else
					group '' 1 | yaml-split -s status out
					group '' 2 >stream
					set -- -s status out
				fi
				rc=0
				LD_PRELOAD=$T/signal_after.so SIGNAL_AFTER=$n SIGNAL=$signal yaml-split "$@" <stream 2>/dev/null || rc=$?
				# A signal while the only group is published changes nothing.
				[ $rc -ne 0 ] || break
				[ $rc = $((128 + signal)) ]
				if [ $where = alone ]; then
					[ $signal = 9 ] || published out status >/dev/null
					[ $signal = 9 ] || [ ! -e out/.stage ]
					yaml-split -s status out </dev/null
					[ -z "$(ls -A out)$(ls -A status)" ]
				else
					[ $signal = 9 ] || published out/a/b >/dev/null
					[ $signal = 9 ] || [ ! -e out/.stage ]
					yaml-split out </dev/null
					[[ $(published out/a/b) == [12] ]]
					[ "$(ls -A out)" = a ]
					[ "$(ls -A out/a/b | tr '\n' ' ')" = 'resources status.yaml ' ]
				fi
			done
			echo "$where, signal $signal: $n operations"
			[ $n -gt $((signal == 15 ? 8 : 20)) ]
		done
	done
}

@test "a signal while it waits for the rest of a group leaves nothing of it" {
	mkfifo stream
	group a/b 1 | yaml-split out
	yaml-split out <stream &
	pid=$!
	exec 7>stream
	{ group a/c 1; group a/b 2 | head -n 11; } >&7
	until [ -e out/a/c ]; do sleep 0.02; done
	kill -TERM $pid
	rc=0
	wait $pid || rc=$?
	exec 7>&-
	[ $rc = 143 ]
	[ "$(published out/a/b)" = 1 ]
	[ "$(ls -A out)$(ls -A out/a | tr '\n' ' ')" = 'ab c ' ]
}

# inodes: prints the inode of each file in out.
inodes()
{
	find out -type f -exec ls -i {} + | sort -k2
}

@test "a group that is published already stays as it is, whatever else is in its folder" {
	{ group a/b 1; printf '# Source: a/c/resources/d/e.yaml\nx: 1\n# End: a/c\n'; } >stream
	yaml-split out <stream
	echo theirs >out/a/b/other
	mkdir out/a/b/resources.old
	inodes >before
	yaml-split out <stream
	same before <(inodes)
}

@test "a group is published again if any of its files differs, is missing, or is one too many" {
	group a/b 1 >stream
	yaml-split out <stream
	cp -r out first
	while read -r command; do
		eval "$command"
		yaml-split out <stream
		diff -r first out
		[ -z "$(find out -type l)" ]
	done <<-'END'
		echo more >>out/a/b/resources/a.yaml
		sed -i s/1/2/ out/a/b/resources/b.yaml
		rm out/a/b/resources/b.yaml
		rm -r out/a/b/resources
		rm out/a/b/status.yaml
		: >out/a/b/status.yaml
		: >out/a/b/resources/.hidden
		mkdir out/a/b/resources/empty
		mkdir -p out/a/b/resources/x/y && echo z >out/a/b/resources/x/y/z
		mkfifo out/a/b/resources/fifo
		rm out/a/b/status.yaml && mkfifo out/a/b/status.yaml
		ln -s a.yaml out/a/b/resources/c.yaml
		mv out/a/b/resources/a.yaml moved && ln -s "$PWD/moved" out/a/b/resources/a.yaml
		mv out/a/b/resources old && ln -s "$PWD/old" out/a/b/resources
	END
	printf '# Source: a/b/status.yaml\nphase: 1\n# End: a/b\n' | yaml-split out
	[ "$(ls out/a/b)" = status.yaml ]
}

@test "two runs on one folder take turns" {
	local i
	for i in 1 2 3 4 5; do
		group a/b 3 | yaml-split out & a=$!
		group a/b 4 | yaml-split out & b=$!
		wait $a
		wait $b
		[[ $(published out/a/b) == [34] ]]
		[ "$(ls -A out)" = a ]
		group '' 3 | yaml-split -s status alone & a=$!
		group '' 4 | yaml-split -s status alone & b=$!
		wait $a
		wait $b
		[[ $(published alone status) == [34] ]]
	done
}

@test "no symbolic link and no journal of others leads out of the folder" {
	mkdir -p out/a out/.stage/new theirs/resources
	echo kept >theirs/resources/x
	echo kept >theirs/status.yaml
	printf '../theirs\n00\n' >out/.stage/publish
	ln -s ../../theirs out/a/b
	ln -s ../theirs out/c
	exits 2 yaml-split out <<<"$(group a/b 1)"
	[[ $output == *'"a/b": a symbolic link in this path'* ]]
	exits 2 yaml-split out <<<"$(group c/b 1)"
	group '' 2 | yaml-split out
	[ "$(cat theirs/resources/x theirs/status.yaml | sort -u)$(ls theirs | wc -l)" = kept2 ]
	[ "$(published out)" = 2 ]
}

@test "a journal that is a pipe is removed, not waited for" {
	mkdir -p out/.stage
	mkfifo out/.stage/publish
	timeout -s KILL 20 yaml-split out <<<"$(group a 1)"
	[ "$(published out/a)" = 1 ]
	[ ! -e out/.stage ]
}

@test "a path of 64 parts can be replaced, and a longer one is refused" {
	local deep i
	deep=$(printf 'f/%.0s' {1..61})
	for i in 1 2 3; do
		printf '# Source: g/resources/%sx.yaml\na: %s\n# End: g\n' "$deep" $i | yaml-split out
	done
	grep -x "a: 3" "out/g/resources/${deep}x.yaml"
	exits 1 yaml-split out <<<"# Source: g/resources/f/${deep}x.yaml"
	[[ $output == *'a path has at most 64 parts'* ]]
}
