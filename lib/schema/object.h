/* Fields of Kubernetes objects, read from documents that may be anything. */
#ifndef SCHEMA_OBJECT_H
#define SCHEMA_OBJECT_H

#include "base/str.h"

struct val;

/* object_among returns whether word is one of words, a list with blanks between. */
bool object_among(str word, const char *words);

/* object_is returns whether doc has one of kinds, a list with blanks between; "" is every kind.
   version is the apiVersion that doc must have; if it ends in a slash, the apiVersion must begin
   with it. object_fits does so for an apiVersion and a kind. */
bool object_is(const struct val *doc, const char *version, const char *kinds);
bool object_fits(str api_version, str kind, const char *version, const char *kinds);

/* object_list returns the items of a list of objects (kind List, ConfigMapList, …), or NULL if doc
   is not a list. */
const struct val *object_list(const struct val *doc);

#endif
