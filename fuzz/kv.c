/* Fuzzes the kv reader, strict and with its options: every writer must write an accepted
   stream so that it is read back the same. */
#include <stdlib.h>

#include "aid/round_trip.h"
#include "base/arena.h"
#include "base/end.h"
#include "base/in.h"
#include "data/kv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;
static struct round_trip trip;

static void
add_documents(void *stream)
{
	struct kv_doc document;

	for (; kv_next(stream, &doc, &document); arena_reset(&doc))
		round_trip_document(&trip, &document);
}

static void
read_stream(str text, struct kv_options options)
{
	struct buf message = {.arena = &run};
	struct kv_in stream;
	struct in in;

	trip = round_trip_start(&run);
	in_text(&in, "fuzz", text);
	stream = (struct kv_in){.in = &in, .options = options};
	end_try(add_documents, &stream, &message);
	if (round_trip_lost(&trip, &doc))
		abort();
	arena_reset(&doc);
	arena_reset(&run);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};

	read_stream(text, (struct kv_options){0});
	read_stream(
	    text, (struct kv_options){.close_gaps = true, .last_wins = true, .findings = true});
	return 0;
}
