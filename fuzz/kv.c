/* The kv reader, strict and with its options: what it takes comes back as the same records, byte for
   byte, from the stream that is written of it, from YAML and from JSON. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/val.h"
#include "data/yaml_out.h"
#include "data/yaml_text.h"

enum { KEY_MAX = 170 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;

/* YAML has no place for origins. */
static void
drop_origins(struct val *v)
{
	struct val *child;

	v->flags &= (uint8_t)~VAL_ORIGIN;
	for (child = val_first(v); child; child = val_next(v, child))
		drop_origins(child);
}

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

/* Whether a tree's records are the ones that were written. */
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
check(struct val *root)
{
	struct buf yaml = {.arena = &doc}, json = {.arena = &doc}, kv = {.arena = &doc};
	struct kv_in stream;
	const char *error;
	struct in in;

	kv_write(&kv, root);
	in_text(&in, "again", buf_str(&kv));
	kv_open(&stream, &in, (struct kv_options){0});
	must_be(kv_next(&stream, &doc), buf_str(&kv));
	if (kv_next(&stream, &doc))
		abort();
	drop_origins(root);
	kv.n = 0;
	kv_write(&kv, root);
	yaml_out(&yaml, root, 0);
	must_be(yaml_text(&doc, "yaml", buf_str(&yaml), &error), buf_str(&kv));
	json_out(&json, root);
	if (!has_long_key(root))
		must_be(yaml_text(&doc, "json", buf_str(&json), &error), buf_str(&kv));
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
