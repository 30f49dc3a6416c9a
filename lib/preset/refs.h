/* References: strings of the base and the presets that are made of other values of the request.

       string    = *(character / reference / "$${")     "$${" is the text "${"
       reference = "${" path "}"                        a path of the kv stream, from the root

   A string that is one reference and nothing else becomes the value that stands there, of whatever
   type; in a longer string the text of a scalar is put in. What was put in is never read again for
   references. Keys hold none: they stay as they are. */
#ifndef PRESET_REFS_H
#define PRESET_REFS_H

struct arena;
struct notes;
struct val;

/* refs_mark marks the strings of a tree that refs_resolve shall resolve, once it is merged. */
void refs_mark(struct val *v);

/* refs_resolve replaces the marked strings of a document; what takes their place stands where they
   stood, in a. It is a fault (note.h) at the string's place when its reference is malformed, refers
   to a missing path, goes in a circle or deeper than a hundred references, or when the document
   grows past 64 MB by them. Such a member of a mapping is taken out, such an item of a list stays
   as it is. A missing path that many strings refer to is reported once. */
void refs_resolve(struct arena *a, struct val *root, struct notes *notes);

#endif
