/* The work of tmpl-render: loads template files, sets values, renders documents. */
#ifndef TMPL_RENDER_H
#define TMPL_RENDER_H

#include "base/arena.h"
#include "base/map.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/parse.h"

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

/* render_run renders every file with each document on standard input. It prints the outputs of a
   document at once, except empty ones, and the notes at the end. With sources, each YAML document
   in them begins with the line "# Source: GROUP/FILE", or "# Source: FILE" without a prefix, and
   the line "# End: GROUP" follows; of a document with findings or mistakes it prints only this
   line. Mistakes in templates are reported only if there are no findings, from failAt or from the
   stream. render_run returns false after findings or mistakes; without keep, the first ends it. */
bool render_run(struct render *r);

#endif
