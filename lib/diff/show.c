/* Writes a change as text for people or as JSON for programs. */
#include "diff/show.h"

#include "base/buf.h"
#include "base/escape.h"
#include "data/json_out.h"
#include "data/path.h"
#include "data/val.h"
#include "diff/diff.h"

/* A value of up to SHOW_WHOLE bytes of JSON is shown whole. Of a longer one, SHOW_PART bytes are
   shown; they begin up to SHOW_BEFORE bytes before the first difference. */
enum { SHOW_WHOLE = 120, SHOW_PART = 100, SHOW_BEFORE = 30 };

/* Adds a value. A long value is cut around byte `differs`, the first difference. */
static void
add_value(struct buf *b, str json, size_t differs)
{
	size_t from = differs > SHOW_BEFORE ? differs - SHOW_BEFORE : 0;

	if (json.n <= SHOW_WHOLE) {
		buf_add(b, json);
		return;
	}
	while (from > 0 && ((unsigned char)json.p[from] & 0xc0) == 0x80)
		from--;
	if (from > 0)
		buf_add(b, STR("…"));
	buf_add(b, escape_cut(b->arena, str_from(json, from), SHOW_PART));
}

static void
add_values(struct buf *b, const struct change *c)
{
	str before = str_of(c->old ? json_text(b->arena, c->old, JSON_YAML) : NULL),
	    after = str_of(c->new ? json_text(b->arena, c->new, JSON_YAML) : NULL);
	size_t differs = 0;

	while (differs < before.n && differs < after.n && before.p[differs] == after.p[differs])
		differs++;
	if (c->old)
		add_value(b, before, differs);
	if (c->old && c->new)
		buf_add(b, STR(" → "));
	if (c->new)
		add_value(b, after, differs);
}

static str
path_of(struct arena *a, const struct change *c)
{
	struct buf path = {.arena = a};
	size_t i;

	for (i = 0; i < c->steps; i++)
		path_add(&path, &c->step[i]);
	return path.n ? buf_str(&path) : STR(".");
}

/* Returns whether s needs no quotes in a title, where a blank or a comma ends a part. */
static bool
is_bare(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7f || s.p[i] == '"' || s.p[i] == ',')
			return false;
	return true;
}

static void
add_title(struct buf *b, const struct object *o)
{
	static const char *const after[OBJECT_PARTS] = {" ", " ", "/", ""};
	size_t i;

	if (!o->identified) {
		buf_printf(b, "document %zu", o->number);
		return;
	}
	for (i = 0; i < OBJECT_PARTS; i++) {
		if (is_bare(o->part[i]))
			buf_add(b, o->part[i]);
		else
			escape_quoted(b, o->part[i], ESCAPE_YAML);
		if (o->part[i].n > 0)
			buf_add(b, str_of(after[i]));
	}
	if (o->number > 1)
		buf_printf(b, ", number %zu", o->number);
}

static void
end_line(struct buf *b, struct buf *line)
{
	escape_line(b, buf_str(line));
	buf_addc(b, '\n');
	line->n = 0;
}

void
show_text(struct buf *b, const struct change *c, const struct object *last)
{
	struct buf line = {.arena = b->arena};
	bool whole = c->steps == 0 && !(c->old && c->new);

	if (!whole && c->object != last) {
		add_title(&line, c->object);
		end_line(b, &line);
	}
	buf_printf(&line, "%s%s%c ", whole ? "" : "  ", c->rule ? "! " : "",
	    !c->old       ? '+'
		: !c->new ? '-'
			  : '~');
	if (whole) {
		add_title(&line, c->object);
	} else {
		buf_add(&line, path_of(b->arena, c));
		buf_add(&line, STR(": "));
		add_values(&line, c);
	}
	end_line(b, &line);
	if (c->rule)
		buf_printf(b, "      reason: %s\n      instead: %s\n",
		    escape_name(b->arena, str_trim(c->rule->reason)),
		    escape_name(b->arena, str_trim(c->rule->instead)));
}

static struct val *
object_of(struct arena *a, const struct object *o)
{
	struct val *object = val_new(a, VAL_MAPPING);
	size_t i;

	for (i = 0; i < OBJECT_PARTS && o->identified; i++)
		val_add(a, object, str_of(object_part[i]), val_string(a, o->part[i]));
	val_add(a, object, STR("number"), val_int(a, (int64_t)o->number));
	return object;
}

/* Returns the path for jq's getpath. */
static struct val *
jq_path(struct arena *a, const struct change *c)
{
	struct val *path = val_new(a, VAL_SEQUENCE);
	size_t i;

	for (i = 0; i < c->steps; i++)
		val_push(path,
		    c->step[i].fit == PATH_FITS_ONE && c->step[i].key.p
			? val_string(a, c->step[i].key)
			: val_int(a, (int64_t)c->step[i].index));
	return path;
}

void
show_json(struct buf *b, const struct change *c)
{
	struct arena *a = b->arena;
	struct buf line = {.arena = a};
	struct val *all = val_new(a, VAL_MAPPING);
	const char *what = !c->old ? "added" : !c->new ? "removed" : "changed";

	val_add(a, all, STR("object"), object_of(a, c->object));
	val_add(a, all, STR("change"), val_string(a, str_of(what)));
	val_add(a, all, STR("path"), val_string(a, path_of(a, c)));
	val_add(a, all, STR("jq"), jq_path(a, c));
	if (c->old)
		val_add(a, all, STR("old"), val_copy(a, c->old));
	if (c->new)
		val_add(a, all, STR("new"), val_copy(a, c->new));
	if (c->rule) {
		val_add(a, all, STR("reason"), val_string(a, c->rule->reason));
		val_add(a, all, STR("instead"), val_string(a, c->rule->instead));
	}
	json_out(&line, all, JSON_YAML);
	end_line(b, &line);
}
