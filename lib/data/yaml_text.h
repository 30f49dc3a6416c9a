/* Reads YAML inside a value, for fromYaml. */
#ifndef DATA_YAML_TEXT_H
#define DATA_YAML_TEXT_H

#include "base/str.h"

struct arena;

/* yaml_text_loose reads the first document of a text, as go-yaml does: the last of duplicate keys
   wins, tags that are not YAML's own are ignored, and the last line gets no line break. Messages
   call the text name. It returns the document, or NULL and sets *error, in a, to what is wrong. An
   empty text is VAL_NULL. */
struct val *yaml_text_loose(struct arena *a, const char *name, str text, const char **error);

#endif
