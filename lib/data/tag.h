/* Explicit tags of scalars: !!str !!int !!float !!bool !!null !!binary, and ! for a string. */
#ifndef DATA_TAG_H
#define DATA_TAG_H

#include "base/str.h"
#include "data/val.h"

struct arena;

/* tag_scalar types a scalar that has a tag (long form, "tag:yaml.org,2002:int"), as scalar_plain
   does one without. Gives NULL, or what is wrong: the tag unknown, the text not of that type. */
const char *tag_scalar(struct arena *a, str tag, str plain, enum val_kind *kind, str *text);

/* tag_is tells whether a tag, NULL for none, is the one of YAML's own that is called name: "int" is
   !!int. */
bool tag_is(const char *tag, const char *name);

/* tag_is_yaml tells whether a tag is one of YAML's own. */
bool tag_is_yaml(const char *tag);

/* tag_show gives a tag for a message, quoted, the long form cut short: "!!int"; in a. */
const char *tag_show(struct arena *a, str tag);

/* tag_merging returns the flag of a mapping whose tag says how it is merged, or 0. */
uint8_t tag_merging(const char *tag);

#endif
