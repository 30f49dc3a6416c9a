# Tests of make, bootstrap, installation, the image's helpers and the test runner.
load lib

# copies bootstrap to a place where the commands it calls are fakes: dpkg-query knows only the
# packages in $T/has, id names the user, apt-get and apt-cache log their arguments.
setup()
{
	mkdir "$T/bin"
	cat >"$T/bin/dpkg-query" <<-'END'
		#!/bin/sh
		for last; do :; done
		grep -qx "$last" "$T/has" && printf installed
	END
	printf "#!/bin/sh\necho \${WHO:-1000}\n" >"$T/bin/id"
	printf '#!/bin/sh\necho apt-says\necho "$(basename "$0") $*" >>"$T/asked"\nexit ${APT:-0}\n' |
		tee "$T/bin/apt-get" >"$T/bin/apt-cache"
	printf '#!/bin/sh\necho "sudo" >>"$T/asked"\n[ -z "${NOSUDO:-}" ] && WHO=0 exec "$@"\n' >"$T/bin/sudo"
	chmod +x "$T"/bin/*
	sed -n '/^packages=/,/\x27$/p' "$ROOT/bootstrap" | sed "s/packages=//; s/'//g" | xargs -n 1 >"$T/has"
	: >"$T/asked"
	unset CI
}

boot()
{
	PATH=$T/bin:$PATH "$ROOT/bootstrap" "$@" </dev/null
}

@test "bootstrap with all packages installed only runs its command, for any user" {
	exits 7 boot sh -c 'echo ran; exit 7'
	[ "$output" = ran ]
	[ ! -s "$T/asked" ]
}

@test "bootstrap without rights exits 2 with the line to run, and runs nothing" {
	sed -i '/^jq$/d; /^bats$/d' "$T/has"
	exits 2 boot echo ran
	[[ $output == *'run this as root'*'apt-get update && apt-get install -y --no-install-recommends bats jq' ]]
	[ ! -s "$T/asked" ]
}

@test "bootstrap installs what is missing and no more: as root, and by sudo with -y or CI" {
	sed -i '/^jq$/d' "$T/has"
	WHO=0 exits 0 boot echo ran
	[[ $output == *ran ]]
	[[ $output != *apt-says* ]]
	[ "$(grep -c . "$T/asked")" -eq 2 ]
	grep -qx 'apt-get install -y -q --no-install-recommends jq' "$T/asked"
	exits 0 boot -y echo ran
	CI=true exits 0 boot echo ran
	[ "$(grep -cx sudo "$T/asked")" -eq 2 ]
}

@test "bootstrap fails if the installation fails" {
	sed -i '/^jq$/d' "$T/has"
	WHO=0 APT=100 exits 2 boot echo ran
	[[ $output != *ran && $output == *apt-says* ]]
	grep -qx 'apt-get update -q' "$T/asked"
	NOSUDO=1 exits 2 boot -y echo ran
	[[ $output == *'run this as root'* ]]
}

@test "bootstrap without a command, or with an unknown option, shows how to call it" {
	exits 2 boot
	exits 2 boot -x echo
	exits 0 boot -h
	[[ $output == usage:* ]]
}

@test "an installed pipeline.sh works in any directory with the installed tools and data" {
	make -s --no-print-directory -C "$ROOT" B="$B" install DESTDIR="$T/root" PREFIX=/opt/vco >/dev/null
	cp "$ROOT/examples/dev.yaml" "$T"
	cd "$T"
	run env -u TOOLS -u B PATH=/usr/bin:/bin "$T/root/opt/vco/bin/pipeline.sh" dev.yaml
	[ "$status" -eq 0 ]
	printf '%s\n' "$output" >installed
	"$ROOT/pipeline.sh" dev.yaml >built
	same built installed
	run env -u TOOLS PATH="$T/root/opt/vco/bin:/usr/bin:/bin" pipeline.sh dev.yaml
	[ "$status" -eq 0 ]
	for page in "$ROOT"/man/*.1; do
		[ -e "$T/root/opt/vco/share/man/man1/$(basename "$page")" ]
	done
}

@test "an installed base.yaml that somebody changed stays, and the new one is written beside it" {
	local base=$T/root/opt/vco/share/vcluster-orchestrator/templates/vcluster-orchestrator-v2/base.yaml
	install() { make -s --no-print-directory -C "$ROOT" B="$B" "$@" DESTDIR="$T/root" PREFIX=/opt/vco 2>&1; }
	exits 0 install install
	[ -z "$output" ]
	exits 0 install install
	[ -z "$output" ]
	echo '# ours' >>"$base"
	exits 0 install install
	[ "$output" = "install: $base was changed and stays; the new one is beside it, with .new" ]
	[ "$(tail -n 1 "$base")" = '# ours' ]
	same "$ROOT/templates/vcluster-orchestrator-v2/base.yaml" "$base.new"
	# as in versions without a manifest
	rm "$base.new" "${base%/templates/*}/manifest"
	exits 0 install install
	[[ $output == *'was changed and stays'* ]]
	[ "$(tail -n 1 "$base")" = '# ours' ]
	cp "$base.new" "$base"
	exits 0 install install
	[ -z "$output" ]
	[ ! -e "$base.new" ]
	# a file that the next version no longer has
	echo "$(sha256sum </dev/null | cut -c1-64)  share/vcluster-orchestrator/old" >>"${base%/templates/*}/manifest"
	: >"${base%/templates/*}/old"
	install install
	[ ! -e "${base%/templates/*}/old" ]
}

@test "make uninstall removes what make install installed, and nothing else" {
	local top=$T/root/opt/vco
	mkdir -p "$top/bin" "$top/share/man/man1"
	echo theirs >"$top/bin/theirs"
	make -s --no-print-directory -C "$ROOT" B="$B" install DESTDIR="$T/root" PREFIX=/opt/vco
	echo '# ours' >>"$top/share/vcluster-orchestrator/templates/argocd-project/base.yaml"
	exits 0 make -s --no-print-directory -C "$ROOT" uninstall DESTDIR="$T/root" PREFIX=/opt/vco
	[[ $output == "install: $top/share/vcluster-orchestrator/templates/argocd-project/base.yaml was changed and stays" ]]
	[ "$(cd "$top" && find . -type f | sort | xargs)" = \
		'./bin/theirs ./share/vcluster-orchestrator/templates/argocd-project/base.yaml' ]
	exits 2 make -s --no-print-directory -C "$ROOT" uninstall DESTDIR="$T/root" PREFIX=/opt/vco
}

@test "make install refuses a ~ that nobody expanded, and a PREFIX that is not absolute" {
	for place in PREFIX='~/vco' DESTDIR='~/root' PREFIX=vco; do
		exits 2 env -u MAKEFLAGS make -s --no-print-directory -C "$ROOT" B="$B" install "$place"
		[[ $output == "install: ${place%%=*} is ${place#*=}, "* ]]
	done
	[ ! -e "$ROOT/~" ] && [ ! -e "$ROOT/vco" ]
}

@test "the programs are hardened" {
	[ -z "${SANITIZED:-}" ] || skip 'sanitizers look for mistakes instead'
	need readelf
	for tool in "$B"/bin/*; do
		[ "$(head -c 4 "$tool" | tail -c 3)" = ELF ] || continue
		readelf -Wlds "$tool" >"$T/elf"
		for sign in 'Position-Independent Executable' GNU_RELRO 'Flags: NOW PIE' __stack_chk_fail '_chk@'; do
			grep -q -- "$sign" "$T/elf" || {
				echo "$tool: no $sign"
				return 1
			}
		done
	done
}

@test "the image's list of contents is SPDX and names each package and its version" {
	need jq
	SOURCE_DATE_EPOCH=0 "$ROOT/image/sbom" kubeconfig-sync 3.0.0 printf \
		'libc6\t2.36-9+deb12u10\tamd64\tglibc\t2.36-9+deb12u10\tGNU Libc Maintainers <l@d>\ng++\t4:12.2\tamd64\tgcc-defaults\t1.203\tX <x@y>\n' >"$T/sbom"
	jq -e '.spdxVersion == "SPDX-2.3" and .creationInfo.created == "1970-01-01T00:00:00Z"
		and (.packages | length == 3) and (.relationships | length == 3)
		and .packages[2].SPDXID == "SPDXRef-deb-g---amd64"
		and .packages[1].externalRefs[0].referenceLocator == "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64"
		and ([.packages[].SPDXID] | unique | length == 3)' "$T/sbom"
}

@test "bash completes the options that -h names, and the promises" {
	cat >"$T/complete" <<-'BASH'
		source "$1"
		shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_vcluster_orchestrator "$1"
		printf '%s\n' "${COMPREPLY[@]}"
	BASH
	complete() { PATH=$ROOT:$PATH bash "$T/complete" "$ROOT/packaging/completion.bash" "$@"; }
	[ "$(complete kv-diff - | xargs)" = '-j -m -r -h -V' ]
	[ "$(complete pipeline.sh - | xargs)" = '-P -T -c -d -e -o -h -V' ]
	[ "$(complete vip-calc 10 | xargs)" = '' ]
	[ "$(complete pipeline.sh -P argocd-p)" = argocd-project ]
	for tool in "$B"/bin/* pipeline.sh; do
		grep -qw -- "$(basename "$tool")" "$ROOT/packaging/completion.bash"
		[ "$(complete "$(basename "$tool")" - | wc -l)" -ge 3 ]
	done
}

@test "demo shows every example's files and every value's origin" {
	make -C "$ROOT" B="$B" demo >"$T/demo" 2>"$T/log"
	! grep -qE '(^|/)(cc|gcc|clang) ' "$T/demo" "$T/log"
	! grep -q level=error "$T/log"
	[ "$(grep -c '/argocd-application-request.yaml$' "$T/demo")" -eq "${#examples[@]}" ]
	# Every record that follows the last title says where it comes from.
	sed '1,/^5\./d' "$T/demo" | grep '^    \.' >"$T/records"
	[ "$(grep -c . "$T/records")" -gt 50 ]
	! grep -v ' #@ ' "$T/records"
	grep -q 'examples/prod.yaml:' "$T/records"
	grep -q 'presets/prod.yaml:' "$T/records"
	grep -q 'base.yaml:' "$T/records"
}

@test "a failing test file fails the run, and so does one that cannot run" {
	mkdir -p "$T/tests"
	cp "$ROOT/tests/run" "$T/tests"
	printf '@test "yes" {\n true\n}\n@test "not now" {\n skip "no moon"\n}\n' >"$T/tests/a.bats"
	unset BATS_TMPDIR
	B=build exits 0 "$T/tests/run"
	[ "${lines[-1]}" = '1 passed, 0 failed, 1 skipped' ]
	[[ $output == *'skipped 1: no moon'* ]]
	printf '@test "no" {\n echo why; false\n}\n' >"$T/tests/b.bats"
	B=build exits 1 "$T/tests/run"
	[[ $output == *'not ok 1 no'*why* ]]
	[ "${lines[-1]}" = '1 passed, 1 failed, 1 skipped' ]
	printf '@test "no {\n' >"$T/tests/b.bats"
	B=build exits 1 "$T/tests/run"
}

@test "libyaml's memory keeps what is written into it" {
	export ASAN_OPTIONS=${ASAN_OPTIONS:-}:allocator_may_return_null=1
	"$B/tests/yaml_memory"
}

@test "libyaml takes its memory from the program" {
	[ -z "${SANITIZED:-}" ] || skip 'sanitizers see malloc'
	for call in yaml_malloc yaml_realloc yaml_free; do
		LD_DEBUG=bindings "$B/bin/yaml2kv" "$ROOT/promise.yaml" 2>&1 >/dev/null |
			grep "libyaml.* to .*/yaml2kv .*\`$call'"
	done
}

@test "only the programs that read YAML are linked with libyaml" {
	for tool in kv2yaml vip-calc yaml-split; do
		[ -z "$(ldd "$B/bin/$tool" | grep libyaml)" ]
	done
	ldd "$B/bin/yaml2kv" | grep -q libyaml
}
