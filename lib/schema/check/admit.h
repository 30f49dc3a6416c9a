/* What the API server makes of a custom resource before it validates it. */
#ifndef SCHEMA_CHECK_ADMIT_H
#define SCHEMA_CHECK_ADMIT_H

struct check;
struct place;
struct schema;
struct val;

/* admit_value changes v, at place, as the API server does by the schema of a CRD, s: it removes the
   fields that s does not declare, which are reported, then each null where null does not fit and no
   default replaces it, then it adds the defaults. Schemas of another kind change nothing. */
void admit_value(struct check *c, const struct schema *s, struct val *v, const struct place *place);

#endif
