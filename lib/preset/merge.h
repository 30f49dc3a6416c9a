/* A merge adds the values to the upper tree that only the lower tree has. If both have a mapping at
   a path, the two are merged; if both have a value and one is not a mapping, the upper one stays.
   Added values are copied into arena a, at the end of their mapping. A mapping that either tree
   marks VAL_WHOLE is not merged: the upper one stays whole, or the lower one is added whole. */
#ifndef PRESET_MERGE_H
#define PRESET_MERGE_H

struct arena;
struct notes;
struct val;

/* merge_preset merges base into preset. Both are mappings. */
void merge_preset(struct arena *a, struct val *preset, const struct val *base);

/* merge_request merges defaults into a request. Both are mappings. A null of the request counts as
   not written where the defaults have a value, and anywhere in a mapping that they mark VAL_WHOLE.
   A request cannot set anything in a mapping that the defaults mark VAL_OURS: each value there is
   noted as a fault (data/note.h) and dropped. */
void merge_request(
    struct arena *a, struct val *request, const struct val *defaults, struct notes *notes);

#endif
