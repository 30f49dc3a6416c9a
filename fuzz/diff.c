/* Fuzzes kv-diff with two streams, separated by the first line "====". A stream must equal itself.
   If old differs from new, new must differ from old. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/val.h"
#include "diff/diff.h"
#include "diff/show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, line;

/* A stream and its documents. */
struct reader {
	struct kv_in stream;
	struct val *documents;
};

static void
read_documents(void *reader)
{
	struct reader *r = reader;
	struct kv_doc document;

	while (kv_next(&r->stream, &run, &document))
		if (document.root)
			val_push(r->documents, document.root);
}

/* Returns the documents of a stream, or NULL if the stream is malformed. */
static struct val *
read_stream(str text)
{
	struct buf message = {.arena = &run};
	struct reader r = {.documents = val_new(&run, VAL_SEQUENCE)};
	struct in in;

	in_text(&in, "fuzz", text);
	r.stream = (struct kv_in){.in = &in, .options.findings = true};
	return end_try(read_documents, &r, &message) ? r.documents : NULL;
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
	struct diff diff = {.arena = &run, .report = show};

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
