/* Changes a custom resource as the API server does before it validates it. */
#ifndef SCHEMA_CHECK_ADMIT_H
#define SCHEMA_CHECK_ADMIT_H

struct check;
struct place;
struct schema;

/* admit_value changes the value at `at` according to s, the schema of a CRD. It removes the fields
   that s does not declare, and reports each. It removes a null that does not fit, or replaces it by
   the default. It adds the defaults of missing fields. If s is not the schema of a CRD, nothing
   changes. */
void admit_value(struct check *c, const struct schema *s, const struct place *at);

#endif
