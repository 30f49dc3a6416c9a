/* Forbidden objects, and documents that are not for an API server. */
#ifndef VALIDATE_KINDS_H
#define VALIDATE_KINDS_H

#include <stdbool.h>
#include <stddef.h>

struct check;
struct place;
struct repeated;
struct val;

/* kinds_check reports every object in the document at root whose kind is one of kinds, a list with
   blanks between, or the list of one (SecretList).

   A mapping that has apiVersion and kind is an object, unless it is a reference to one. A reference
   has a name of its own (not in metadata) and otherwise only the fields by which Kubernetes refers
   to objects, all scalars. A document or an item of a List is never a reference. A mapping without
   apiVersion (roleRef, a list of allowed kinds) is not an object, nor is text in a string. */
void kinds_check(struct check *c, const struct place *root, const char *kinds);

/* kinds_is_in_file returns whether the file of doc has one of these names, with blanks between, in
   any folder. */
bool kinds_is_in_file(const struct val *doc, const char *names);

/* kinds_is_client returns whether doc is a file of a program and need not be an object: a
   kustomization, a kubeconfig, or the configuration of a Kubernetes component or of a tool. */
bool kinds_is_client(const struct val *doc);

/* kinds_is_not_object returns whether doc has neither apiVersion nor kind (a chart's values, a CI
   workflow) or is a Chart.yaml. It returns false for null. */
bool kinds_is_not_object(const struct val *doc);

/* kinds_check_status checks the document at root as Kratix reads a status (kratix,
   work-creator/cmd/update_status.go). It reports what Kratix refuses or overwrites: anything but a
   mapping or null, fields of its own, and a second document of the same file and group, which it
   remembers in seen. Conditions are allowed: Kratix adds them to its own. */
void kinds_check_status(
    struct check *c, const struct place *root, struct repeated *seen, size_t group);

#endif
