/* What stands under a request: the base and one of the presets, both YAML files of one mapping. */
#ifndef PRESET_LOAD_H
#define PRESET_LOAD_H

#include "base/str.h"

struct arena;
struct notes;
struct preset;
struct val;

/* base_file and select are borrowed; all else lives in run. */
struct presets {
	struct arena *run;
	struct val *base;
	const char *dir;
	str select;             /* the path of the preset's name */
	struct preset **preset; /* by name */
	size_t n;
	bool origins;
};

/* preset_load reads base_file and lists dir: each NAME.yaml in it is a preset, read when it is
   first chosen; names that begin with a dot are none. origins: mark every value VAL_ORIGIN. dir and
   select may be NULL: no presets. Dies when a file cannot be read or is no such file. */
void preset_load(struct presets *p, struct arena *run, const char *base_file, const char *dir,
    const char *select, bool origins);

/* preset_defaults returns the preset that the request chooses, else the base does, over the base.
   It is shared by all requests: copy from it, do not change it. Where no preset has the name, or
   its file is malformed, that is a fault (note.h), and the base alone is returned. */
const struct val *preset_defaults(
    struct presets *p, struct arena *a, struct val *request, struct notes *notes);

#endif
