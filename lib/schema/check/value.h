/* Checks a value against a schema and reports the mistakes. */
#ifndef SCHEMA_CHECK_VALUE_H
#define SCHEMA_CHECK_VALUE_H

struct check;
struct place;
struct schema;

/* value_check checks the value at `at`. If s is the schema of a CRD, it first changes the value as
   the API server does: it removes the fields that s does not declare, and reports each; it removes
   a null that does not fit, or replaces it by the default; it adds the defaults of missing
   fields. */
void value_check(struct check *c, const struct schema *s, const struct place *at);

#endif
