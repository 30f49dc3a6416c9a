/* Reads fields of Kubernetes objects, in documents of any form, and checks metadata. */
#ifndef SCHEMA_CHECK_OBJECT_H
#define SCHEMA_CHECK_OBJECT_H

#include "form/name.h"

struct check;
struct place;
struct val;

/* object_among returns whether word is one of words, a list with blanks between. An entry that ends
   in a slash matches each word that begins with it. */
bool object_among(str word, const char *words);

/* object_fits returns whether an apiVersion and a kind are among versions and kinds; an empty list
   matches any. */
bool object_fits(str version, str kind, const char *versions, const char *kinds);

/* object_name reports the string at `at` if rule rejects it as a name; the message begins with
   the text `what`, which may be NULL. */
void object_name(struct check *c, const struct place *at, enum name_rule rule, const char *what);

/* object_base64 reports a value that is not base64. The message does not show it: it may be a
   secret. */
void object_base64(struct check *c, const struct place *at);

/* object_string reports a value other than a string or null, which the API server reads as an empty
   string. object_label checks the key and value of a label. Both are functions for check_each. */
void object_string(struct check *c, const struct place *at, void *context);
void object_label(struct check *c, const struct place *at, void *context);

/* object_metadata checks labels, annotations, finalizers, owners and managedFields of the metadata
   at `at`. It does not check the types of fields: the schema does. */
void object_metadata(struct check *c, const struct place *at);

/* object_embedded checks apiVersion, kind and metadata of an object within another object
   (x-kubernetes-embedded-resource), if it has them. */
void object_embedded(struct check *c, const struct place *at);

#endif
