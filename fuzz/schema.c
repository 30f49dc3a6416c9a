/* Fuzzes the schema compiler and the validator: the input before the first line "=====" is a
   schema, the rest a stream. The validator checks the stream as a file and as a filter: against the
   schema, for the shape of objects, forbidden kinds and duplicate objects. */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/in.h"
#include "validate/filter.h"
#include "validate/validate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct validate v;

/* The parts of the input. */
struct input {
	str schema, documents;
	bool as_filter;
};

static void
validate_input(void *input)
{
	struct input *i = input;
	struct in in;

	in_text(&in, "schema", i->schema);
	if (i->schema.n > 0)
		load_in(&v.load, &in);
	in_text(&in, "document", i->documents);
	if (i->as_filter)
		filter_yaml(&v, &in, true);
	else
		validate_stream(&v, &in);
}

static void
check(str schema, str documents, bool as_filter)
{
	struct arena run = {0};
	struct buf message = {.arena = &run};

	validate_start(&v, &run, 0);
	v.wants.kinds = "Secret";
	v.wants.shape = true;
	end_try(validate_input, &(struct input){schema, documents, as_filter}, &message);
	arena_free(&v.doc);
	arena_free(&v.input);
	repeated_forget(&v.objects);
	repeated_forget(&v.unique.seen);
	arena_free(&v.output.suite_arena);
	arena_free(&run);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const str line = {"\n=====\n", 7};
	str text = {(const char *)data, size}, schema = {0}, documents = text;
	size_t at = str_find(text, line);

	if (at < text.n) {
		schema = str_sub(text, 0, at);
		documents = str_from(text, at + line.n);
	}
	check(schema, documents, false);
	check(schema, documents, true);
	return 0;
}
