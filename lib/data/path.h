/* Paths: how a place in a tree is named, in the kv stream, on command lines and in messages.

       path    = "." | first *segment
       first   = "." key | "." index | "." quoted
       segment = "." key | index | quoted
       key     = [A-Za-z_][A-Za-z0-9_]*
       quoted  = "[" JSON string "]"
       index   = "[" ("0" | [1-9][0-9]*) "]"

   A key of e and digits is written quoted, as jq 1.6 takes .e3 for a number. This is the one place
   that formats and parses paths. */
#ifndef DATA_PATH_H
#define DATA_PATH_H

#include "base/str.h"

struct arena;
struct buf;
struct val;

/* path_key and path_index add one segment to b, which holds a path from its root on ("" is the
   root here; path_text below gives "." for it). */
void path_key(struct buf *b, str key);
void path_index(struct buf *b, size_t index);

/* A segment: a key, or an index where key.p is NULL. */
struct path_segment {
	str key;
	size_t index;
};

/* path_next parses one segment from the front of *rest and cuts it off. first: the segment is the
   path's first. Decoded keys live in a (a key without escapes is borrowed from *rest). Gives NULL,
   or what is wrong; *rest then stands at the offending byte. The root path "." is the caller's. */
const char *path_next(struct arena *a, str *rest, bool first, struct path_segment *segment);

/* path_find follows a whole path from root; NULL when nothing stands there. Dies with DIE_CALL when
   the path is malformed. */
struct val *path_find(struct arena *a, struct val *root, str path);

/* path_put sets what stands at path to v, making the mappings on the way; gives false when a
   scalar or a sequence's end is in the way. Dies with DIE_CALL when the path is malformed. */
bool path_put(struct arena *a, struct val *root, str path, struct val *v);

/* path_item adds the item of a list that is known by its name: [name="NAME"]. No jq path. */
void path_item(struct buf *b, str name);

/* A segment of a pattern. "[]" fits every item of a list and every member of a mapping, [name="X"]
   the items of that name; all else is path_next's segment. */
enum path_fit { PATH_FITS_SEGMENT, PATH_FITS_NAME, PATH_FITS_ALL };
struct path_pattern {
	enum path_fit fit;
	struct path_segment segment; /* key: the name, where fit is PATH_FITS_NAME */
};

/* path_pattern_next is path_next for patterns. */
const char *path_pattern_next(struct arena *a, str *rest, bool first, struct path_pattern *pattern);

/* path_text is the path of a buffer filled by path_key and path_index, for a message: "." for the
   root, NUL-terminated in its arena, safe on a line. */
const char *path_text(struct buf *b);

#endif
