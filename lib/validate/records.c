/* Checks records instead of YAML. The checks change a document (schema/check/value.h), so its
   records are written to a buffer before the checks run. */
#include "validate/records.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/path.h"
#include "data/val.h"
#include "validate/validate.h"

static void
open_records(struct validate *v, struct kv_in *kv, struct in *in, const char *path, bool findings)
{
	validate_open(v, in, path);
	*kv = (struct kv_in){.in = in, .options.findings = findings};
}

/* Checks a document. A document that has only notes, and no root, is only counted. */
static void
check(struct validate *v, const struct in *in, const struct kv_doc *doc)
{
	if (doc->root)
		validate_document(v, in->name, doc->root);
	else
		v->documents++;
}

void
records_operand(struct validate *v, const char *path)
{
	struct kv_doc doc;
	struct kv_in kv;
	struct in in;

	repeated_forget(&v->objects);
	open_records(v, &kv, &in, path, false);
	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc))
		check(v, &in, &doc);
	output_file(&v->output, in.name);
	in_close(&in);
}

/* The sink of a document's findings: they become notes. */
struct adding {
	const struct validate *v;
	struct pos start; /* the place of the document's first record */
	struct notes *notes;
};

/* Returns the place of a finding. A missing field has the place of the first record in its mapping.
   If that record comes from another file, a default for example, the author of the request
   cannot change it: the finding is at the start of the document. In parts that only the platform
   writes (-p) it keeps its place. */
static struct pos
place_of(const struct adding *adding, const struct finding *f)
{
	size_t i;

	if (strcmp(f->rule, "missing-field") != 0 || !f->pos.file || !adding->start.file ||
	    strcmp(f->pos.file, adding->start.file) == 0)
		return f->pos;
	for (i = 0; i < adding->v->wants.parts_n; i++)
		if (path_within(str_of(f->path), adding->v->wants.parts[i].path))
			return f->pos;
	return adding->start;
}

/* Adds a finding as a note, unless an earlier stage reported the same value: preset-resolve and
   vip-calc explain a mistake better than a schema does. But a schema explains a field that is
   missing, misspelled or of a wrong type better than a default that refers to it. If the kind is
   unknown, missing fields do not matter. */
static void
add_note(void *sink, const struct finding *f)
{
	struct adding *adding = sink;

	if (strcmp(f->rule, "unknown-kind") == 0 || strcmp(f->rule, "unknown-field") == 0)
		note_drop_missing(adding->notes, ".");
	else if (strcmp(f->rule, "missing-field") == 0 || strcmp(f->rule, "type") == 0)
		note_drop_missing(adding->notes, f->path);
	if (!note_is_about(adding->notes, str_of(f->path), false))
		note_add(adding->notes, NOTE_FINDING, place_of(adding, f), "%s%s%s", f->path,
		    f->path[0] ? ": " : "", f->message);
}

/* Checks a document and writes it with its findings. */
static void
copy_document(struct validate *v, const struct in *in, struct kv_doc *doc)
{
	struct buf records = {.arena = &v->doc};
	struct adding adding = {v, {0}, &doc->notes};
	size_t earlier = doc->notes.findings;

	if (doc->root) {
		adding.start = val_pos(doc->root);
		kv_write(&records, doc->root);
	}
	v->report.write = add_note;
	v->report.sink = &adding;
	check(v, in, doc);
	v->output.findings += doc->notes.findings - earlier;
	note_write(&records, &doc->notes);
	out_write(buf_str(&records));
	out_flush();
}

void
records_filter(struct validate *v, bool keep_going)
{
	struct arena arena = {0};
	struct buf text = {.arena = &arena};
	struct kv_doc doc;
	struct kv_in kv;
	struct in in;
	size_t n = 0;

	open_records(v, &kv, &in, "-", keep_going);
	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc)) {
		if (n++)
			buf_add(keep_going ? out_buf() : &text, STR("---\n"));
		if (keep_going) {
			copy_document(v, &in, &doc);
		} else {
			kv_write_document(&text, &doc);
			check(v, &in, &doc);
		}
	}
	if (keep_going) {
		v->report.write = output_finding;
		v->report.sink = &v->output;
		v->report.total = 0;
	} else {
		output_file(&v->output, in.name);
		if (v->report.total == 0)
			out_write(buf_str(&text));
	}
}

/* Writes the line "# Schema: FILE" and the documents before it. */
static void
write_schema(const char *file, const struct buf *before)
{
	buf_printf(out_buf(), "# Schema: %s\n", file);
	out_write(buf_str(before));
}

void
records_name_schema(struct validate *v)
{
	struct buf before = {.arena = v->run}, *to = &before;
	const char *file = NULL;
	struct kv_doc doc;
	struct kv_in kv;
	struct in in;
	size_t n = 0;

	open_records(v, &kv, &in, "-", true);
	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc)) {
		if (n++)
			buf_add(to, STR("---\n"));
		kv_write_document(to, &doc);
		if (!file && doc.root && (file = load_kind_file(&v->load, doc.root))) {
			write_schema(file, &before);
			to = out_buf();
		}
		if (file)
			out_flush();
	}
	if (!file)
		write_schema("", &before);
}
