/* Checks that a list has no item twice. */
#ifndef SCHEMA_CHECK_UNIQUE_H
#define SCHEMA_CHECK_UNIQUE_H

struct check;
struct place;
struct schema;

/* unique_items reports each item of the list at `at` that equals an earlier one or, if s is a map
   list, has the same keys. It takes linear time. */
void unique_items(struct check *c, const struct schema *s, const struct place *at);

#endif
