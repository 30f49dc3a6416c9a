/* Forbidden kinds of objects. */
#ifndef VALIDATE_KINDS_H
#define VALIDATE_KINDS_H

struct check;
struct place;

/* kinds_check reports every object in the document at root whose kind is one of kinds, a list with
   blanks between, or the list of one (SecretList).

   A mapping that has apiVersion and kind is an object, unless it is a reference to one. A reference
   has a name of its own (not in metadata) and otherwise only the fields by which Kubernetes refers
   to objects, all scalars. A document or an item of a List is never a reference. A mapping without
   apiVersion (roleRef, a list of allowed kinds) is not an object, nor is text in a string. */
void kinds_check(struct check *c, const struct place *root, const char *kinds);

#endif
