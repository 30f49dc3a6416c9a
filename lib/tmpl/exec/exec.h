/* Runs a template with a document as its data. */
#ifndef TMPL_EXEC_EXEC_H
#define TMPL_EXEC_EXEC_H

#include "base/map.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/value.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/plan.h"

struct arena;
struct buf;
struct call;
struct node;
struct notes;
struct settle_mistake;
struct tmpl;
struct tmpl_set;
struct val;

/* What to do with a missing key. EXEC_STRICT: using it is an error. EXEC_ERROR, EXEC_ZERO and
   EXEC_DEFAULT: Go's missingkey=error, zero and default. EXEC_HELM: like EXEC_ZERO, but missing and
   null values print as nothing. */
enum exec_missing { EXEC_STRICT, EXEC_ERROR, EXEC_ZERO, EXEC_DEFAULT, EXEC_HELM };

/* Limits. EXEC_DEPTH: nested templates and includes. EXEC_NEST: nested actions, parentheses,
   templates and includes together. EXEC_OUTPUT_MAX: bytes that a call of exec_run may write, and
   bytes of all its includes. EXEC_TURNS_MAX: iterations of all ranges in a call of exec_run.
   EXEC_MEMORY_MAX: bytes of all values, and bytes of all outputs of a document. */
enum {
	EXEC_DEPTH = 1000,
	EXEC_NEST = 4000,
	EXEC_OUTPUT_MAX = 64 << 20,
	EXEC_TURNS_MAX = 10000000,
	EXEC_MEMORY_MAX = 512 << 20
};

/* A statement of tmpl, which began to write at byte `offset` of the output. */
struct exec_writer {
	const struct node *node;
	const struct tmpl *tmpl;
	size_t offset;
};

/* The state of the runs. Set the options, and the rest to zero. Do not share the set with another
   exec. set->yaml chooses YAML mode. */
struct exec {
	/* Options. doc holds the tree and the outputs; the caller resets it between documents.
	   scratch holds the values, regexes the compiled patterns and the plans; exec resets
	   both. */
	struct tmpl_set *set;
	struct arena *doc, *scratch, *regexes;
	enum exec_missing missing;

	/* The document. */
	struct val *root;
	struct notes *notes;

	/* The place in the templates. */
	const struct tmpl *tmpl;
	const struct node *node; /* in tmpl */
	const struct call *call; /* the function call in progress */
	struct value *vars;      /* of tmpl */
	const struct val *about; /* func_about */

	/* The output of the template or an include, the template's own output, and in YAML mode
	   the holes. */
	struct buf *out, *own;
	struct holes holes;
	struct map markups; /* of func_note_markup, by the addresses of the plain strings */

	const struct settle_mistake *mistake; /* NULL, or the mistake whose writer is looked for */
	struct exec_writer writer;

	/* Counts for the limits. */
	unsigned depth, nest, turns;
	size_t written;

	/* Caches. Each run and each change of the document adds 1 to runs: an output of an
	   include (struct tmpl_cache) with a smaller count is not valid. */
	uint64_t runs;
	struct plans plans;
	struct value_walk index; /* of func_item; valid while index_run is equal to runs */
	uint64_t index_run;

	struct func_env env; /* set from the options; its patterns stay for all documents */

	/* The trees of the first `copied` holes are copies; the other trees refer to the document.
	   values_stay: the document refers to values, so they live as long as the document. */
	size_t copied;
	bool values_stay;
};

/* exec_start begins a document; failAt and warnAt add to notes. Call it for each document before
   exec_run. */
void exec_start(struct exec *x, struct val *root, struct notes *notes);

/* exec_run renders t with the document and adds the output to out, which must not be in the
   arena scratch. Returns false if in YAML mode the output has only comments. Dies at a mistake. */
bool exec_run(struct exec *x, const struct tmpl *t, struct buf *out);

#endif
