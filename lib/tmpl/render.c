/* Renders template files with one document after the other. The outputs of a document are complete
   in memory before any of them is written, as one YAML stream. Its documents are found line by
   line: a line that begins with --- or ... ends a document wherever it is (YAML 1.2, §9.1.2). */
#include "tmpl/render.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "tmpl/formats/formats.h"

void
render_init(struct render *r, size_t max)
{
	*r = (struct render){0};
	r->files = arena_array(&r->run, max, sizeof *r->files);
	r->values = arena_array(&r->run, max, sizeof *r->values);
	/* One fault for each file, one for the prefix, one for the values. */
	r->faults = arena_array(&r->run, max + 2, sizeof *r->faults);
	parse_set(&r->set, &r->run, NULL);
	r->notes = (struct map){.arena = &r->run, .key = map_text};
	r->exec = (struct exec){
	    .set = &r->set, .doc = &r->doc, .scratch = &r->scratch, .regexes = &r->regexes};
}

/* Returns the path of a template below the last directory named configure, or the file's name,
   without .tmpl. */
static str
source_name(const char *path)
{
	str whole = str_of(path), name = str_from(whole, str_after_last(whole, '/'));
	str folder = STR("configure/");
	size_t i;

	for (i = 0; i < whole.n; i++)
		if ((i == 0 || whole.p[i - 1] == '/') && str_starts(str_from(whole, i), folder))
			name = str_from(whole, i + folder.n);
	return name.n > 5 && str_ends(name, STR(".tmpl")) ? str_sub(name, 0, name.n - 5) : name;
}

void
render_add(struct render *r, const char *path, bool define)
{
	str name = str_of(path);
	struct tmpl *t;
	struct in in;
	str text;

	if (strcmp(path, "-") == 0)
		die(DIE_CALL,
		    "-: standard input contains the documents; a template must be a file");
	in_open(&in, &r->run, path, NULL);
	text = in_all(&in, &r->run);
	in_close(&in);
	t = parse_file(&r->set, in.name, text);
	r->faulty = r->faulty || !t;
	if (!define && !str_starts(str_from(name, str_after_last(name, '/')), STR("_")))
		r->files[r->files_n++] =
		    (struct render_file){.source = source_name(path), .tmpl = t};
}

void
render_set(struct render *r, const char *argument)
{
	str text = str_of(argument), rest = str_from(text, str_starts(text, STR(".=")) ? 1 : 0);
	struct path_segment segment;
	const char *error = NULL;
	struct val *v = NULL;

	while (!error && rest.n > 0 && rest.p[0] != '=')
		error = path_next(&r->run, &rest, rest.n == text.n, &segment);
	if (!error && rest.n == 0)
		error = "expected PATH=JSON";
	if (!error)
		v = json_read(&r->run, str_from(rest, 1), &error);
	if (!v)
		die(DIE_CALL, "-D %s: %s", escape_show(&r->run, text), error);
	val_set_pos(v, (struct pos){"-D", 0, 0});
	r->values[r->values_n++] =
	    (struct render_value){argument, str_sub(text, 0, text.n - rest.n), v};
}

/* Returns the number of parts of a relative path. Returns 0 if the path needs an escape, or if
   a part is empty, . or .., or begins or ends in a blank. */
static size_t
count_parts(struct arena *a, str path)
{
	str rest = path, part;
	size_t n = 0;

	if (!str_is(path, escape_name(a, path)) || str_ends(path, STR("/")))
		return 0;
	do {
		part = str_split(&rest, '/');
		if (part.n == 0 || str_is(part, ".") || str_is(part, "..") ||
		    !str_eq(str_trim(part), part))
			return 0;
		n++;
	} while (rest.n > 0);
	return n;
}

void
render_prefix(struct render *r, const char *prefix)
{
	str text = str_of(prefix);

	r->prefix_parts = count_parts(&r->run, text);
	if (r->prefix_parts == 0)
		die(DIE_CALL, "-p %s: expected a relative path without empty parts and ..",
		    escape_show(&r->run, text));
	parse_set(&r->prefix_set, &r->run, &r->set);
	r->prefix = parse_file(&r->prefix_set, "-p", text);
	r->faulty = r->faulty || !r->prefix;
}

/* Sets the values in the document. */
static void
prepare(void *context)
{
	struct render *r = context;
	struct render_value *v, *end = r->values + r->values_n;
	struct val *root = r->exec.root;

	for (v = r->values; v < end; v++)
		if (!path_put(&r->doc, root, v->path, val_copy(&r->doc, v->value)))
			die_at(val_pos(root),
			    "-D %s: the path leads through a value that is not a mapping",
			    escape_show(&r->doc, str_of(v->argument)));
}

/* Renders the prefix, in text mode, into the group's name. If the name has as many parts as the
   prefix, each value is within one part. */
static void
name_group(void *context)
{
	struct render *r = context;
	struct buf group = {.arena = &r->doc};
	str name;

	if (!r->prefix)
		return;
	r->exec.set = &r->prefix_set;
	exec_run(&r->exec, r->prefix, &group);
	name = buf_str(&group);
	if (count_parts(&r->doc, name) != r->prefix_parts ||
	    str_find(name, STR("<no value>")) < name.n)
		die_at(val_pos(r->exec.root),
		    "-p renders %s; expected values that are not null, not empty and not .., "
		    "without /, line breaks, and blanks at the ends",
		    escape_show(&r->doc, name));
	r->group = name;
}

static void
render_file(void *context)
{
	struct render *r = context;
	struct buf text = {.arena = &r->doc};
	bool any = exec_run(&r->exec, r->file->tmpl, &text);

	if (any && r->set.yaml && text.p[text.n - 1] != '\n')
		buf_addc(&text, '\n');
	/* The next file's output begins where this one ends. */
	arena_grow(text.arena, text.p, text.cap, text.n);
	r->file->text = any ? buf_str(&text) : STR("");
}

/* Runs a step. If it dies, adds its message, with the excerpt of the line, to the faults and
   returns false. A step may change the set of exec. */
static bool
attempt(struct render *r, void (*step)(void *r))
{
	struct buf message = {.arena = &r->doc};
	bool good = end_try(step, r, &message);

	r->exec.set = &r->set;
	if (!good)
		r->faults[r->faults_n++] = buf_str(&message);
	return good;
}

static void
render_files(struct render *r)
{
	const struct render_file *end = r->files + r->files_n;

	if (!attempt(r, prepare))
		return;
	attempt(r, name_group);
	for (r->file = r->files; r->file < end && (r->keep || r->faults_n == 0); r->file++)
		attempt(r, render_file);
}

/* Renders every file with a document into files[].text and collects the notes. Returns false if
   there are findings or mistakes: then the outputs must not be used. */
static bool
render_document(struct render *r, struct kv_doc *doc)
{
	/* The request's records come first, so the root's position is in its file. */
	const char *file = doc->root ? val_pos(doc->root).file : NULL;
	const struct note *note;
	size_t i;

	exec_start(&r->exec, doc->root, &doc->notes);
	r->group = STR(".");
	r->faults_n = 0;
	if (doc->root)
		render_files(r);
	for (note = doc->notes.first; note; note = note->next)
		note_collect(&r->notes, note->kind, note->text, file);
	if (doc->notes.findings > 0)
		return false;
	/* A value with a finding may cause mistakes: report mistakes only without findings. */
	for (i = 0; i < r->faults_n; i++)
		note_collect(&r->notes, NOTE_FINDING, r->faults[i], file);
	return r->faults_n == 0;
}

/* Returns the text after its leading comments and empty lines. */
static str
content(str text)
{
	str rest = text, line;

	for (;; text = rest) {
		line = str_trim(str_split(&rest, '\n'));
		if (text.n == 0 || (line.n > 0 && line.p[0] != '#'))
			return text;
	}
}

/* Prints the separator between the earlier outputs and text, so that no empty document appears
   between them. If text has directives, or comments before its own ---, "..." ends the earlier
   document. Returns the rest of text to print. */
static str
separated(str text)
{
	str from = content(text);
	bool marked = yaml_is_marker(from, '-');

	if (marked && str_trim(str_sub(text, 0, text.n - from.n)).n == 0)
		return from;
	out_write(marked || str_starts(from, STR("%")) ? STR("...\n") : STR("---\n"));
	return text;
}

/* Takes the next document from *rest, up to the next line --- or ..., and skips this marker, the
   blanks and the line break after it. */
static str
cut_document(str *rest)
{
	str text = *rest;

	for (; rest->n > 0; str_split(rest, '\n'))
		if (yaml_is_marker(*rest, '-') || str_starts(*rest, STR("..."))) {
			text.n -= rest->n;
			*rest = str_from(*rest, str_span(*rest, 3, " \t\r"));
			*rest = str_from(*rest, str_starts(*rest, STR("\n")));
			break;
		}
	return text;
}

/* Prints the documents of a text. A document with only comments is printed with the next one. */
static void
write_documents(struct render *r, const struct render_file *f, str rest)
{
	str text, comments = {0};

	while (rest.n > 0) {
		text = cut_document(&rest);
		if (content(text).n == 0) {
			comments = str_trim(text).n > 0 ? text : comments;
		} else if (str_starts(content(text), STR("%"))) {
			out_write(r->wrote ? STR("...\n") : STR(""));
			out_write(text);
		} else {
			out_write(STR("---\n# Source: "));
			out_write(r->prefix ? r->group : STR(""));
			out_write(r->prefix ? STR("/") : STR(""));
			out_write(f->source);
			out_write(STR("\n"));
			out_write(comments);
			out_write(text);
			comments = (str){0};
			r->wrote = true;
		}
	}
}

/* Prints the outputs of a document. */
static void
print_files(struct render *r)
{
	struct render_file *f, *end = r->files + r->files_n;
	str text, bom = STR("\xEF\xBB\xBF");

	for (f = r->files; r->exec.root && f < end; f++) {
		text = f->text;
		if (text.n == 0)
			continue;
		/* Only the start of a stream may have a byte order mark. */
		if ((r->sources || r->wrote) && str_starts(text, bom))
			text = str_from(text, bom.n);
		if (r->sources)
			write_documents(r, f, text);
		else
			out_write(r->wrote ? separated(text) : text);
		r->wrote = r->set.yaml;
	}
}

bool
render_run(struct render *r)
{
	bool good = true;
	struct kv_doc doc;
	struct in in;
	struct kv_in kv = {.in = &in, .options.findings = r->keep};

	in_open(&in, &r->run, "-", NULL);
	for (; kv_next(&kv, &r->doc, &doc); arena_reset(&r->doc)) {
		if (render_document(r, &doc))
			print_files(r);
		else
			good = false;
		if (!good && !r->keep)
			break;
		if (r->sources) {
			out_write(STR("# End: "));
			out_write(r->group);
			out_write(STR("\n"));
		}
	}
	note_say_all(&r->notes);
	return good;
}
