/* preset-resolve adds defaults to each document of a kv stream: the values of the chosen preset and
   of the base that the document does not set itself. */
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/nearest.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "preset/merge.h"
#include "preset/refs.h"

static const char usage[] =
    "usage: preset-resolve [-ce] -b BASE.yaml [-p PRESETDIR -s PATH] [FILE...]\n"
    "Adds what the documents of a kv stream lack: the values of a preset, then the base's.\n"
    "  -c  write the origin of each value that is added\n"
    "  -e  continue after a mistake: write it with its document, as a finding\n"
    "  -b  the file of the base: the defaults of all documents\n"
    "  -p  a folder of presets, each a file NAME.yaml\n"
    "  -s  the path of the preset's name, in the document or else in the base\n";

/* folder and name_path, the path of the name in a request, are NULL if there are no presets. */
static struct arena run;
static const char *folder, *name_path;
static bool origins;

/* presets has a member NAME for each file NAME.yaml in the folder: null until a request first
   chooses this preset, then the preset merged over the base, or a string that describes the mistake
   in the file. A name in a request is only compared with these names. It is never part of a path:
   it cannot leave the folder. */
static struct val *base, *presets;

/* Reads a file that holds one mapping. An empty file counts as an empty mapping. */
static struct val *
read_mapping(const char *file)
{
	struct yaml_options options = {.merge_tags = true, .origins = origins};
	struct val *root = yaml_in_file(&run, file, &options);

	if (!root || root->kind == VAL_NULL)
		root = val_new(&run, VAL_MAPPING);
	if (root->kind != VAL_MAPPING)
		die_at(val_pos(root), "expected a mapping of defaults, found %s",
		    val_kind_name(root->kind));
	if (root->flags & VAL_OURS)
		die_at(
		    val_pos(root), "the whole file is tagged !ours: a request could set nothing");
	refs_mark(root);
	return root;
}

/* Adds a preset for a file in the folder if its name ends in .yaml. */
static void
add_preset(void *unused, const char *path)
{
	const str suffix = STR(".yaml");
	str name = str_of(strrchr(path, '/') + 1);

	(void)unused;
	if (!str_ends(name, suffix))
		return;
	name = arena_str(&run, str_sub(name, 0, name.n - suffix.n));
	val_add(&run, presets, name, val_new(&run, VAL_NULL));
}

static void
report_unknown(const struct val *name, struct notes *notes)
{
	struct nearest near = {.wanted = val_text(name)};
	struct buf known = {.arena = notes->arena};
	const char *hint = "; known";
	const struct val *preset;

	for (preset = val_first(presets); preset; preset = val_next(presets, preset)) {
		nearest_try(&near, val_key(preset));
		buf_add(&known, known.n ? STR(", ") : STR(": "));
		buf_add(&known, val_key(preset));
	}
	if (known.n == 0)
		hint = buf_format(notes->arena, ": there are no presets in %s", folder);
	else if (near.best.n)
		hint = buf_format(
		    notes->arena, "; did you mean %s? Known", escape_show(notes->arena, near.best));
	note_fault(notes, val_pos(name), "%s: unknown preset %s%s%s", name_path,
	    escape_show(notes->arena, val_text(name)), hint, buf_cstr(&known));
}

/* Returns the preset that the request names; if it names none, the one that the base names. If the
   name is missing or unknown, notes a fault and returns NULL. */
static struct val *
find_preset(struct val *request, struct notes *notes)
{
	struct val *name = path_find(notes->arena, request, str_of(name_path)), *preset;

	if (!name || name->kind == VAL_NULL)
		name = path_find(notes->arena, base, str_of(name_path));
	if (!name || name->kind != VAL_STRING) {
		note_fault(notes, val_pos(name ? name : request),
		    "%s: expected the name of a preset, found %s", name_path,
		    name ? val_kind_name(name->kind) : "nothing");
		return NULL;
	}
	if (!(preset = val_get(presets, val_text(name))))
		report_unknown(name, notes);
	return preset;
}

static void
read_preset(void *context)
{
	struct val *preset = context;
	struct val *root = read_mapping(buf_format(&run, "%s/%s.yaml", folder, val_key(preset).p));

	merge_defaults(&run, root, base, NULL);
	val_become(preset, root);
}

/* Returns the chosen preset merged over the base. If the name of the preset is wrong, or its file
   malformed, notes a fault and returns the base alone. */
static const struct val *
defaults_of(struct val *request, struct notes *notes)
{
	struct val *preset = name_path ? find_preset(request, notes) : NULL;
	struct buf mistake = {.arena = &run};

	if (!preset)
		return base;
	if (preset->kind == VAL_NULL && !notes->keep)
		read_preset(preset);
	else if (preset->kind == VAL_NULL && !end_try(read_preset, preset, &mistake))
		val_assign(preset, VAL_STRING, buf_str(&mistake));
	if (preset->kind == VAL_MAPPING)
		return preset;
	note_line(notes, NOTE_FINDING, val_text(preset));
	return base;
}

/* Adds defaults to a document. */
static void
resolve(struct kv_doc *doc)
{
	struct notes *notes = &doc->notes;

	if (doc->root->kind != VAL_MAPPING) {
		note_fault(notes, val_pos(doc->root), ".: a request is a mapping, found %s",
		    val_kind_name(doc->root->kind));
		return;
	}
	merge_defaults(notes->arena, doc->root, defaults_of(doc->root, notes), notes);
	refs_resolve(notes->arena, doc->root, notes);
}

int
main(int argc, char **argv)
{
	const char *base_file = NULL;
	bool keep = false;
	const struct cli_option table[] = {{'c', .flag = &origins}, {'e', .flag = &keep},
	    {'b', .text = &base_file}, {'p', .text = &folder}, {'s', .text = &name_path}, {0}};

	cli_start(argv);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	if (!base_file || !folder != !name_path)
		cli_option('?', usage);
	if (name_path)
		path_find(&run, NULL, str_of(name_path));
	base = read_mapping(base_file);
	presets = val_new(&run, VAL_MAPPING);
	if (folder)
		in_folder(folder, false, add_preset, NULL);
	do
		kv_filter(optind < argc ? argv[optind] : "-", keep, resolve);
	while (++optind < argc);
	return 0;
}
