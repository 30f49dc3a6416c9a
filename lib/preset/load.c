/* The base and the presets. A preset's name is looked up among the names that the folder holds and
   never made into a path, so that none leads out of it. */
#include "preset/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/nearest.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "preset/merge.h"
#include "preset/refs.h"

/* defaults: the preset over the base; NULL until it is chosen. */
struct preset {
	str name;
	const struct val *defaults;
};

/* Reads a file of one mapping, or of nothing, which is the empty one. */
static struct val *
read_mapping(struct presets *p, const char *file)
{
	struct yaml_options options = {.whole_tag = true, .origins = p->origins};
	struct yaml_in *yaml;
	struct val *root;
	struct in in;

	in_open(&in, p->run, file, NULL);
	yaml = yaml_in_open(p->run, &in, &options);
	root = yaml_in_next(yaml, p->run);
	if (!root || root->kind == VAL_NULL)
		root = val_new(p->run, VAL_MAPPING);
	if (root->kind != VAL_MAPPING)
		die_at(val_pos(root), "expected a mapping of defaults, found %s",
		    val_kind_name(root->kind));
	if (yaml_in_next(yaml, p->run))
		die_at((struct pos){.file = in.name}, "holds more than one document");
	yaml_in_close(yaml);
	in_close(&in);
	refs_mark(root);
	return root;
}

static int
by_name(const void *a, const void *b)
{
	const struct preset *const *x = a, *const *y = b;

	return str_cmp((*x)->name, (*y)->name);
}

static void
add_preset(struct presets *p, str name)
{
	size_t size = sizeof(struct preset *);
	struct preset *preset = arena_alloc(p->run, sizeof *preset);

	preset->name = arena_str(p->run, name);
	p->preset = arena_grow(p->run, p->preset, p->n * size, (p->n + 1) * size);
	p->preset[p->n++] = preset;
}

static void
list_presets(struct presets *p)
{
	const str suffix = STR(".yaml");
	struct dirent *entry;
	DIR *dir = opendir(p->dir);

	if (!dir)
		die(DIE_CALL, "cannot open %s:", p->dir);
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		str name = str_of(entry->d_name);

		if (name.p[0] != '.' && str_ends(name, suffix))
			add_preset(p, str_sub(name, 0, name.n - suffix.n));
	}
	if (errno)
		die(DIE_CALL, "cannot read %s:", p->dir);
	closedir(dir);
	if (p->n)
		qsort(p->preset, p->n, sizeof(struct preset *), by_name);
}

void
preset_load(struct presets *p, struct arena *run, const char *base_file, const char *dir,
    const char *select, bool origins)
{
	*p = (struct presets){.run = run, .dir = dir, .select = str_of(select), .origins = origins};
	p->base = read_mapping(p, base_file);
	if (dir)
		list_presets(p);
}

static _Noreturn void
die_unknown(struct presets *p, struct arena *a, const struct val *name)
{
	struct nearest near = {.wanted = val_text(name)};
	struct buf known = {.arena = a};
	size_t i;

	for (i = 0; i < p->n; i++) {
		nearest_try(&near, p->preset[i]->name);
		buf_add(&known, i ? STR(", ") : STR(""));
		buf_add(&known, p->preset[i]->name);
	}
	if (p->n == 0)
		buf_add(&known, STR("none"));
	if (near.best.n)
		die_at(val_pos(name), "%s: unknown preset %s; did you mean %s? Known: %s",
		    p->select.p, escape_show(a, val_text(name)), escape_show(a, near.best),
		    buf_cstr(&known));
	die_at(val_pos(name), "%s: unknown preset %s; known: %s", p->select.p,
	    escape_show(a, val_text(name)), buf_cstr(&known));
}

static struct preset *
find_preset(struct presets *p, struct arena *a, struct val *request)
{
	struct val *name = path_find(a, request, p->select);
	size_t i;

	if (!name || name->kind == VAL_NULL)
		name = path_find(a, p->base, p->select);
	if (!name || name->kind == VAL_NULL)
		die_at(val_pos(request), "%s: no preset is chosen, and the base has none",
		    p->select.p);
	if (name->kind != VAL_STRING)
		die_at(val_pos(name), "%s: a preset's name is a string, found %s", p->select.p,
		    val_kind_name(name->kind));
	for (i = 0; i < p->n; i++)
		if (str_eq(p->preset[i]->name, val_text(name)))
			return p->preset[i];
	die_unknown(p, a, name);
}

const struct val *
preset_defaults(struct presets *p, struct arena *a, struct val *request)
{
	struct preset *preset;
	struct buf file = {.arena = a};
	struct val *root;

	if (!p->dir)
		return p->base;
	preset = find_preset(p, a, request);
	if (!preset->defaults) {
		buf_printf(&file, "%s/%s.yaml", p->dir, preset->name.p);
		root = read_mapping(p, buf_cstr(&file));
		merge_under(p->run, root, p->base, MERGE_KEEP_NULLS);
		preset->defaults = root;
	}
	return preset->defaults;
}
