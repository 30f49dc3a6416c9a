/* The YAML reader, its caps, and the round trip: what is read comes back from YAML, from JSON and from
   the kv stream as the same records, byte for byte. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "data/yaml_out.h"
#include "data/yaml_text.h"

/* What aliases multiply is not worth the time to write. */
enum { LENGTH_MAX = 1 << 20, KEY_MAX = 170 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;

/* Past 1,024 characters, escapes and all, YAML wants a "?" before a key, which JSON lacks. */
static bool
has_long_key(const struct val *v)
{
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child))
		if (child->key_n > KEY_MAX || has_long_key(child))
			return true;
	return false;
}

/* Whether a tree's records are those of the one that was read. */
static void
must_be(const struct val *again, str records)
{
	struct buf kv = {.arena = &doc};

	if (!again)
		abort();
	kv_write(&kv, again);
	if (!str_eq(buf_str(&kv), records))
		abort();
}

static void
check(const struct val *root)
{
	struct buf yaml = {.arena = &doc}, json = {.arena = &doc}, kv = {.arena = &doc};
	struct kv_in stream;
	const char *error;
	struct in in;

	if (kv_write_length(root) > LENGTH_MAX)
		return;
	kv_write(&kv, root);
	yaml_out(&yaml, root, 0);
	must_be(yaml_text(&doc, "yaml", buf_str(&yaml), &error), buf_str(&kv));
	json_out(&json, root);
	if (!has_long_key(root))
		must_be(yaml_text(&doc, "json", buf_str(&json), &error), buf_str(&kv));
	in_text(&in, "kv", buf_str(&kv));
	kv_open(&stream, &in, (struct kv_options){0});
	must_be(kv_next(&stream, &doc), buf_str(&kv));
	if (kv_next(&stream, &doc))
		abort();
}

static void
count_mistake(void *context, struct pos pos, str path, const char *message, bool fatal)
{
	(void)pos;
	(void)path;
	(void)message;
	(void)fatal;
	++*(unsigned *)context;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned mistakes = 0;
	struct yaml_options options = {
	    .report = count_mistake, .context = &mistakes, .whole_tag = true};
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_text(&in, "fuzz", (str){(const char *)data, size});
	y = yaml_in_open(&run, &in, &options);
	while ((root = yaml_in_next(y, &doc))) {
		if (mistakes == 0)
			check(root);
		mistakes = 0;
		arena_reset(&doc);
	}
	yaml_in_close(y);
	arena_reset(&doc);
	arena_reset(&run);
	return 0;
}
