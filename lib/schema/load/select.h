/* Which of a run's schemas a document must fit. */
#ifndef SCHEMA_LOAD_SELECT_H
#define SCHEMA_LOAD_SELECT_H

struct check;
struct load;
struct val;

/* select_check checks doc against every schema that is for it (the items of a List each against
   theirs); where none is, that is a finding. Without any schema and folder nothing is checked. An
   empty document has only the bare schemas to fit. By the schema of a CRD doc becomes what the API
   server makes of it (schema/admit.h): this check comes last. */
void select_check(struct load *l, struct check *c, struct val *doc);

#endif
