/* Writes a change as text for people or as JSON for programs. */
#include "diff/show.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "data/json_out.h"
#include "data/path.h"
#include "data/val.h"
#include "diff/diff.h"
#include "diff/pair.h"
#include "diff/rules.h"

/* A value of up to SHOW_WHOLE bytes of JSON is shown whole. Of a longer one, SHOW_PART bytes are
   shown; they begin up to SHOW_BEFORE bytes before the first difference. */
enum { SHOW_WHOLE = 120, SHOW_PART = 100, SHOW_BEFORE = 30 };

static str
json_of(struct arena *a, const struct val *v)
{
	struct buf b = {.arena = a};

	if (v)
		json_out(&b, v, JSON_YAML);
	return buf_str(&b);
}

/* Returns the offset of the character that byte i belongs to. */
static size_t
character_at(str s, size_t i)
{
	while (i > 0 && i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80)
		i--;
	return i;
}

/* Adds a value. A long value is cut around byte differs, where old and new begin to differ. */
static void
add_value(struct buf *b, str json, size_t differs)
{
	size_t from, end;

	if (json.n <= SHOW_WHOLE) {
		buf_add(b, json);
		return;
	}
	from = character_at(json, differs > SHOW_BEFORE ? differs - SHOW_BEFORE : 0);
	end = character_at(json, from + SHOW_PART);
	if (from > 0)
		buf_add(b, STR("…"));
	buf_add(b, str_from(str_sub(json, 0, end), from));
	if (end < json.n)
		buf_add(b, STR("…"));
}

static void
add_values(struct buf *b, const struct change *c)
{
	str old = json_of(b->arena, c->old), new = json_of(b->arena, c->new);
	size_t differs = 0;

	if (c->old && c->new)
		while (differs < old.n && differs < new.n &&old.p[differs] == new.p[differs])
			differs++;
	if (c->old)
		add_value(b, old, differs);
	if (c->old && c->new)
		buf_add(b, STR(" → "));
	if (c->new)
		add_value(b, new, differs);
}

static void
add_path(struct buf *b, const struct change *c)
{
	struct buf path = {.arena = b->arena};
	size_t i;

	for (i = 0; i < c->steps; i++) {
		const struct step *step = &c->step[i];

		if (step->kind == STEP_MEMBER)
			path_key(&path, step->key);
		else if (step->kind == STEP_ITEM)
			path_index(&path, step->index);
		else
			path_item(&path, step->key);
	}
	buf_add(b, path.n ? buf_str(&path) : STR("."));
}

/* Returns whether s needs no quotes in a title. A blank in it would look like the next part. */
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
	const str part[] = {o->api_version, o->kind, o->namespace, o->name},
		  after[] = {STR(" "), STR(" "), STR("/"), STR("")};
	size_t i;

	if (!o->identified) {
		buf_printf(b, "document %zu", o->number);
		return;
	}
	for (i = 0; i < sizeof part / sizeof *part; i++) {
		if (is_bare(part[i]))
			buf_add(b, part[i]);
		else
			escape_quoted(b, part[i], ESCAPE_YAML);
		if (part[i].n > 0)
			buf_add(b, after[i]);
	}
	if (o->number > 1)
		buf_printf(b, ", number %zu", o->number);
}

/* Adds a rule's text, joined to one line. */
static void
add_words(struct buf *b, str label, str text)
{
	str line;

	buf_add(b, label);
	for (text = str_trim(text); text.n > 0;) {
		line = str_trim(str_split(&text, '\n'));
		buf_add(b, line);
		if (text.n > 0)
			buf_addc(b, ' ');
	}
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
	if (!whole)
		buf_add(&line, STR("  "));
	if (c->rule)
		buf_add(&line, STR("! "));
	buf_add(&line, !c->old ? STR("+ ") : !c->new ? STR("- ") : STR("~ "));
	if (whole) {
		add_title(&line, c->object);
	} else {
		add_path(&line, c);
		buf_add(&line, STR(": "));
		add_values(&line, c);
	}
	end_line(b, &line);
	if (!c->rule)
		return;
	add_words(&line, STR("      reason: "), c->rule->reason);
	end_line(b, &line);
	add_words(&line, STR("      instead: "), c->rule->instead);
	end_line(b, &line);
}

static void
put_text(struct arena *a, struct val *to, const char *key, str text)
{
	val_add(a, to, str_of(key), val_string(a, text));
}

/* Adds a copy of v that shares its members, unless v is NULL. */
static void
put_value(struct arena *a, struct val *to, const char *key, const struct val *v)
{
	struct val *copy = val_new(a, VAL_NULL);

	if (!v)
		return;
	val_become(copy, v);
	val_add(a, to, str_of(key), copy);
}

static struct val *
object_tree(struct arena *a, const struct object *o)
{
	struct val *v = val_new(a, VAL_MAPPING);

	if (o->identified) {
		put_text(a, v, "apiVersion", o->api_version);
		put_text(a, v, "kind", o->kind);
		put_text(a, v, "namespace", o->namespace);
		put_text(a, v, "name", o->name);
	}
	val_add(a, v, STR("number"), val_int(a, (int64_t)o->number));
	return v;
}

/* Returns the path for jq's getpath. */
static struct val *
jq_tree(struct arena *a, const struct change *c)
{
	struct val *v = val_new(a, VAL_SEQUENCE);
	const struct step *step;
	size_t i;

	for (i = 0; i < c->steps; i++) {
		step = &c->step[i];
		val_push(v,
		    step->kind == STEP_MEMBER ? val_string(a, step->key)
					      : val_int(a, (int64_t)step->index));
	}
	return v;
}

void
show_json(struct buf *b, const struct change *c)
{
	struct arena *a = b->arena;
	struct buf line = {.arena = a}, path = {.arena = a};
	struct val *root = val_new(a, VAL_MAPPING);

	val_add(a, root, STR("object"), object_tree(a, c->object));
	put_text(a, root, "change",
	    !c->old       ? STR("added")
		: !c->new ? STR("removed")
			  : STR("changed"));
	add_path(&path, c);
	put_text(a, root, "path", buf_str(&path));
	val_add(a, root, STR("jq"), jq_tree(a, c));
	put_value(a, root, "old", c->old);
	put_value(a, root, "new", c->new);
	if (c->rule) {
		put_text(a, root, "reason", c->rule->reason);
		put_text(a, root, "instead", c->rule->instead);
	}
	json_out(&line, root, JSON_YAML);
	end_line(b, &line);
}
