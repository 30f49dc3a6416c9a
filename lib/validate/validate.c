/* Runs all checks on all documents. The findings of the reader (syntax, duplicate keys) and of the
   checks are collected for each document and written together, sorted by place. */
#include "validate/validate.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/walk.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "schema/check/check.h"
#include "schema/check/value.h"
#include "schema/kube/shape.h"
#include "validate/kinds.h"

void
validate_start(struct validate *v, struct arena *run)
{
	*v = (struct validate){.run = run, .wants.kinds = "", .wants.statuses = ""};
	v->report.arena = &v->doc;
	v->report.write = output_finding;
	v->report.sink = &v->output;
	v->unique.run = run;
	output_start(&v->output, OUTPUT_TEXT, false, &v->doc);
	load_start(&v->load, run);
}

void
validate_add_part(struct validate *v, const char *option)
{
	const char *error = NULL;
	str rest = str_of(option);
	struct path_segment segment;

	while (rest.n > 0 && !str_starts(rest, STR("=")) && !error)
		error = path_next(v->run, &rest, rest.p == option, &segment);
	if (error || rest.p == option || rest.n <= 1)
		die(DIE_CALL, "-p %s: must be PATH=SCHEMA, a path below the root (.a.b) and a file",
		    option);
	v->wants.parts[v->wants.parts_n++] =
	    (struct part){{option, (size_t)(rest.p - option)}, load_alone(&v->load, rest.p + 1)};
}

static void
on_mistake(void *context, struct pos pos, str path, const char *message, bool fatal)
{
	struct validate *v = context;

	(void)fatal;
	report_text(&v->report, pos, path, yaml_in_rule(v->reader), message);
}

/* Returns whether doc is not checked: it is not an object, -i accepts all kinds, and no schema is
   for all documents. */
static bool
is_skipped(struct validate *v, const struct val *doc)
{
	if (!kinds_is_not_object(doc) || v->load.bare.n > 0 ||
	    !load_is_schemaless(&v->load, STR("*")))
		return false;
	if (!v->skip_noted)
		warn_at((struct pos){doc->file, 0, 0},
		    "skipped: a file without apiVersion and kind is not an object");
	v->skip_noted = true;
	return true;
}

/* Follows rest, a path below outer, and checks the value at its end. It removes the value from its
   mapping, so that other schemas do not see it. */
static void
check_part(const struct part *p, struct check *c, const struct place *outer, str rest)
{
	struct arena *a = c->report->arena;
	struct path_segment segment;
	struct place at;

	if (path_next(a, &rest, outer->parent == NULL, &segment))
		return;
	at = (struct place){outer, NULL, segment.key, segment.index};
	if (segment.key.p)
		at.v = val_get(outer->v, segment.key);
	else if (outer->v->kind == VAL_SEQUENCE)
		at.v = val_at(outer->v, segment.index);
	if (at.v && rest.n > 0) {
		check_part(p, c, &at, rest);
	} else if (at.v) {
		value_check(c, p->schema, &at);
		if (segment.key.p)
			val_remove(outer->v, segment.key);
	}
}

static void
check_document(struct validate *v, struct val *doc)
{
	const struct validate_wants *wants = &v->wants;
	struct check c = {.report = &v->report, .doc = doc};
	struct place root = {.v = doc};
	bool status = wants->shape && kinds_is_in_file(doc, wants->statuses);
	size_t i;

	repeated_object(&c, &root, &v->objects);
	kinds_check(&c, &root, wants->kinds);
	repeated_values(&v->unique, &c, &root);
	for (i = 0; i < wants->parts_n; i++)
		check_part(&wants->parts[i], &c, &root, wants->parts[i].path);
	if (status)
		kinds_check_status(&c, &root, &v->objects, v->groups);
	if (is_skipped(v, doc))
		return;
	v->documents++;
	c.shaped = wants->shape && !kinds_is_client(doc) && !status && doc->kind != VAL_NULL;
	if (c.shaped)
		c.metadata = load_metadata(&v->load);
	shape_check(&c, &root, NULL);
	load_check(&v->load, &c, &root);
}

/* Returns the name of a document for JUnit: "Deployment team-a/web". */
static const char *
name_of(struct arena *a, const struct val *doc)
{
	const struct val *metadata = val_get(doc, STR("metadata"));
	str kind = val_get_text(doc, STR("kind")), space = val_get_text(metadata, STR("namespace"));
	struct buf b = {.arena = a};

	if (kind.n == 0)
		return "a document";
	escape_line(&b, kind);
	buf_addc(&b, ' ');
	escape_line(&b, space);
	buf_add(&b, space.n ? STR("/") : STR(""));
	escape_line(&b, val_get_text(metadata, STR("name")));
	return buf_cstr(&b);
}

/* Changes the places of findings about computed values to places in the document's file. */
static void
place_findings(struct validate *v, const struct val *doc)
{
	size_t i;

	for (i = 0; i < v->report.n; i++) {
		struct finding *f = &v->report.findings[i];

		if (f->pos.line == 0 && f->pos.file)
			f->pos = path_pos(&v->doc, doc, str_of(f->path));
	}
}

void
validate_document(struct validate *v, const char *file, struct val *doc)
{
	const char *name;
	uint32_t line;

	if (!doc) {
		v->documents++;
		return;
	}
	name = v->output.format == OUTPUT_JUNIT ? name_of(&v->doc, doc) : "";
	line = doc->line;
	check_document(v, doc);
	place_findings(v, doc);
	report_flush(&v->report);
	output_document(&v->output, file, line, name);
}

static void
check_stream(struct validate *v, struct in *in)
{
	struct yaml_options options = {.report = on_mistake, .context = v};
	struct yaml_in *y = yaml_in_open(&v->input, in, &options);
	struct val *doc;

	v->reader = y;
	for (; (doc = yaml_in_next(y, &v->doc)); arena_reset(&v->doc))
		validate_document(v, in->name, doc);
	report_flush(&v->report);
	arena_reset(&v->doc);
	yaml_in_close(y);
	arena_reset(&v->input);
}

static void
check_records(struct validate *v, struct in *in)
{
	struct kv_in kv = {.in = in};
	struct kv_doc doc;

	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc))
		validate_document(v, in->name, doc.root);
}

void
validate_text(struct validate *v, const char *name, str text, uint32_t line_offset)
{
	struct in in;

	in_text(&in, name, text);
	in.line = line_offset;
	check_stream(v, &in);
}

void
validate_open(struct validate *v, struct in *in, const char *path)
{
	in_open(in, &v->input, path, NULL);
	in->name = arena_str(v->run, str_of(in->name)).p;
	v->files++;
}

static void
check_file(void *validate, const char *path)
{
	struct validate *v = validate;
	struct in in;

	if (strcmp(path, "-") != 0 && access(path, R_OK) != 0) {
		warn_at((struct pos){0}, "cannot open %s:", path);
		v->unreadable = true;
		return;
	}
	validate_open(v, &in, path);
	v->skip_noted = false;
	if (v->records)
		check_records(v, &in);
	else
		check_stream(v, &in);
	in_close(&in);
	output_file(&v->output, in.name);
}

void
validate_operand(struct validate *v, const char *path)
{
	repeated_forget(&v->objects);
	if (v->records)
		check_file(v, path);
	else
		walk_operand(path, check_file, v);
}

int
validate_end(struct validate *v, bool filter, bool empty, bool summary)
{
	bool nothing = v->documents == 0 && v->report.total == 0 && !empty && !v->unreadable;

	if (nothing && filter) {
		report_text(&v->report, (struct pos){"stdin", 0, 0}, STR(""), "empty",
		    "the input has no document; -z accepts this");
		report_flush(&v->report);
		output_file(&v->output, "stdin");
	}
	output_end(&v->output);
	if (nothing && !filter)
		warn_at((struct pos){0}, "nothing was checked: %s",
		    v->files ? "the input has no documents, or only skipped ones"
			     : "no file name ends in .yaml, .yml or .json");
	if (summary)
		warn_at((struct pos){0}, "%zu document%s in %zu file%s, %zu finding%s",
		    v->documents, v->documents == 1 ? "" : "s", v->files, v->files == 1 ? "" : "s",
		    v->output.findings, v->output.findings == 1 ? "" : "s");
	if (v->unreadable)
		return DIE_CALL;
	return nothing || v->report.total ? DIE_INPUT : 0;
}
