/* Duplicate objects: same apiVersion, kind, namespace and name. The Secret that an ExternalSecret
   makes is an object, too. */
#ifndef VALIDATE_DUPLICATE_H
#define VALIDATE_DUPLICATE_H

struct check;
struct place;

/* duplicate_check, a function for check_each, reports the object at `at`, or an item of a List, if
   it is a duplicate. The finding names the place of the first object. seen, a struct seen, has the
   objects that were checked before. */
void duplicate_check(struct check *c, const struct place *at, void *seen);

#endif
