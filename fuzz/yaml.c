/* The YAML reader, its caps, and the round trip: what is read must come back from YAML and from JSON
   as the same tree, and from the kv stream too. */
#include <setjmp.h>
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

/* What aliases multiply is not worth the time to write. */
enum { LENGTH_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;

static void
must_read_back(const struct val *root, str text)
{
	const char *error;
	struct val *again = yaml_in_text(&doc, "again", text, &error);

	if (!again || !val_equal(root, again))
		abort();
}

static void
check(const struct val *root)
{
	struct buf yaml = {.arena = &doc}, json = {.arena = &doc}, kv = {.arena = &doc};
	struct kv_in stream;
	struct val *again;
	struct in in;

	if (kv_write_length(root) > LENGTH_MAX)
		return;
	yaml_out(&yaml, root, 0);
	must_read_back(root, buf_str(&yaml));
	json_out(&json, root);
	must_read_back(root, buf_str(&json));
	kv_write(&kv, root);
	in_text(&in, "kv", buf_str(&kv));
	kv_open(&stream, &in, (struct kv_options){0});
	again = kv_next(&stream, &doc);
	if (!again || !val_equal(root, again) || kv_next(&stream, &doc))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct yaml_options options = {.whole_tag = true};
	struct yaml_in *volatile y = NULL;
	struct val *root;
	struct in in;
	jmp_buf trap;

	in_text(&in, "fuzz", (str){(const char *)data, size});
	if (setjmp(trap) == 0) {
		die_trap(&trap);
		y = yaml_in_open(&run, &in, &options);
		while ((root = yaml_in_next(y, &doc))) {
			die_trap(NULL);
			check(root);
			die_trap(&trap);
			arena_reset(&doc);
		}
	}
	die_trap(NULL);
	if (y)
		yaml_in_close(y);
	arena_reset(&doc);
	arena_reset(&run);
	return 0;
}
