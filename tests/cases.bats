load lib

@test "every golden case gives its output, its messages and its exit code" {
	"$ROOT/tests/run-cases"
}

@test "the case runner notices another output, message or exit code" {
	mkdir -p "$T/tests/cases/tool" "$T/tests/fixed"
	cp "$ROOT/tests/run-cases" "$T/tests"
	c=$T/tests/cases/tool/says
	echo 'cat; echo no >&2; exit 3' >"$c.cmd"
	echo yes | tee "$c.in" >"$c.out"
	echo no >"$c.err"
	echo 3 >"$c.rc"
	gives 0 "$T/tests/run-cases"
	for golden in out err rc; do
		cp "$c.$golden" "$T/kept"
		echo 4 >"$c.$golden"
		gives 1 "$T/tests/run-cases" tool/says
		[[ $output == *"got .$golden"*'make case C=tool/says'* ]]
		mv "$T/kept" "$c.$golden"
	done
	rm "$c.cmd"
	gives 1 "$T/tests/run-cases"
	[[ $output == *'belongs to no case'* ]]
}

@test "UPDATE=1 writes the goldens that the next run holds" {
	mkdir -p "$T/tests/cases/tool" "$T/tests/fixed"
	cp "$ROOT/tests/run-cases" "$T/tests"
	c=$T/tests/cases/tool/says
	echo 'echo yes; exit 1' >"$c.cmd"
	echo stale >"$c.err"
	UPDATE=1 gives 0 "$T/tests/run-cases"
	[ "$(cat "$c.out" "$c.rc")" = $'yes\n1' ]
	[ ! -e "$c.err" ]
	gives 0 "$T/tests/run-cases"
}
