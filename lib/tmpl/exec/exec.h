/* Running templates over a document. */
#ifndef TMPL_EXEC_EXEC_H
#define TMPL_EXEC_EXEC_H

#include "base/map.h"
#include "base/str.h"
#include "tmpl/go/value.h"
#include "tmpl/yaml/hole.h"

struct arena;
struct buf;
struct call;
struct lent;
struct node;
struct notes;
struct source;
struct tmpl;
struct tmpl_set;
struct val;

/* What a missing key is: an error where it is used; Go's missingkey=error, zero and default; or
   zero as Helm shows it: missing and null print as nothing. */
enum exec_missing { EXEC_STRICT, EXEC_ERROR, EXEC_ZERO, EXEC_DEFAULT, EXEC_HELM };

/* Caps: templates and includes within each other; everything that nests within them; bytes that a
   template of the run may write, includes too; turns that all of its ranges may take; bytes that
   its values may take, or that all outputs of a document may; patterns that a document may bring
   that none brought before it. */
enum {
	EXEC_DEPTH = 1000,
	EXEC_NEST = 4000,
	EXEC_OUTPUT_MAX = 64 << 20,
	EXEC_TURNS_MAX = 10000000,
	EXEC_MEMORY_MAX = 512 << 20,
	EXEC_PATTERNS_MAX = 1000
};

/* Where index stood last, in a list of the stream, and in which run that was. */
struct exec_place {
	const struct val *list;
	struct val *item;
	size_t i;
	uint64_t run;
};

/* Which node wrote the output from an offset on. */
struct exec_mark {
	size_t offset;
	const struct node *node;
	const struct tmpl *tmpl;
};

/* One run, the only one that uses set. Initialize set, doc (the arena of the tree and of the
   outputs, reset by the caller between documents), scratch (that of the values, reset by exec),
   regexes (that of compiled patterns, too), missing and yaml, and for each document notes, to which
   failAt and warnAt add (NULL: they do nothing); leave the rest zero. failed counts what failAt
   reported. */
struct exec {
	struct tmpl_set *set;
	struct arena *doc, *scratch, *regexes;
	enum exec_missing missing;
	bool yaml;
	struct val *root;
	struct notes *notes;
	unsigned failed;

	/* Where the run stands; for exec*.c only. */
	const struct tmpl *tmpl;
	const struct node *node;
	const struct source *source; /* node's */
	const struct call *call;
	struct map patterns;
	size_t patterns_before; /* how many there were when the document began */
	struct value *vars;
	struct buf *out;
	struct holes holes;      /* YAML mode */
	struct exec_mark *marks; /* of the template's own output */
	size_t marks_n, marks_cap;
	uint64_t runs; /* how many times exec_run was called, or the document changed */
	struct exec_place place;
	unsigned depth, nest, turns;
	size_t written;
	bool inner;        /* the output is an include's */
	bool kept;         /* the document holds some of the values */
	struct lent *lent; /* trees that the values hold, of the document */
};

/* exec_start begins a document. */
void exec_start(struct exec *x, struct val *root);

/* exec_run renders t over the document and adds the output to out, which is not in scratch. Tells
   whether there was any: more than white space, and in YAML mode more than comments. Dies at a
   mistake. */
bool exec_run(struct exec *x, const struct tmpl *t, struct buf *out);

#endif
