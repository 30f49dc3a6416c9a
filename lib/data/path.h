/* A path names a place in a tree. The kv stream, command lines and messages contain paths.

       path    = "." | first *segment
       first   = "." key | "." index | "." quoted
       segment = "." key | index | quoted
       key     = [A-Za-z_][A-Za-z0-9_]*
       quoted  = "[" JSON string "]"
       index   = "[" ("0" | [1-9][0-9]*) "]"

   A key like e3 is quoted, because jq 1.6 reads .e3 as a number. No other C code formats or parses
   paths. */
#ifndef DATA_PATH_H
#define DATA_PATH_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct buf;
struct val;

/* path_key and path_index add one segment to the path in b. Here the root is ""; path_text below
   writes "." for it. path_child adds the key of a member, or the index of an item. */
void path_key(struct buf *b, str key);
void path_index(struct buf *b, size_t index);
void path_child(struct buf *b, const struct val *child, size_t index);

/* A segment: a key, or an index if key.p is NULL. The segment of a pattern may also be "[]", which
   fits every item of a list and every member of a mapping, or [name="KEY"], which fits the items
   with the name KEY. The path of a change (diff/diff.h) has segments [name="KEY"], too. */
enum path_fit { PATH_FITS_ONE, PATH_FITS_NAME, PATH_FITS_ALL };
struct path_segment {
	str key;
	size_t index;
	enum path_fit fit;
};

/* path_add adds a segment to the path in b. jq cannot read [name="KEY"]. */
void path_add(struct buf *b, const struct path_segment *segment);

/* path_next cuts one segment off the front of *rest and parses it. `how` is PATH_FIRST for the
   first segment of a path, 0 for any other; add PATH_PATTERN in a pattern. A key in quotes is
   decoded into a, a bare key points into the path. path_next returns NULL, or an error message;
   then *rest begins at the bad byte. The caller handles the path ".". */
enum { PATH_FIRST = 1, PATH_PATTERN = 2 };
const char *path_next(struct arena *a, str *rest, unsigned how, struct path_segment *segment);

/* path_descend returns the child of v that a segment names, or NULL. */
struct val *path_descend(const struct val *v, const struct path_segment *segment);

/* path_find returns the value at path, or NULL. It dies with DIE_CALL if the path is malformed. */
struct val *path_find(struct arena *a, struct val *root, str path);

/* path_pos returns the place of the value at path, or of the last existing value on the way. If a
   tool computed that value, its origin has no line. Then path_pos returns the place of a value that
   the author can change: one from the document's own file, on the way or beside it, as deep as
   possible. Of several beside the way, one whose text is in the origin wins, else the last. */
struct pos path_pos(struct arena *a, const struct val *root, str path);

/* path_within returns whether path is `above` or a path below it. */
bool path_within(str path, str above);

/* path_put sets the value at path to v and makes missing mappings on the way. It returns false if
   the path leads through a scalar, or past the end of a sequence. It dies with DIE_CALL if the path
   is malformed. */
bool path_put(struct arena *a, struct val *root, str path, struct val *v);

/* path_text returns the path in a buffer filled by path_key and path_index, for a message: "." for
   the root, escaped, NUL-terminated, in the arena of b. */
const char *path_text(struct buf *b);

#endif
