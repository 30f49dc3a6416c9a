/* A run of tmpl-render: template files, and what each makes of a document. */
#ifndef TMPL_RENDER_H
#define TMPL_RENDER_H

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/exec.h"
#include "tmpl/parse.h"

/* A file that renders: its output's name (without .tmpl), the output, whether there is any. */
struct render_file {
	const char *path, *name;
	struct tmpl *tmpl;
	struct buf text;
	bool any;
};

/* A value to set over every document's: the PATH=JSON as given, and its parts. */
struct render_value {
	const char *argument;
	str path;
	struct val *value;
};

/* Initialize by render_init with room for max files and max values; exec's missing and yaml are the
   caller's to set. */
struct render {
	struct arena run, doc, scratch, regexes;
	struct tmpl_set set;
	struct exec exec;
	struct render_file *files;
	size_t files_n, values_n;
	struct render_value *values;
	bool wrote, faulty;
};

void render_init(struct render *r, size_t max);

/* render_set has a value set over every document's: PATH=JSON, borrowed. Dies where it is none. */
void render_set(struct render *r, const char *argument);

/* render_load parses a file for what it defines; render_add has it rendered too, unless its name
   begins with _. dir, if not NULL, is where outputs go: no two may have one name. */
struct tmpl *render_load(struct render *r, const char *path);
void render_add(struct render *r, const char *path, const char *dir);

/* render_check ends the run where a file that was read has mistakes, which have been reported. */
void render_check(const struct render *r);

/* render_document renders every file over a document into files[].text; dies at a mistake, and when
   failAt reported any. */
void render_document(struct render *r, struct val *root);

/* render_print writes what was rendered to standard output; render_save to files in dir, which is
   made if it is not there, once all of them could be written. Empty outputs are left out. */
void render_print(struct render *r);
void render_save(struct render *r, const char *dir);

#endif
