/* References: strings of the base and the presets may refer to other values of the merged document.

       string    = *(character / reference / "$${")     "$${" is the text "${"
       reference = "${" path "}"                        a path of the kv stream, from the root

   A string that is one reference and nothing else becomes a copy of the value at the path, whatever
   its type. In a longer string the reference must name a scalar, and becomes its text. Text that
   comes from a reference is never searched for references. Keys stay as they are. */
#ifndef PRESET_REFS_H
#define PRESET_REFS_H

struct arena;
struct notes;
struct val;

/* refs_mark marks the strings with references in a tree of defaults. Merging keeps the marks, so
   that refs_resolve finds these strings and leaves the request's alone. */
void refs_mark(struct val *v);

/* refs_resolve replaces the marked strings of a document by their values, allocated in a. It notes
   a fault (data/note.h) at the string's place if a reference is malformed, refers to a missing
   path, forms a circle or a chain of more than 100 references, or if references add more than 64 MB
   to the document. A member of a mapping whose string fails is removed; an item of a list stays as
   it is. A missing path is reported once, however many strings refer to it. */
void refs_resolve(struct arena *a, struct val *root, struct notes *notes);

#endif
