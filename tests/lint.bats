# What can be said of the sources without running them; `make lint` says more, and takes longer.
load lib

@test "every layer includes only what lib/LAYERS allows it" {
	gives 0 "$ROOT/tests/lint" layers
}

@test "every header compiles alone" {
	gives 0 "$ROOT/tests/lint" headers
}

@test "the scripts are as shellcheck wants them" {
	need shellcheck
	gives 0 "$ROOT/tests/lint" shell
}

@test "the sources are as clang-format writes them, and nothing is left open" {
	need clang-format
	gives 0 "$ROOT/tests/lint" format words
}

@test "no file, function or line is too long" {
	gives 0 "$ROOT/tests/lint" lengths
}

@test "lint notices a breach of the layers, a long function, a wide line and a header that lacks an include" {
	mkdir -p "$T"/{lib/base,lib/data,tools,tests,bench,fuzz}
	cp "$ROOT/lib/LAYERS" "$T/lib"
	cp "$ROOT/tests/lint" "$T/tests"
	echo 'size_t base_size(void);' >"$T/lib/base/a.h"
	printf '#include "data/b.h"\n#include "a.h"\n' >"$T/lib/base/a.c"
	printf '/* … %092d */\n/* … %093d */\n' 0 0 >"$T/fuzz/f.c"
	{ printf 'void\nlong_one(void)\n{\n'; seq 80 | sed 's/.*/\t;/'; echo '}'; } >"$T/tools/t.c"
	gives 1 "$T/tests/lint" layers headers lengths
	[[ $output == *'lib/base/a.c:1: base may not include "data/b.h"'* ]]
	[[ $output == *'lib/base/a.c:2: include "a.h" without its layer'* ]]
	[[ $output == *'lib/base/a.h:1: does not compile alone'* ]]
	[[ $output == *'tools/t.c:3: a function of over 60 lines'* ]]
	[[ $output == *'fuzz/f.c:2: a line of over 100 columns'* && $output != *fuzz/f.c:1:* ]]
}
