/* All functions in one table, found by a hash of their names. */
#include "tmpl/funcs.h"

#include <string.h>

enum { SLOTS = 1024 };

static const struct func *const tables[] = {funcs_exec, funcs_core, funcs_compare, funcs_escape,
    funcs_defaults, funcs_strings, funcs_words, funcs_lists, funcs_sublists, funcs_dicts,
    funcs_math, funcs_floats, funcs_regex, funcs_semver, funcs_encoding, funcs_types, funcs_yaml,
    funcs_url};

static const struct func *slots[SLOTS];

static bool
is_called(const struct func *f, str name)
{
	return strncmp(f->name, name.p, name.n) == 0 && f->name[name.n] == '\0';
}

/* The slot of a name, which is not empty: where it stands or would. The names are ours, and three
   letters and the length keep them apart. */
static size_t
slot_of(str name)
{
	unsigned first = (unsigned char)name.p[0], middle = (unsigned char)name.p[name.n / 2],
		 last = (unsigned char)name.p[name.n - 1];
	size_t i = (first * 37 + middle * 57 + last * 7 + name.n * 13) % SLOTS;

	while (slots[i] && !is_called(slots[i], name))
		i = (i + 1) % SLOTS;
	return i;
}

static void
fill(void)
{
	const struct func *f;
	size_t i;

	for (i = 0; i < sizeof tables / sizeof tables[0]; i++)
		for (f = tables[i]; f->name; f++)
			slots[slot_of(str_of(f->name))] = f;
}

const struct func *
func_find(str name)
{
	static bool filled;

	if (!filled) {
		fill();
		filled = true;
	}
	return slots[slot_of(name)];
}
