/* Adds the values that a request does not set: defaults are merged under it, then the references in
   them are resolved. */
#ifndef PRESET_PRESET_H
#define PRESET_PRESET_H

struct arena;
struct notes;
struct val;

/* A merge adds the values to the upper tree that only the lower tree has. If both have a mapping at
   a path, the two are merged; if both have a value and one is not a mapping, the upper one stays.
   Added values are copied into arena a, at the end of their mapping. A mapping that either tree
   marks VAL_WHOLE is not merged: the upper one stays whole, or the lower one is added whole.

   merge_defaults merges defaults into upper, a preset or a request. Both are mappings. notes is
   NULL for a preset: the platform may set anything. In a request a null counts as not written where
   the defaults have a value, and anywhere in a mapping that they mark VAL_WHOLE. A request cannot
   set anything in a mapping that the defaults mark VAL_OURS: each value there is noted as a fault
   (data/note.h) and dropped. (merge.c) */
void merge_defaults(
    struct arena *a, struct val *upper, const struct val *defaults, struct notes *notes);

/* References: strings of the base and the presets may refer to other values of the merged document.

       string    = *(character / reference / "$${")     "$${" is the text "${"
       reference = "${" path "}"                        a path of the kv stream, from the root

   A string that is one reference and nothing else becomes a copy of the value at the path, whatever
   its type. In a longer string the reference must name a scalar, and becomes its text. Text that
   comes from a reference is never searched for references. Keys stay as they are.

   refs_mark marks the strings with references in a tree of defaults. Merging keeps the marks, so
   that refs_resolve finds these strings and leaves the request's alone. (refs.c) */
void refs_mark(struct val *v);

/* refs_resolve replaces the marked strings of a document by their values, allocated in a. It notes
   a fault (data/note.h) at the string's place if a reference is malformed, refers to a missing
   path, forms a circle or a chain of more than 100 references, or if references add more than 64 MB
   to the document. A member of a mapping whose string fails is removed; an item of a list stays as
   it is. A missing path is reported once, however many strings refer to it. */
void refs_resolve(struct arena *a, struct val *root, struct notes *notes);

#endif
