/* Writes trees as records, YAML and JSON, and checks that reading brings back the same records. */
#include "aid/round_trip.h"

#include "base/arena.h"
#include "base/die.h"
#include "base/in.h"
#include "data/json_out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "data/yaml_out.h"

/* A key of up to KEY_MAX bytes takes, however it is escaped, less than 1,024 characters. The colon
   of a longer key needs a "?" before the key in YAML, which JSON lacks. */
enum { KEY_MAX = 170 };

struct round_trip
round_trip_start(struct arena *a)
{
	return (struct round_trip){
	    .records.arena = a, .plain.arena = a, .yaml.arena = a, .json.arena = a};
}

static void
drop_origins(struct val *v)
{
	struct val *child;

	v->flags &= (uint8_t)~VAL_ORIGIN;
	for (child = val_first(v); child; child = val_next(v, child))
		drop_origins(child);
}

static bool
has_long_key(const struct val *v)
{
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child))
		if (val_key(child).n > KEY_MAX || has_long_key(child))
			return true;
	return false;
}

/* Adds the separator between documents. */
static struct buf *
next(struct buf *b)
{
	if (b->n)
		buf_add(b, STR("---\n"));
	return b;
}

void
round_trip_document(struct round_trip *r, const struct kv_doc *doc)
{
	struct val *root = doc->root;

	kv_write_document(next(&r->records), doc);
	if (!root)
		return;
	drop_origins(root);
	kv_write(next(&r->plain), root);
	yaml_out(next(&r->yaml), root);
	json_out(next(&r->json), root, JSON_YAML);
	buf_addc(&r->json, '\n');
	r->long_key |= has_long_key(root);
}

void
round_trip_add(struct round_trip *r, struct val *root)
{
	struct kv_doc doc = {.root = root};

	round_trip_document(r, &doc);
}

static bool
are_records(struct arena *a, str text)
{
	struct buf again = {.arena = a};
	struct kv_in kv;
	struct kv_doc doc;
	struct in in;

	in_text(&in, "records", text);
	kv = (struct kv_in){.in = &in, .options.findings = true};
	while (kv_next(&kv, a, &doc))
		kv_write_document(next(&again), &doc);
	return str_eq(buf_str(&again), text);
}

static void
note(void *mistaken, const struct yaml_mistake *m)
{
	(void)m;
	*(bool *)mistaken = true;
}

static bool
is_yaml_of(struct arena *a, str records, str text)
{
	struct buf again = {.arena = a};
	bool mistaken = false;
	struct yaml_options options = {.report = note, .context = &mistaken};
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_text(&in, "YAML", text);
	y = yaml_in_open(a, &in, &options);
	while ((root = yaml_in_next(y, a)))
		kv_write(next(&again), root);
	return !mistaken && str_eq(buf_str(&again), records);
}

const char *
round_trip_lost(const struct round_trip *r, struct arena *a)
{
	str plain = buf_str(&r->plain);

	if (!are_records(a, buf_str(&r->records)))
		return "records";
	if (!is_yaml_of(a, plain, buf_str(&r->yaml)))
		return "YAML";
	if (!r->long_key && !is_yaml_of(a, plain, buf_str(&r->json)))
		return "JSON";
	return NULL;
}
