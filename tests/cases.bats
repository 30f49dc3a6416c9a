load lib

@test "every golden case has its output, its messages and its exit code" {
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
	exits 0 "$T/tests/run-cases"
	for golden in out err rc; do
		cp "$c.$golden" "$T/kept"
		echo 4 >"$c.$golden"
		exits 1 "$T/tests/run-cases" tool/says
		[[ $output == *"got .$golden"*'make case C=tool/says'* ]]
		mv "$T/kept" "$c.$golden"
	done
	rm "$c.cmd"
	exits 1 "$T/tests/run-cases"
	[[ $output == *'belongs to no case'* ]]
}

@test "UPDATE=1 writes goldens with which the next run passes" {
	mkdir -p "$T/tests/cases/tool" "$T/tests/fixed"
	cp "$ROOT/tests/run-cases" "$T/tests"
	c=$T/tests/cases/tool/says
	echo 'echo yes; exit 1' >"$c.cmd"
	echo stale >"$c.err"
	UPDATE=1 exits 0 "$T/tests/run-cases"
	[ "$(cat "$c.out" "$c.rc")" = $'yes\n1' ]
	[ ! -e "$c.err" ]
	exits 0 "$T/tests/run-cases"
}

# table: a table of two rows, one with the command at its head.
table()
{
	mkdir -p "$T/tests/cases/tool" "$T/tests/fixed"
	cp "$ROOT/tests/run-cases" "$T/tests"
	cat >"$T/tests/cases/tool/rows.cases" <<-'TABLE'
		# What every row runs.
		$ cat
		$ echo no >&2

		= says yes
		< yes
		<
		<-no newline
		> yes
		>
		>-no newline
		! no

		= ends with three
		$ exit 3
		? 3
	TABLE
}

@test "the case runner runs the rows of a table, all of them or one" {
	table
	exits 0 "$T/tests/run-cases"
	[ "$output" = '2 cases passed' ]
	exits 0 "$T/tests/run-cases" tool/rows/says-yes
	[ "$output" = '1 cases passed' ]
	exits 2 "$T/tests/run-cases" tool/rows/says-no
}

@test "the case runner notices a row with another output, message or exit code, and a broken row" {
	table
	for change in 's/^> yes/> no/' 's/^>-no/> no/' 's/^! no/! yes/' 's/^? 3/? 4/' '/^! no/d' 's/^< yes/yes/' \
		's/^= ends.*/= says yes/'; do
		sed "$change" "$T/tests/cases/tool/rows.cases" >"$T/tests/cases/tool/other.cases"
		exits 1 "$T/tests/run-cases"
		[[ $output == *FAIL*tool/other* ]]
	done
}

@test "UPDATE=1 writes a row's goldens into its table and leaves the rest unchanged" {
	table
	rows=$T/tests/cases/tool/rows.cases
	cp "$rows" "$T/want"
	sed -i 's/^> yes/> no/; s/^? 3/? 4/; /^! no/d; s/^>-/> /' "$rows"
	UPDATE=1 exits 0 "$T/tests/run-cases"
	same "$T/want" "$rows"
	sed -i 's/^? 3/? 4/; s/^> yes/> no/' "$rows"
	UPDATE=1 exits 0 "$T/tests/run-cases" tool/rows/says-yes
	same <(sed 's/^? 3/? 4/' "$T/want") "$rows"
}
