/* Duplicate objects: same apiVersion, kind, namespace and name. The Secret that an ExternalSecret
   makes is an object, too. */
#ifndef VALIDATE_DUPLICATE_H
#define VALIDATE_DUPLICATE_H

struct report;
struct seen;
struct val;

/* duplicate_check reports doc, or an item of a List, if it is a duplicate. The finding names the
   place of the first object. s has the objects that were checked before. */
void duplicate_check(struct seen *s, struct report *r, const struct val *doc);

#endif
