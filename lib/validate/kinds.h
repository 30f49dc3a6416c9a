/* Forbidden kinds, wherever they stand in a document. */
#ifndef VALIDATE_KINDS_H
#define VALIDATE_KINDS_H

#include "base/str.h"

struct report;
struct val;

/* kinds_check reports every resource in doc whose kind is one of the n kinds, or a list of it
   (SecretList).

   A resource is a mapping that has apiVersion and kind. One that merely refers to a resource is
   none: it has a name of its own (not within metadata), nothing but the fields by which Kubernetes
   refers to objects (apiVersion, kind, name, namespace, uid, resourceVersion, fieldPath,
   controller, blockOwnerDeletion), all of them scalars, and is neither the root of a document nor
   an item of a list: in those places, a mapping with a kind is an object. Mappings without
   apiVersion (whitelists of group and kind, roleRef) never count, nor does text inside strings. */
void kinds_check(struct report *r, const struct val *doc, const str *kinds, size_t n);

#endif
