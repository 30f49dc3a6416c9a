/* Fields of Kubernetes objects, read from documents that may be anything. */
#ifndef SCHEMA_OBJECT_H
#define SCHEMA_OBJECT_H

#include "base/str.h"

struct val;

/* object_among returns whether word is one of words, a list with blanks between. One that ends in a
   slash is any word that begins with it. */
bool object_among(str word, const char *words);

/* object_fits returns whether an apiVersion and a kind are among versions and kinds; an empty list
   has all. */
bool object_fits(str version, str kind, const char *versions, const char *kinds);

/* object_list returns the items of a list of objects (kind List, ConfigMapList, …), or NULL if doc
   is not a list. */
const struct val *object_list(const struct val *doc);

#endif
