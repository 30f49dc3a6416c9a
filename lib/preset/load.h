/* The defaults of a request: a base file and one of several preset files, all YAML. */
#ifndef PRESET_LOAD_H
#define PRESET_LOAD_H

#include "base/str.h"

struct arena;
struct notes;
struct preset;
struct val;

/* dir and select are the caller's; everything else lives in run. */
struct presets {
	struct arena *run;
	struct val *base;
	const char *dir;
	str select;             /* the path of the preset's name */
	struct preset **preset; /* sorted by name */
	size_t n;
	bool origins;
};

/* preset_load reads base_file and lists dir. Each NAME.yaml in dir is a preset, unless the name
   begins with a dot; it is read when a request first chooses it. origins: mark every value
   VAL_ORIGIN. dir and select may both be NULL: then there are no presets. Dies if base_file cannot
   be read or is not one mapping, or dir cannot be listed. */
void preset_load(struct presets *p, struct arena *run, const char *base_file, const char *dir,
    const char *select, bool origins);

/* preset_defaults returns the chosen preset merged over the base. The request chooses the preset,
   or else the base does. All requests share the result: copy from it, do not change it. If no
   preset has the name, or its file is malformed, preset_defaults notes a fault (data/note.h) and
   returns the base alone. */
const struct val *preset_defaults(
    struct presets *p, struct arena *a, struct val *request, struct notes *notes);

#endif
