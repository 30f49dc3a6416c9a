/* Fuzzes kv-diff with two streams, separated by the first line "====". A stream must equal itself.
   If old differs from new, new must differ from old. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/val.h"
#include "diff/diff.h"
#include "diff/rules.h"
#include "diff/show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, line;

/* Returns the documents of a stream, or NULL if the stream is malformed. */
static struct val *
read_stream(str text)
{
	static struct val *documents; /* static: longjmp keeps its value */
	struct kv_doc document;
	struct kv_in stream;
	struct in in;
	jmp_buf trap;

	documents = NULL;
	in_text(&in, "fuzz", text);
	if (setjmp(trap) == 0) {
		end_trap(&trap);
		documents = val_new(&run, VAL_SEQUENCE);
		stream = (struct kv_in){.in = &in, .options.findings = true};
		while (kv_next(&stream, &run, &document))
			if (document.root)
				val_push(documents, document.root);
	} else {
		documents = NULL;
	}
	end_trap(NULL);
	return documents;
}

static void
show(const struct change *change)
{
	struct buf text = {.arena = &line};

	show_text(&text, change, NULL);
	show_json(&text, change);
	arena_reset(&line);
}

static size_t
changes(const struct val *old, const struct val *new)
{
	struct rules rules = {0};
	struct diff diff = {.arena = &run, .rules = &rules, .report = show};

	diff_documents(&diff, old, new);
	return diff.changes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};
	size_t end = str_find(text, STR("====\n"));
	const struct val *old = read_stream(str_sub(text, 0, end));
	const struct val *new = read_stream(str_from(text, end < size ? end + 5 : size));

	if (old && changes(old, old) != 0)
		abort();
	if (old && new && !changes(old, new) != !changes(new, old))
		abort();
	arena_reset(&run);
	return 0;
}
