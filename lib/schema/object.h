/* Fields of Kubernetes objects, read from documents that may be anything. */
#ifndef SCHEMA_OBJECT_H
#define SCHEMA_OBJECT_H

#include "base/str.h"

struct val;

/* object_text returns the text of the member key if it is a string, else the empty text. */
str object_text(const struct val *mapping, str key);

/* object_list returns the items of a list of objects (kind List, ConfigMapList, …), or NULL if doc
   is not a list. */
const struct val *object_list(const struct val *doc);

#endif
