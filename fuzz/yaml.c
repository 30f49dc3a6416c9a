/* Fuzzes the YAML reader and its limits: every writer must write a document without mistakes
   so that it is read back the same. */
#include <stdlib.h>

#include "aid/round_trip.h"
#include "base/arena.h"
#include "base/die.h"
#include "base/in.h"
#include "data/kv_write.h"
#include "data/yaml_in.h"

/* Documents that aliases make large would take too long to write. */
enum { LENGTH_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
note(void *mistaken, const struct yaml_mistake *m)
{
	(void)m;
	*(bool *)mistaken = true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena run, doc;
	bool mistaken = false;
	struct yaml_options options = {.report = note, .context = &mistaken, .merge_tags = true};
	struct round_trip trip = round_trip_start(&run);
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_text(&in, "fuzz", (str){(const char *)data, size});
	y = yaml_in_open(&run, &in, &options);
	for (; (root = yaml_in_next(y, &doc)); arena_reset(&doc), mistaken = false)
		if (!mistaken && kv_write_length(root) + trip.plain.n <= LENGTH_MAX)
			round_trip_add(&trip, root);
	if (round_trip_lost(&trip, &doc))
		abort();
	arena_reset(&doc);
	arena_reset(&run);
	return 0;
}
