/* Renders template files with one document after the other. The outputs of a document are
   complete in memory before any of them is written. */
#include "tmpl/render.h"

#include <string.h>

#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/go/go_json_parse.h"

/* The message of a mistake that ended a template, with the excerpt of the line. */
struct fault {
	struct fault *next;
	str text;
};

struct faults {
	struct fault *first, **end;
};

void
render_init(struct render *r, size_t max)
{
	*r = (struct render){0};
	r->files = arena_array(&r->run, max, sizeof *r->files);
	r->values = arena_array(&r->run, max, sizeof *r->values);
	parse_set(&r->set, &r->run, NULL);
	ledger_start(&r->ledger, &r->run);
	r->exec = (struct exec){.set = &r->set,
	    .doc = &r->doc,
	    .scratch = &r->scratch,
	    .regexes = &r->regexes,
	    .yaml = true};
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Returns the path of a template below the last directory named configure, or the file's name,
   without .tmpl. */
static str
source_name(const char *path)
{
	str whole = str_of(path), name = str_of(base_name(path)), folder = STR("configure/");
	size_t i;

	for (i = 0; i < whole.n; i++)
		if ((i == 0 || whole.p[i - 1] == '/') && str_starts(str_from(whole, i), folder))
			name = str_from(whole, i + folder.n);
	return name.n > 5 && str_ends(name, STR(".tmpl")) ? str_sub(name, 0, name.n - 5) : name;
}

struct tmpl *
render_load(struct render *r, const char *path)
{
	struct tmpl *t;
	struct in in;
	str text;

	if (strcmp(path, "-") == 0)
		die(DIE_CALL,
		    "-: standard input contains the documents; a template must be a file");
	in_open(&in, &r->run, path, NULL);
	text = in_all(&in, &r->run);
	in_close(&in);
	r->set.yaml = r->exec.yaml;
	t = parse_file(&r->set, in.name, text);
	r->faulty = r->faulty || !t;
	return t;
}

void
render_check(const struct render *r)
{
	if (r->faulty)
		end_input();
}

void
render_add(struct render *r, const char *path)
{
	struct tmpl *t = render_load(r, path);

	if (base_name(path)[0] != '_')
		r->files[r->files_n++] =
		    (struct render_file){.source = source_name(path), .tmpl = t};
}

/* Returns the end of the path in PATH=JSON: the first = outside of a quoted key. */
static size_t
path_end(str s)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n && (quoted || s.p[i] != '='); i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (quoted && s.p[i] == '\\')
			i++;
	}
	return i < s.n ? i : s.n;
}

void
render_set(struct render *r, const char *argument)
{
	str text = str_of(argument), path = str_sub(text, 0, path_end(text));
	const char *error = NULL;
	struct val *v;

	if (path.n == text.n)
		die(DIE_CALL, "-D %s: expected PATH=JSON", escape_show(&r->run, text));
	/* Dies if the path is malformed. */
	path_find(&r->run, NULL, path);
	if (!(v = go_json_parse(&r->run, str_from(text, path.n + 1), &error)))
		die(DIE_CALL, "-D %s: %s", escape_show(&r->run, text), error);
	val_set_pos(v, (struct pos){"-D", 0, 0});
	r->values[r->values_n++] = (struct render_value){argument, path, v};
}

/* Returns whether text is a single part of a path, on one line. */
static bool
is_element(str text)
{
	struct arena a = {0};
	struct buf safe = {.arena = &a};
	bool good;

	escape_line(&safe, text);
	good = text.n > 0 && !str_is(text, ".") && !str_is(text, "..") &&
	    str_find(text, STR("/")) == text.n && str_eq(buf_str(&safe), text) &&
	    str_eq(str_trim(text), text);
	arena_free(&a);
	return good;
}

static void
put_values(struct render *r, struct val *root)
{
	struct render_value *v, *end = r->values + r->values_n;

	for (v = r->values; v < end; v++)
		if (!path_put(&r->doc, root, v->path, val_copy(&r->doc, v->value)))
			die_at(val_pos(root),
			    "-D %s: the path leads through a value that is not a mapping",
			    escape_show(&r->doc, str_of(v->argument)));
}

void
render_prefix(struct render *r, const char *prefix)
{
	str rest = str_of(prefix), text;
	struct render_element *e, **end = &r->prefix;
	size_t from = 0, i;
	bool action = false;

	for (i = 0; i <= rest.n; i++) {
		action = (action || str_starts(str_from(rest, i), STR("{{"))) &&
		    !str_starts(str_from(rest, i), STR("}}"));
		if (i < rest.n && (action || rest.p[i] != '/'))
			continue;
		text = arena_str(&r->run, str_sub(rest, from, i - from));
		if (!is_element(text))
			die(DIE_CALL, "-p %s: expected a relative path without empty parts and ..",
			    escape_show(&r->run, rest));
		*end = e = arena_alloc(&r->run, sizeof *e);
		end = &e->next;
		e->text = text;
		parse_set(&e->set, &r->run, &r->set);
		e->tmpl = parse_file(&e->set, "-p", text);
		r->faulty = r->faulty || !e->tmpl;
		from = i + 1;
	}
}

/* What the steps of rendering a document need; file is the template to render. */
struct job {
	struct render *r;
	struct val *root;
	struct render_file *file;
};

static void
prepare(void *context)
{
	struct job *job = context;

	put_values(job->r, job->root);
	exec_start(&job->r->exec, job->root);
}

/* Renders the parts of the prefix, in text mode, into the group's name. */
static void
name_group(void *context)
{
	struct job *job = context;
	struct render *r = job->r;
	struct buf group = {.arena = &r->doc}, part;
	const struct render_element *e;
	bool yaml = r->exec.yaml;

	r->exec.yaml = false;
	for (e = r->prefix; e; e = e->next) {
		part = (struct buf){.arena = &r->doc};
		exec_run(&r->exec, e->tmpl, &part);
		if (!is_element(buf_str(&part)))
			die_at(val_pos(job->root),
			    "-p: %s renders %s; expected one part of a path: not empty, no /, "
			    "not ..",
			    e->text.p, escape_show(&r->doc, buf_str(&part)));
		buf_add(&group, group.n ? STR("/") : STR(""));
		buf_add(&group, buf_str(&part));
	}
	r->exec.yaml = yaml;
	if (r->prefix)
		r->group = buf_str(&group);
}

static void
render_file(void *context)
{
	struct job *job = context;
	struct render_file *f = job->file;
	struct buf *text = &f->text;

	f->any = exec_run(&job->r->exec, f->tmpl, text);
	if (f->any && job->r->exec.yaml && text->p[text->n - 1] != '\n')
		buf_addc(text, '\n');
	/* The next output begins where this one ends. */
	arena_grow(text->arena, text->p, text->cap, text->n);
	text->cap = text->n;
}

/* Runs a step. If it dies, adds its message to the document's faults and returns false. A step
   changes the set and the mode for some time, so they are restored; exec_run sets the rest. */
static bool
attempt(struct job *job, void (*step)(void *job), struct faults *faults)
{
	struct exec *x = &job->r->exec;
	struct tmpl_set *set = x->set;
	bool yaml = x->yaml;
	struct buf message = {.arena = x->doc};
	struct fault *fault;

	if (end_try(step, job, &message))
		return true;
	x->set = set;
	x->yaml = yaml;
	fault = arena_alloc(x->doc, sizeof *fault);
	fault->text = buf_str(&message);
	*faults->end = fault;
	faults->end = &fault->next;
	return false;
}

static void
render_files(struct render *r, struct val *root, struct faults *faults)
{
	struct job job = {.r = r, .root = root};
	struct render_file *end = r->files + r->files_n;

	if (!attempt(&job, prepare, faults))
		return;
	if (!attempt(&job, name_group, faults) && !r->keep)
		return;
	for (job.file = r->files; job.file < end; job.file++) {
		job.file->text = (struct buf){.arena = &r->doc};
		job.file->any = false;
		if (!attempt(&job, render_file, faults) && !r->keep)
			return;
	}
}

bool
render_document(struct render *r, struct kv_doc *doc)
{
	struct faults faults = {.end = &faults.first};
	const struct fault *fault;
	/* The request's records come first, so the root's position is in its file. */
	const char *file = doc->root ? val_pos(doc->root).file : NULL;

	r->exec.notes = &doc->notes;
	r->group = STR(".");
	if (doc->root)
		render_files(r, doc->root, &faults);
	ledger_notes(&r->ledger, &doc->notes, file);
	if (doc->notes.findings > 0)
		return false;
	/* A value with a finding may cause mistakes: report these only without findings. */
	for (fault = faults.first; fault; fault = fault->next)
		ledger_add(&r->ledger, NOTE_FINDING, fault->text, file);
	return !faults.first;
}
