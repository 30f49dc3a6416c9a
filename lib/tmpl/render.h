/* The work of tmpl-render: loads template files, sets values, renders each document, prints the
   outputs. */
#ifndef TMPL_RENDER_H
#define TMPL_RENDER_H

#include "base/arena.h"
#include "base/map.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/parse.h"

struct kv_doc;

/* A template to render. source is its path below the folder configure, without .tmpl. text is
   the output, "" if it has only comments. */
struct render_file {
	str source;
	struct tmpl *tmpl;
	str text;
};

/* A value to set in every document: the argument PATH=JSON and its parts. */
struct render_value {
	const char *argument;
	str path;
	struct val *value;
};

/* Initialize with render_init, with room for max files and max values. The caller sets
   exec.missing, set.yaml, set.lenient, keep (after a mistake, render the other files) and sources
   (print the file of each document). notes are the findings and warnings to print at the end. */
struct render {
	struct arena run, doc, scratch, regexes;
	struct tmpl_set set;
	struct exec exec;
	struct render_file *files;
	size_t files_n, values_n;
	struct render_value *values;
	struct tmpl *prefix; /* NULL: none */
	struct tmpl_set prefix_set;
	size_t prefix_parts;
	struct map notes;
	bool keep, sources;
	bool wrote;  /* YAML has been printed */
	bool faulty; /* a file or a prefix has mistakes, which have been reported */

	/* The current file. group is the name of the document's outputs: the rendered
	   prefix. faults are the messages of mistakes that ended a template. */
	struct render_file *file;
	str group, *faults;
	size_t faults_n;
};

void render_init(struct render *r, size_t max);

/* render_set adds a value to set in every document: PATH=JSON, borrowed. Dies if the argument is
   malformed. */
void render_set(struct render *r, const char *argument);

/* render_prefix sets the path that names the group of a document's outputs: a template, rendered
   with the document; each value in it must be within one part of the path. Dies if the path is
   malformed. */
void render_prefix(struct render *r, const char *prefix);

/* render_add parses a file and adds its definitions. The file is rendered for each document, unless
   define is true or its name begins with _. */
void render_add(struct render *r, const char *path, bool define);

/* render_document renders every file with a document into files[].text and adds findings and
   messages to notes. Returns false if there are findings or mistakes: then do not use the outputs.
   If there are findings, from failAt or from the stream, it does not report other mistakes in
   templates. Without keep, the first mistake ends the work on the document. */
bool render_document(struct render *r, struct kv_doc *doc);

/* render_print writes the outputs of a document except empty ones. With sources, each YAML document
   in them begins with the line "# Source: GROUP/FILE", or "# Source: FILE" without a prefix. */
void render_print(struct render *r);

/* With sources, render_end writes the line "# End: GROUP" after the last output of a document. For
   a document with mistakes it writes only this line. */
void render_end(const struct render *r);

#endif
