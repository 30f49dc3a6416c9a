/* Reads the base file and the preset files. A request names its preset. The name is only compared
   with the files in the preset folder. It is never part of a path: it cannot leave the folder. */
#include "preset/load.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/walk.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "preset/merge.h"
#include "preset/refs.h"

/* defaults is the preset merged over the base; NULL until a request first chooses the preset. fault
   describes the mistake in the preset's file. */
struct preset {
	struct presets *presets;
	str name;
	const struct val *defaults;
	struct buf fault;
};

/* Reads a file that holds one mapping. An empty file counts as an empty mapping. */
static struct val *
read_mapping(struct presets *p, const char *file)
{
	struct yaml_options options = {.merge_tags = true, .origins = p->origins};
	struct val *root = yaml_in_file(p->run, file, &options);

	if (!root || root->kind == VAL_NULL)
		root = val_new(p->run, VAL_MAPPING);
	if (root->kind != VAL_MAPPING)
		die_at(val_pos(root), "expected a mapping of defaults, found %s",
		    val_kind_name(root->kind));
	if (root->flags & VAL_OURS)
		die_at(
		    val_pos(root), "the whole file is tagged !ours: a request could set nothing");
	refs_mark(root);
	return root;
}

/* Adds a file in the folder of presets, unless it has another suffix. */
static void
add_preset(void *presets, const char *path)
{
	const str suffix = STR(".yaml");
	const size_t size = sizeof(struct preset *);
	struct presets *p = presets;
	struct preset *preset;
	str name = str_of(strrchr(path, '/') + 1);

	if (!str_ends(name, suffix))
		return;
	preset = arena_take(p->run, sizeof *preset);
	name = arena_str(p->run, str_sub(name, 0, name.n - suffix.n));
	*preset = (struct preset){.presets = p, .name = name, .fault.arena = p->run};
	p->preset = arena_grow(p->run, p->preset, p->n * size, (p->n + 1) * size);
	p->preset[p->n++] = preset;
}

void
preset_load(struct presets *p, struct arena *run, const char *base_file, const char *dir,
    const char *select, bool origins)
{
	*p = (struct presets){.run = run, .dir = dir, .select = str_of(select), .origins = origins};
	p->base = read_mapping(p, base_file);
	if (dir)
		walk_folder(dir, false, add_preset, p);
}

static void
report_unknown(struct presets *p, struct arena *a, const struct val *name, struct notes *notes)
{
	struct nearest near = {.wanted = val_text(name)};
	struct buf known = {.arena = a};
	size_t i;

	for (i = 0; i < p->n; i++)
		nearest_try(&near, p->preset[i]->name);
	if (p->n == 0)
		buf_printf(&known, ": there are no presets in %s", p->dir);
	else if (near.best.n)
		buf_printf(&known, "; did you mean %s? Known", escape_show(a, near.best));
	else
		buf_add(&known, STR("; known"));
	for (i = 0; i < p->n; i++) {
		buf_add(&known, i ? STR(", ") : STR(": "));
		buf_add(&known, p->preset[i]->name);
	}
	note_fault(notes, val_pos(name), "%s: unknown preset %s%s", p->select.p,
	    escape_show(a, val_text(name)), buf_cstr(&known));
}

/* Returns the preset that the request chooses. If the name is missing or unknown, notes a
   fault and returns NULL. */
static struct preset *
find_preset(struct presets *p, struct arena *a, struct val *request, struct notes *notes)
{
	struct val *name = path_find(a, request, p->select);
	size_t i;

	if (!name || name->kind == VAL_NULL)
		name = path_find(a, p->base, p->select);
	if (!name || name->kind != VAL_STRING) {
		note_fault(notes, val_pos(name ? name : request),
		    "%s: expected the name of a preset, found %s", p->select.p,
		    name ? val_kind_name(name->kind) : "nothing");
		return NULL;
	}
	for (i = 0; i < p->n; i++)
		if (str_eq(p->preset[i]->name, val_text(name)))
			return p->preset[i];
	report_unknown(p, a, name, notes);
	return NULL;
}

static void
read_preset(void *context)
{
	struct preset *preset = context;
	struct presets *p = preset->presets;
	struct val *root;

	root = read_mapping(p, buf_format(p->run, "%s/%s.yaml", p->dir, preset->name.p));
	merge_defaults(p->run, root, p->base, NULL);
	preset->defaults = root;
}

const struct val *
preset_defaults(struct presets *p, struct arena *a, struct val *request, struct notes *notes)
{
	struct preset *preset;

	if (!p->dir || !(preset = find_preset(p, a, request, notes)))
		return p->base;
	if (!preset->defaults && !notes->keep)
		read_preset(preset);
	else if (!preset->defaults && preset->fault.n == 0)
		end_try(read_preset, preset, &preset->fault);
	if (preset->defaults)
		return preset->defaults;
	note_line(notes, NOTE_FINDING, buf_str(&preset->fault));
	return p->base;
}
