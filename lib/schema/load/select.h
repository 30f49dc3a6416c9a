/* Checks a document against the schemas for its kind. */
#ifndef SCHEMA_LOAD_SELECT_H
#define SCHEMA_LOAD_SELECT_H

struct check;
struct load;
struct place;
struct val;

/* select_check checks the document at root against the schemas for every document and the schema
   for its kind, and each item of a List against the schema for the item's kind. A kind without a
   schema is a finding, unless the run has no schemas. An empty document is checked only against the
   schemas for every document. The schema of a CRD changes the document (schema/check/admit.h), so
   this check is the last. */
void select_check(struct load *l, struct check *c, const struct place *root);

/* select_file returns the file of the schema for the document's group and kind, whatever the
   version, or NULL. */
const char *select_file(const struct load *l, const struct val *doc);

#endif
