/* YAML in: a stream of documents, by libyaml's events, under caps (CAPS in yaml_in.c). Anchors and
   aliases are expanded, merge keys applied, plain scalars typed as Kubernetes types them. */
#ifndef DATA_YAML_IN_H
#define DATA_YAML_IN_H

#include "base/str.h"

struct arena;
struct in;
struct pos;
struct val;
struct yaml_in;

/* The cap on collections in collections, those that aliases bring included. The parser's cost grows
   with the square of the flow depth, so this guards its time too. */
enum { YAML_DEPTH_MAX = 100 };

/* What a reader does with a mistake. A mistake after which reading can go on (a duplicate key, an
   unknown tag, .inf) has fatal == false. report may return (schema checking collects); where the
   options have none, the reader dies at the first. message is valid during the call only. */
struct yaml_options {
	void (*report)(void *context, struct pos pos, str path, const char *message, bool fatal);
	void *context;
	bool merge_tags; /* accept the tags !whole and !ours on mappings: VAL_WHOLE, VAL_OURS */
	bool origins;    /* mark every value VAL_ORIGIN */
	bool
	    loose; /* the last of duplicate keys counts, only YAML's own tags say anything, the last
	                    line is not ended */
};

/* yaml_in_open begins a stream read from in, which stays the caller's and must live as long. The
   reader lives in run, and what it has of libyaml's is freed when run is reset, if not by
   yaml_in_close. */
struct yaml_in *yaml_in_open(struct arena *run, struct in *in, const struct yaml_options *options);

/* yaml_in_next gives the next document, built in a, or NULL at the end of the stream or after a
   fatal mistake (yaml_in_failed tells which). An empty document is VAL_NULL. */
struct val *yaml_in_next(struct yaml_in *y, struct arena *a);
bool yaml_in_failed(const struct yaml_in *y);

/* yaml_in_rule returns a name for the kind of the last mistake: "syntax", "duplicate-key", "alias",
   "merge", "tag", "template", "not-json" (what JSON cannot hold) or "limit" (a cap was met). */
const char *yaml_in_rule(const struct yaml_in *y);

/* yaml_in_size gives how many characters the last document had, yaml_in_copied how many nodes
   aliases and merges added to it. */
size_t yaml_in_size(const struct yaml_in *y);
size_t yaml_in_copied(const struct yaml_in *y);

void yaml_in_close(struct yaml_in *y);

#endif
