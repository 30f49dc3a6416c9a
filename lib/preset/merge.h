/* Merging: the values of one tree over those of another. Mappings that both have are merged; of any
   other value the upper's counts; what the upper lacks is added, copied into a, after what is in
   its mapping. A mapping that is VAL_WHOLE in either tree is taken whole: the upper's, where it has
   one. */
#ifndef PRESET_MERGE_H
#define PRESET_MERGE_H

struct arena;
struct notes;
struct val;

/* merge_preset puts the base under a preset, both mappings. */
void merge_preset(struct arena *a, struct val *preset, const struct val *base);

/* merge_request puts defaults under a request, both mappings. A null of the request where the
   defaults have a value counts as not written. In a mapping of the defaults that is VAL_OURS a
   request can set nothing: each value that it sets there is a fault (note.h), and not taken. */
void merge_request(
    struct arena *a, struct val *request, const struct val *defaults, struct notes *notes);

#endif
