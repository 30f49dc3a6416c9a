/* The run. Mistakes that the reader finds (syntax, duplicate keys) and those that the checks find
   are collected a document and written together, in order. */
#include "schema/validate.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "schema/check.h"
#include "schema/kinds.h"
#include "schema/select.h"
#include "schema/shape.h"

void
validate_start(struct validate *v, struct arena *run, enum report_form form)
{
	*v = (struct validate){.run = run, .report.form = form};
	load_start(&v->load, run);
	alike_start(&v->alike, run);
}

static void
on_mistake(void *context, struct pos pos, str path, const char *message, bool fatal)
{
	struct validate *v = context;

	report_text(&v->report, pos, path, fatal ? "syntax" : "yaml", message);
}

static void
check_document(struct validate *v, struct val *doc)
{
	struct check c = {.report = &v->report, .doc = doc};

	alike_check(&v->alike, &v->report, doc);
	kinds_check(&v->report, doc, v->kinds, v->kinds_n);
	if (v->shape)
		shape_check(&c, load_metadata(&v->load), doc);
	c.shaped = v->shape;
	select_check(&v->load, &c, doc);
}

static void
check_stream(struct validate *v, struct in *in)
{
	struct yaml_options options = {.report = on_mistake, .context = v};
	struct yaml_in *y = yaml_in_open(v->run, in, &options);
	struct val *doc;

	v->report.arena = &v->doc;
	while ((doc = yaml_in_next(y, &v->doc))) {
		check_document(v, doc);
		report_flush(&v->report);
		arena_reset(&v->doc);
	}
	report_flush(&v->report);
	arena_reset(&v->doc);
	yaml_in_close(y);
}

void
validate_text(struct validate *v, const char *name, str text)
{
	struct in in;

	in_text(&in, name, text);
	check_stream(v, &in);
}

static int
is_yaml(const struct dirent *entry)
{
	str name = str_of(entry->d_name);

	return name.p[0] != '.' &&
	    (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")) ||
		str_ends(name, STR(".json")));
}

/* By bytes: alphasort would go by the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
check_folder(struct validate *v, const char *path)
{
	struct dirent **entries;
	int n = scandir(path, &entries, is_yaml, by_name), i;

	if (n < 0)
		die(DIE_CALL, "cannot read the folder %s:", path);
	for (i = 0; i < n; i++) {
		struct buf b = {.arena = v->run};
		struct stat st;

		buf_printf(&b, "%s%s%s", path, str_ends(str_of(path), STR("/")) ? "" : "/",
		    entries[i]->d_name);
		free(entries[i]);
		if (stat(buf_cstr(&b), &st) != 0 || !S_ISDIR(st.st_mode))
			validate_path(v, buf_cstr(&b));
	}
	free(entries);
}

void
validate_path(struct validate *v, const char *path)
{
	struct stat st;
	struct in in;

	if (strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		check_folder(v, path);
		return;
	}
	in_open(&in, v->run, path, NULL);
	check_stream(v, &in);
	in_close(&in);
}
