/* The kv reader, strict and with its options: what it takes, it takes again from what is written. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;

static void
check(const struct val *root)
{
	struct buf yaml = {.arena = &doc}, kv = {.arena = &doc};
	struct kv_in stream;
	struct val *again;
	const char *error;
	struct in in;

	kv_write(&kv, root);
	in_text(&in, "again", buf_str(&kv));
	kv_open(&stream, &in, (struct kv_options){0});
	again = kv_next(&stream, &doc);
	if (!again || !val_equal(root, again) || kv_next(&stream, &doc))
		abort();
	yaml_out(&yaml, root, 0);
	again = yaml_in_text(&doc, "yaml", buf_str(&yaml), &error);
	if (!again || !val_equal(root, again))
		abort();
}

static void
read_stream(str text, struct kv_options options)
{
	struct kv_in stream;
	struct val *root;
	struct in in;
	jmp_buf trap;

	in_text(&in, "fuzz", text);
	if (setjmp(trap) == 0) {
		die_trap(&trap);
		kv_open(&stream, &in, options);
		while ((root = kv_next(&stream, &doc))) {
			die_trap(NULL);
			check(root);
			die_trap(&trap);
			arena_reset(&doc);
		}
	}
	die_trap(NULL);
	arena_reset(&doc);
	arena_reset(&run);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};

	read_stream(text, (struct kv_options){0});
	read_stream(text, (struct kv_options){.close_gaps = true, .last_wins = true});
	return 0;
}
