/* Lists in which nothing may stand twice. */
#ifndef SCHEMA_CHECK_UNIQUE_H
#define SCHEMA_CHECK_UNIQUE_H

struct check;
struct place;
struct schema;
struct val;

/* unique_items checks that no two items of v are equal or, where s is a map list, have equal keys;
   each item that repeats an earlier one is reported. Gives how many do. Linear in v. */
unsigned unique_items(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

#endif
