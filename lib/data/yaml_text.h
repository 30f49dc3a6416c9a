/* YAML inside a value: fromYaml, VERSION strings. */
#ifndef DATA_YAML_TEXT_H
#define DATA_YAML_TEXT_H

#include "base/str.h"

struct arena;

/* yaml_text reads all of a text that must hold exactly one document, called name in messages; gives
   it or NULL, with *error (in a) saying what is wrong. No text at all is VAL_NULL. */
struct val *yaml_text(struct arena *a, const char *name, str text, const char **error);

/* yaml_text_loose reads the first document as go-yaml does for fromYaml: the last of duplicate
   keys counts, a tag that is not YAML's own says nothing, and a block scalar at the end has no
   line break that the text does not have. */
struct val *yaml_text_loose(struct arena *a, const char *name, str text, const char **error);

#endif
