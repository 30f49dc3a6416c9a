/* Reads a stream of YAML documents into trees, by libyaml. Aliases are expanded, merge keys
   applied, and plain scalars typed as Kubernetes types them. The size of a document is limited
   (CAPS in yaml_in.c). */
#ifndef DATA_YAML_IN_H
#define DATA_YAML_IN_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct in;
struct val;
struct yaml_in;

/* The maximum depth of nesting, including aliases. libyaml's time grows with the square of the
   depth of flow collections, so this limits its time too. */
enum { YAML_DEPTH_MAX = 100 };

/* A mistake. rule is its kind: "syntax", "template", "duplicate-key", "alias", "merge", "tag",
   "not-json" (JSON cannot express it) or "limit" (a cap is exceeded). After a mistake that is not
   fatal (a duplicate key, an unknown tag, .inf) the reader goes on. */
struct yaml_mistake {
	struct pos pos;
	str path;
	const char *rule, *message;
	bool fatal;
};

/* report is called for each mistake and may return; m is valid during the call only. If report is
   NULL, the reader dies at the first mistake. */
struct yaml_options {
	void (*report)(void *context, const struct yaml_mistake *m);
	void *context;
	bool merge_tags; /* accept the tags !whole and !ours on mappings: VAL_WHOLE, VAL_OURS */
	bool origins;    /* mark every value VAL_ORIGIN */
	/* loose, for fromYaml: the last of duplicate keys wins, tags that are not YAML's own are
	   ignored, and no newline is added to the last line. */
	bool loose;
};

/* yaml_in_open begins to read a stream. The caller owns in; it must outlive the reader. The reader
   lives in run. libyaml's memory is freed at the end of the stream or when run is reset. */
struct yaml_in *yaml_in_open(struct arena *run, struct in *in, const struct yaml_options *options);

/* yaml_in_next returns the next document, built in a. It returns NULL at the end of the stream and
   after a fatal mistake. An empty document is VAL_NULL. */
struct val *yaml_in_next(struct yaml_in *y, struct arena *a);

/* yaml_in_size returns the number of characters of the last document. */
size_t yaml_in_size(const struct yaml_in *y);

/* yaml_in_file returns the only document of a file, in a, or NULL if the file has none. It dies if
   there is a second document. */
struct val *yaml_in_file(struct arena *a, const char *path, const struct yaml_options *options);

/* yaml_is_marker returns whether text begins with three of the character c, - or ., and a blank or
   the end of the line. A document ends there, whatever is around it (YAML 1.2, section 9.1.2). */
static inline bool
yaml_is_marker(str text, char c)
{
	return text.n >= 3 && text.p[0] == c && text.p[1] == c && text.p[2] == c &&
	    (text.n == 3 || memchr(" \t\r\n", text.p[3], 4));
}

#endif
