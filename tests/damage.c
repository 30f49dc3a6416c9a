/* damage yaml|kv FILE…: reads damaged copies of each file, as yaml2kv and kv2yaml do: cut after
   each byte and, if the file is small, with each byte replaced by some others (by all others if
   EVERY is set). Each read must end in a mistake or in whole documents. The documents must survive
   writing and reading; those of a cut file, except the last, must be the file's own. */
#include <stdio.h>
#include <stdlib.h>

#include "aid/round_trip.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/val.h"
#include "data/yaml_in.h"

enum { SMALL = 600 };

/* The records of a file, and the end of the last document but one. */
struct outcome {
	struct round_trip trip;
	size_t last;
};

static struct arena run, doc;

static void
keep(struct outcome *o, struct val *root)
{
	o->last = o->trip.records.n;
	round_trip_add(&o->trip, root);
}

static void
note(void *mistaken, const struct yaml_mistake *m)
{
	(void)m;
	*(bool *)mistaken = true;
}

/* Reads up to the first mistake, even if the reader could continue after it. */
static void
read_yaml(str text, struct outcome *o)
{
	bool mistaken = false;
	struct yaml_options options = {.report = note, .context = &mistaken};
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_text(&in, "yaml", text);
	y = yaml_in_open(&doc, &in, &options);
	while ((root = yaml_in_next(y, &doc)) && !mistaken)
		keep(o, root);
}

static struct kv_in kv;

static void
keep_all(void *outcome)
{
	struct outcome *o = outcome;
	struct kv_doc document;

	while (kv_next(&kv, &doc, &document)) {
		o->last = o->trip.records.n;
		round_trip_document(&o->trip, &document);
	}
}

static void
read_kv(str text, struct outcome *o)
{
	struct buf message = {.arena = &doc};
	struct in in;

	in_text(&in, "kv", text);
	kv = (struct kv_in){.in = &in, .options.findings = true};
	end_try(keep_all, o, &message);
}

static void (*reader)(str, struct outcome *);

static _Noreturn void
fail(const char *path, str text, const char *what)
{
	fprintf(stderr, "damage: %s: other %s of this:\n", path, what);
	fwrite(text.p, 1, text.n, stderr);
	exit(1);
}

static struct outcome
must_be_whole(const char *path, str text, struct arena *a)
{
	struct outcome o = {.trip = round_trip_start(a)};
	const char *lost;

	reader(text, &o);
	if ((lost = round_trip_lost(&o.trip, &doc)))
		fail(path, text, lost);
	return o;
}

static size_t
cut(const char *path, str all)
{
	struct outcome whole = must_be_whole(path, all, &run);
	size_t n;

	for (n = 0; n <= all.n; n++, arena_reset(&doc)) {
		struct outcome o = must_be_whole(path, str_sub(all, 0, n), &doc);

		if (!str_starts(
			buf_str(&whole.trip.records), str_sub(buf_str(&o.trip.records), 0, o.last)))
			fail(path, str_sub(all, 0, n), "documents");
	}
	return n;
}

static size_t
corrupt(const char *path, str all)
{
	static const char likely[] = "\0\t\n\r !\"#%&'*,-./0:<=>?@[\\]`{|}~aen_\x7f\x80\x85\xc2\xe2"
				     "\xef\xfe\xff";
	bool every = getenv("EVERY") != NULL;
	size_t bytes = every ? 256 : sizeof likely - 1, i, b;
	struct buf text = {.arena = &run};

	buf_add(&text, all);
	for (i = 0; i < all.n; i++) {
		for (b = 0; b < bytes; b++, arena_reset(&doc)) {
			text.p[i] = every ? (char)b : likely[b];
			must_be_whole(path, buf_str(&text), &doc);
		}
		text.p[i] = all.p[i];
	}
	return all.n * bytes;
}

int
main(int argc, char **argv)
{
	size_t cuts = 0, corruptions = 0;

	end_name(argv[0]);
	reader = argc > 1 && str_is(str_of(argv[1]), "kv") ? read_kv : read_yaml;
	for (argv += 2; argc > 2; argc--, argv++) {
		struct in in;
		str all;

		in_open(&in, &run, *argv, NULL);
		all = in_all(&in, &run);
		in_close(&in);
		cuts += cut(*argv, all);
		if (all.n <= SMALL)
			corruptions += corrupt(*argv, all);
		arena_reset(&run);
	}
	printf("%zu cuts, %zu corruptions\n", cuts, corruptions);
	return 0;
}
