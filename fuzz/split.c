/* Fuzzes yaml-split without a folder: any stream must end with counts or a message. */
#include <setjmp.h>

#include "base/arena.h"
#include "base/end.h"
#include "base/in.h"
#include "split/split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
split_text(str text, bool exit_line)
{
	static struct arena run;
	static struct split split; /* static: longjmp keeps its value */
	struct in in;
	jmp_buf trap;

	split = (struct split){.run = &run, .exit_line = exit_line};
	in_text(&in, "fuzz", text);
	if (setjmp(trap) == 0) {
		end_trap(&trap);
		split_stream(&split, &in);
	}
	end_trap(NULL);
	arena_free(&split.group.arena);
	arena_reset(&run);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};

	split_text(text, false);
	split_text(text, true);
	return 0;
}
