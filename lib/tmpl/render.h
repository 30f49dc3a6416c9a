/* A run of tmpl-render: template files, and what each makes of a document. */
#ifndef TMPL_RENDER_H
#define TMPL_RENDER_H

#include "base/arena.h"
#include "base/buf.h"
#include "data/ledger.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/parse.h"

struct kv_doc;

/* A file that renders: its path below the folder configure, without .tmpl; the output; whether
   there is any. */
struct render_file {
	str source;
	struct tmpl *tmpl;
	struct buf text;
	bool any;
};

/* An element of the path that is a group's name: a template by itself. */
struct render_element {
	struct render_element *next;
	str text;
	struct tmpl_set set;
	struct tmpl *tmpl;
};

/* A value to set over every document's: the PATH=JSON as given, and its parts. */
struct render_value {
	const char *argument;
	str path;
	struct val *value;
};

/* Initialize by render_init with room for max files and max values; exec's missing and yaml, keep
   (a document that is at fault does not end the run) and sources (name the file of each document of
   the output) are the caller's to set. ledger has what is to be said at the end. */
struct render {
	struct arena run, doc, scratch, regexes;
	struct tmpl_set set;
	struct exec exec;
	struct render_file *files;
	size_t files_n, values_n;
	struct render_value *values;
	struct render_element *prefix;
	str group; /* the name of the document's outputs as a group */
	struct ledger ledger;
	bool keep, sources, wrote;
	bool faulty; /* a file or a prefix has mistakes, which have been reported */
};

void render_init(struct render *r, size_t max);

/* render_set has a value set over every document's: PATH=JSON, borrowed. Dies where it is none. */
void render_set(struct render *r, const char *argument);

/* render_prefix sets the path that names the group of a document's outputs. Each of its elements is
   a template over the document, which must become one element again. Dies where it is none. */
void render_prefix(struct render *r, const char *prefix);

/* render_load parses a file for what it defines; render_add has it rendered too, unless its name
   begins with _. */
struct tmpl *render_load(struct render *r, const char *path);
void render_add(struct render *r, const char *path);

/* render_check ends the run where a file that was read, or the prefix, has mistakes, which have
   been reported. */
void render_check(const struct render *r);

/* render_document renders every file over a document into files[].text, and puts what there is to
   say about it into the ledger. False where the document is at fault: the outputs are not to be
   used. Of a document with findings, those of failAt included, only these count; what else ended a
   template does of other documents. Without keep the first template that ends so is the last. */
bool render_document(struct render *r, struct kv_doc *doc);

#endif
