/* Writes and reads TOML as Helm's toToml and fromToml do (BurntSushi/toml 1.6). */
#ifndef TMPL_FORMATS_TOML_H
#define TMPL_FORMATS_TOML_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;
struct val;

/* toml_write adds a tree: keys sorted, tables after other values, without null. Returns NULL, or
   the mistake; then do not use b. (toml_out.c) */
const char *toml_write(struct buf *b, const struct val *v);

/* toml_read reads TOML 1.1 into a map, in a. A date or a time becomes a string. Returns NULL, or
   the mistake. (toml_in.c) */
const char *toml_read(struct arena *a, str text, struct value *out);

#endif
