# Static checks of the sources that are quick; `make lint` runs all of them.
load lib

@test "every layer includes only what lib/LAYERS allows" {
	exits 0 "$ROOT/tests/lint" layers
}

@test "every header compiles alone" {
	exits 0 "$ROOT/tests/lint" headers
}

@test "shellcheck finds nothing in the scripts" {
	need shellcheck
	exits 0 "$ROOT/tests/lint" shell
}

@test "clang-format changes nothing in the sources, and nothing is left unfinished" {
	need clang-format
	exits 0 "$ROOT/tests/lint" format words
}

@test "no file, function or line is too long" {
	exits 0 "$ROOT/tests/lint" lengths
}

@test "comments, messages and pages have no phrase that plain English does without" {
	exits 0 "$ROOT/tests/lint" english
}

@test "lint notices a breach of the layers, a long function, a wide line and a header that lacks an include" {
	mkdir -p "$T"/{lib/base,lib/data,tools,tests,bench,fuzz}
	cp "$ROOT/lib/LAYERS" "$T/lib"
	cp "$ROOT/tests/lint" "$T/tests"
	echo 'size_t base_size(void);' >"$T/lib/base/a.h"
	printf '#include "data/b.h"\n#include "a.h"\n' >"$T/lib/base/a.c"
	printf '/* … %092d */\n/* … %093d */\n' 0 0 >"$T/fuzz/f.c"
	{ printf 'void\nlong_one(void)\n{\n'; seq 80 | sed 's/.*/\t;/'; echo '}'; } >"$T/tools/t.c"
	echo '/* A file that is written anew. */' >"$T/bench/b.c"
	printf '\t# %091d\n' 0 >"$T/pipeline.sh"
	exits 1 "$T/tests/lint" layers headers lengths english
	[[ $output == *'lib/base/a.c:1: base may not include "data/b.h"'* ]]
	[[ $output == *'lib/base/a.c:2: include "a.h" without its layer'* ]]
	[[ $output == *'lib/base/a.h:1: does not compile alone'* ]]
	[[ $output == *'tools/t.c:3: a function of over 60 lines'* ]]
	[[ $output == *'bench/b.c:1: not plain English'* ]]
	[[ $output == *'pipeline.sh:1: a line of over 100 columns'* ]]
	[[ $output == *'fuzz/f.c:2: a line of over 100 columns'* && $output != *fuzz/f.c:1:* ]]
}
