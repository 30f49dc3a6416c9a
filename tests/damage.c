/* damage yaml|kv FILE…: reads each file cut after each of its bytes, and, when it is small, with each of
   its bytes replaced by others (by all others where EVERY is set), as yaml2kv and kv2yaml would. It
   must end in a mistake or in whole documents: what would have been written by then reads back as the
   same records, and of a file that was cut all but the last document are those of the file. */
#include <setjmp.h>
#include <stdio.h>
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

enum { SMALL = 600 };

/* What the tool would have written, and where all but its last document ends. */
struct outcome {
	struct buf kv, yaml;
	size_t last;
	bool good;
};

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

static void
keep(struct outcome *o, struct val *root)
{
	drop_origins(root);
	o->last = o->kv.n;
	if (o->kv.n) {
		buf_add(&o->kv, STR("---\n"));
		buf_add(&o->yaml, STR("---\n"));
	}
	kv_write(&o->kv, root);
	yaml_out(&o->yaml, root, 0);
}

static void
note(void *context, struct pos pos, str path, const char *message, bool fatal)
{
	(void)pos;
	(void)path;
	(void)message;
	(void)fatal;
	((struct outcome *)context)->good = false;
}

/* Reads until a mistake, even one after which reading could go on. */
static void
read_yaml(str text, struct outcome *o)
{
	struct yaml_options options = {.report = note, .context = o};
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_text(&in, "yaml", text);
	y = yaml_in_open(&doc, &in, &options);
	while ((root = yaml_in_next(y, &doc)) && o->good)
		keep(o, root);
	yaml_in_close(y);
}

static void
read_kv(str text, struct outcome *o)
{
	struct kv_in kv;
	struct val *root;
	struct in in;
	jmp_buf trap;

	in_text(&in, "kv", text);
	kv_open(&kv, &in, (struct kv_options){0});
	if (setjmp(trap) == DIE_INPUT) {
		o->good = false;
		die_trap(NULL);
		return;
	}
	die_trap(&trap);
	while ((root = kv_next(&kv, &doc)))
		keep(o, root);
	die_trap(NULL);
}

static void (*reader)(str, struct outcome *);

static struct outcome
read_as_tool(str text, struct arena *a)
{
	struct outcome o = {.kv.arena = a, .yaml.arena = a, .good = true};

	reader(text, &o);
	return o;
}

static _Noreturn void
fail(const char *path, str text, const char *what)
{
	fprintf(stderr, "damage: %s: %s of this:\n", path, what);
	fwrite(text.p, 1, text.n, stderr);
	exit(1);
}

static struct outcome
must_be_whole(const char *path, str text)
{
	struct outcome o = read_as_tool(text, &doc), again = {.good = true};

	again.kv.arena = again.yaml.arena = &doc;
	read_kv(buf_str(&o.kv), &again);
	if (!again.good || !str_eq(buf_str(&again.kv), buf_str(&o.kv)))
		fail(path, text, "other records");
	again = (struct outcome){.kv.arena = &doc, .yaml.arena = &doc, .good = true};
	read_yaml(buf_str(&o.yaml), &again);
	if (!again.good || !str_eq(buf_str(&again.kv), buf_str(&o.kv)))
		fail(path, text, "other YAML");
	return o;
}

static size_t
cut(const char *path, str all)
{
	struct outcome whole = read_as_tool(all, &run);
	size_t n;

	for (n = 0; n <= all.n; n++, arena_reset(&doc)) {
		struct outcome o = must_be_whole(path, str_sub(all, 0, n));

		if (!str_starts(buf_str(&whole.kv), str_sub(buf_str(&o.kv), 0, o.last)))
			fail(path, str_sub(all, 0, n), "other documents");
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
			must_be_whole(path, buf_str(&text));
		}
		text.p[i] = all.p[i];
	}
	return all.n * bytes;
}

int
main(int argc, char **argv)
{
	size_t cuts = 0, corruptions = 0;

	die_name(argv[0]);
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
