/* Explicit tags of YAML: !!str !!int !!float !!bool !!null !!binary and ! on scalars, !whole and
   !ours on mappings. */
#ifndef DATA_TAG_H
#define DATA_TAG_H

#include "base/str.h"
#include "data/val.h"

struct arena;
struct scalar;

/* tag_scalar types a scalar with a tag (in long form, "tag:yaml.org,2002:int"), as scalar_plain
   does without a tag. It returns NULL, or an error message: the tag is unknown, or plain is not of
   its type. */
const char *tag_scalar(struct arena *a, str tag, str plain, struct scalar *out);

/* tag_is returns whether tag is YAML's own tag of this name: "int" for !!int. tag may be NULL. */
bool tag_is(const char *tag, const char *name);

/* tag_is_yaml returns whether a tag is one of YAML's own. */
bool tag_is_yaml(const char *tag);

/* tag_show returns a tag for a message, in a: quoted, in the short form "!!int". */
const char *tag_show(struct arena *a, str tag);

/* tag_merging returns VAL_WHOLE for !whole, VAL_OURS for !ours, else 0. */
uint8_t tag_merging(const char *tag);

#endif
