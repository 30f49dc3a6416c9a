/* Fuzzes yaml-split without a folder: any stream must end with counts or a message. */
#include "split/split.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct split split;

static void
split_all(void *in)
{
	split_stream(&split, in);
}

static void
split_text(str text, bool exit_line)
{
	static struct arena run;
	struct buf message = {.arena = &run};
	struct in in;

	split = (struct split){.run = &run, .exit_line = exit_line};
	in_text(&in, "fuzz", text);
	end_try(split_all, &in, &message);
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
