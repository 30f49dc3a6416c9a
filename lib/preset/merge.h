/* Merging: the values of one tree over those of another. */
#ifndef PRESET_MERGE_H
#define PRESET_MERGE_H

struct arena;
struct val;

/* What a null of the upper tree means where the lower has a value: itself, or that there shall be
   none. Other nulls stay. */
enum merge_nulls { MERGE_KEEP_NULLS, MERGE_NULLS_UNSET };

/* merge_under puts lower under the values of upper, both mappings: a member that both have as
   mappings is merged, of any other upper's counts; what upper lacks is added, copied into a, after
   what stood in its mapping. A mapping that is VAL_WHOLE in either tree is taken whole: upper's,
   where it has one. */
void merge_under(
    struct arena *a, struct val *upper, const struct val *lower, enum merge_nulls nulls);

#endif
