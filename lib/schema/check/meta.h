/* What the API server wants of every object's metadata. */
#ifndef SCHEMA_CHECK_META_H
#define SCHEMA_CHECK_META_H

#include "base/str.h"
#include "form/name.h"

struct check;
struct place;
struct val;

/* meta_name reports the string v where it is not a name by rule; what begins the message. */
void meta_name(struct check *c, const struct val *v, const struct place *place, enum name_rule rule,
    const char *what);

/* meta_base64 reports v, which is not base64. It may be secret: it is not shown. */
void meta_base64(struct check *c, const struct val *v, const struct place *place);

/* meta_labels checks keys and values of the mapping labels, which is the member key of what is at
   outer; anything else than a mapping is passed over. */
void meta_labels(struct check *c, const struct val *labels, const struct place *outer, str key);

/* meta_check checks labels, annotations, finalizers, owners and generation of the mapping metadata,
   which is at place; the types of its fields are the schema's to check. */
void meta_check(struct check *c, const struct val *metadata, const struct place *place);

/* meta_embedded checks an object that is part of another (x-kubernetes-embedded-resource): its
   apiVersion, kind and metadata, as far as they are there. */
void meta_embedded(struct check *c, const struct val *object, const struct place *place);

#endif
