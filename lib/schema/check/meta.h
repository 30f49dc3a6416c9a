/* Checks an object's metadata as the API server does. */
#ifndef SCHEMA_CHECK_META_H
#define SCHEMA_CHECK_META_H

#include "base/str.h"
#include "form/name.h"

struct check;
struct place;
struct val;

/* meta_name reports the string v if rule rejects it as a name; the message begins with what. */
void meta_name(struct check *c, const struct val *v, const struct place *place, enum name_rule rule,
    const char *what);

/* meta_base64 reports v, which is not base64. The message does not show v: it may be a secret. */
void meta_base64(struct check *c, const struct val *v, const struct place *place);

/* meta_labels checks keys and values of labels, the member key of the mapping at outer. It ignores
   labels that are not a mapping. */
void meta_labels(struct check *c, const struct val *labels, const struct place *outer, str key);

/* meta_check checks labels, annotations, finalizers, owners and generation of the mapping metadata,
   which is at place. It does not check the types of fields: the schema does. */
void meta_check(struct check *c, const struct val *metadata, const struct place *place);

/* meta_embedded checks apiVersion, kind and metadata of an object within another object
   (x-kubernetes-embedded-resource), if it has them. */
void meta_embedded(struct check *c, const struct val *object, const struct place *place);

#endif
