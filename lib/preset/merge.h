/* A merge adds to the upper tree the values that only the lower tree has. If both have a mapping at
   a path, the two are merged; of any other two values the upper one stays. Added values are copied
   into arena a, at the end of their mapping. A mapping that either tree marks VAL_WHOLE is not
   merged: the upper one stays whole, or the lower one is added whole. */
#ifndef PRESET_MERGE_H
#define PRESET_MERGE_H

struct arena;
struct notes;
struct val;

/* merge_defaults merges defaults into upper, a preset or a request. Both are mappings. notes is
   NULL for a preset: the platform may set anything. In a request a null counts as not written where
   the defaults have a value, and anywhere in a mapping that they mark VAL_WHOLE. A request cannot
   set anything in a mapping that the defaults mark VAL_OURS: each value there is noted as a fault
   (data/note.h) and dropped. */
void merge_defaults(
    struct arena *a, struct val *upper, const struct val *defaults, struct notes *notes);

#endif
