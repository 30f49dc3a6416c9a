/* TOML, as Helm's toToml and fromToml have it (BurntSushi/toml 1.6). */
#ifndef TMPL_FORMATS_TOML_H
#define TMPL_FORMATS_TOML_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;
struct val;

/* toml_write adds a tree: keys sorted, tables behind what is no table, null left out. Returns what
   is wrong, or NULL; b is of no use then. (toml_out.c) */
const char *toml_write(struct buf *b, const struct val *v);

/* toml_read reads TOML 1.1 into a map, in a; a date or a time becomes its text. Returns what is
   wrong, or NULL. (toml_in.c) */
const char *toml_read(struct arena *a, str text, struct value *out);

#endif
