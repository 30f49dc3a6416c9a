/* Checks an object's metadata as the API server does. */
#ifndef SCHEMA_CHECK_META_H
#define SCHEMA_CHECK_META_H

#include "form/name.h"

struct check;
struct place;

/* meta_name reports the string at `at` if rule rejects it as a name; the message begins with what,
   which may be NULL. */
void meta_name(struct check *c, const struct place *at, enum name_rule rule, const char *what);

/* meta_base64 reports a value that is not base64. The message does not show it: it may be a
   secret. */
void meta_base64(struct check *c, const struct place *at);

/* meta_string reports a value that is not a string; the API server reads null as an empty one.
   meta_label checks the key and the value of a label. Both are functions for check_each. */
void meta_string(struct check *c, const struct place *at, void *context);
void meta_label(struct check *c, const struct place *at, void *context);

/* meta_check checks labels, annotations, finalizers, owners and generation of the mapping metadata,
   which is at `at`. It does not check the types of fields: the schema does. */
void meta_check(struct check *c, const struct place *at);

/* meta_embedded checks apiVersion, kind and metadata of an object within another object
   (x-kubernetes-embedded-resource), if it has them. */
void meta_embedded(struct check *c, const struct place *at);

#endif
