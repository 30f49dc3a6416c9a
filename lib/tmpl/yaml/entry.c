/* Writes collections: in flow style, or, for a toYaml alone on its line, as entries or items in the
   place of the line. */
#include "base/buf.h"
#include "base/utf8.h"
#include "data/val.h"
#include "data/yaml_out.h"
#include "tmpl/yaml/settle_state.h"

/* The longest key that readers accept on one line, in bytes; the longest escape of a byte. */
enum { KEY_MAX = 1000, ESCAPED_MAX = 6 };

static bool
is_long_key(struct settle *s, str key)
{
	struct buf b = {.arena = s->arena};

	if (key.n <= KEY_MAX / ESCAPED_MAX)
		return false;
	yaml_out_double(&b, key, false);
	return b.n > KEY_MAX;
}

static bool
has_long_key(struct settle *s, const struct val *tree)
{
	const struct val *v;

	for (v = val_first(tree); v; v = val_next(tree, v))
		if (is_long_key(s, val_key(v)) || has_long_key(s, v))
			return true;
	return false;
}

static bool
is_utf8(const struct val *tree)
{
	const struct val *v;
	str text;

	if (tree->kind == VAL_STRING)
		return utf8_bad(val_text(tree)) == val_text(tree).n;
	for (v = val_first(tree); v; v = val_next(tree, v)) {
		text = val_key(v);
		if (utf8_bad(text) < text.n || !is_utf8(v))
			return false;
	}
	return true;
}

static void
check_utf8(struct settle *s, const struct place *p, const struct val *tree)
{
	if (!is_utf8(tree))
		settle_refuse_hole(s, p->begin, "the value is not UTF-8");
}

void
settle_flow(struct settle *s, const struct place *p, const struct hole *hole)
{
	struct val *tree = hole->value.node;

	if (has_long_key(s, tree))
		settle_refuse_hole(s, p->begin, "a key is longer than %d characters", KEY_MAX);
	check_utf8(s, p, tree);
	if (s->with_tree)
		s->made = val_copy(s->arena, tree);
	json_out(s->out, tree);
	s->done = p->end;
}

/* Inserts text at offset at. */
static void
insert(struct buf *b, size_t at, str text)
{
	buf_need(b, text.n);
	memmove(b->p + at + text.n, b->p + at, b->n - at);
	memcpy(b->p + at, text.p, text.n);
	b->n += text.n;
}

/* Whether the line before byte at of the output ends in the colon of a key. */
static bool
is_below_key(const struct buf *out, size_t at)
{
	size_t i = at;

	if (at < 2 || memcmp(out->p + at - 2, ":\n", 2) != 0)
		return false;
	while (--i > 0 && out->p[i - 1] != '\n')
		if (out->p[i - 1] == '#')
			return false;
	return true;
}

void
settle_empty(struct settle *s, const struct frame *f, size_t around)
{
	struct buf b = {.arena = s->arena};
	str text = f->mapping ? STR(" {}\n") : STR(" []\n");

	if (!f->line) {
		insert(s->out, f->empty_at, str_from(str_sub(text, 0, 3), 1));
	} else if (is_below_key(s->out, f->empty_at)) {
		insert(s->out, f->empty_at - 1, str_sub(text, 0, 3));
	} else {
		buf_pad(&b, ' ', f->indent < around ? around : f->indent);
		buf_add(&b, str_from(text, 1));
		insert(s->out, f->empty_at, buf_str(&b));
	}
}

/* Leaves out the line of an empty collection, except dashes before it and a comment after it. */
static void
leave_out(struct settle *s, size_t end, size_t column)
{
	struct frame *f = s->top;
	size_t n = s->out->n;
	bool line;

	while (n > 0 && s->out->p[n - 1] == ' ')
		n--;
	line = settle_line_ends(s, end) && (n == 0 || s->out->p[n - 1] == '\n');
	s->done = end;
	if (line) {
		s->out->n = n;
		s->done = settle_next_line(s, end);
	}
	if (!f->emptied) {
		f->emptied = true;
		f->line = line;
		f->empty_at = s->out->n;
		f->indent = column;
	}
}

/* Goes on after entries, which end in a line break: a comment gets a line of its own. */
static void
next_line(struct settle *s, size_t end, size_t column)
{
	if (settle_line_ends(s, end))
		end = settle_next_line(s, end);
	settle_behind(s, end, column);
}

/* Writes entries or items; the first begins where the output ends. */
static void
write_lines(
    struct settle *s, const struct place *p, const struct hole *hole, size_t end, size_t column)
{
	const struct val *tree = hole->value.node;

	if (tree->n == 0) {
		s->nothing = true;
		leave_out(s, end, column);
		return;
	}
	check_utf8(s, p, tree);
	settle_tree_entries(s, tree);
	yaml_out_inline(s->out, tree, column);
	next_line(s, end, column);
}

/* A mapping alone on a line in []: the parser reads `HOLE:` there as a mapping of one key. */
static void
flow_entry(struct settle *s, const struct place *p, const struct hole *hole)
{
	if (s->top->start != p->mark->index)
		settle_refuse_hole(
		    s, p->begin, "a mapping among the entries of {}: write it in lines");
	settle_flow(s, p, hole);
	s->done++;
	s->top->due = true;
	s->top->entry = *p->mark;
	s->with_tree = false;
}

static void
mapping(struct settle *s, const struct place *p, const struct hole *hole)
{
	struct frame *f = s->top;
	const struct val *tree = hole->value.node, *v;

	if (f->flow) {
		flow_entry(s, p, hole);
		return;
	}
	if (f->before != BEFORE_OTHER && tree->n > 0)
		settle_refuse_hole(s, p->begin,
		    f->before == BEFORE_LIST
			? "a mapping where only a list can be: behind a list"
			: "a mapping where only a list can be: directly below a "
			  "key without a value; indent it deeper than the key");
	write_lines(s, p, hole, p->end + 1, p->mark->column);
	for (v = val_first(tree); v; v = val_next(tree, v))
		settle_key(s, val_key(v), p->mark->line, true);
	f->due = true;
	f->entry = *p->mark;
}

void
settle_entry(struct settle *s, const struct place *p, const struct hole *hole)
{
	if (hole->value.kind == VALUE_LIST)
		write_lines(s, p, hole, p->end, p->mark->column - 2);
	else
		mapping(s, p, hole);
}
