/* Writes the entries or items of a collection whose toYaml is alone on its line. */
#include "base/buf.h"
#include "data/json_out.h"
#include "data/yaml_out.h"
#include "tmpl/yaml/settle_state.h"

/* Leaves out an empty collection, and its line if nothing else is on it. The first one in a
   collection without other members becomes {} or []. */
static void
leave_out(struct settle *s, const struct val *tree, size_t column)
{
	struct frame *f = s->top;
	size_t n = settle_text_end(s->out), around = f - 1 == s->frame ? 0 : f[-1].col + 1;
	bool line;

	line = settle_line_ends(s, s->done) && (n == 0 || s->out->p[n - 1] == '\n');
	if (line) {
		s->out->n = n;
		s->done = settle_next_line(s, s->done);
	}
	if (f->any || f->empty_n > 0)
		return;
	f->empty_at = s->out->n;
	if (line)
		buf_pad(s->out, ' ', column > around ? column : around);
	buf_add(s->out, tree->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	if (line)
		buf_addc(s->out, '\n');
	f->empty_n = s->out->n - f->empty_at;
}

/* Writes entries or items, each with a line break. The first begins at the output's end. A comment
   after them gets a line of its own. */
static void
write_lines(struct settle *s, const struct place *p, const struct val *tree, size_t column)
{
	struct val *v;

	if (tree->n == 0) {
		leave_out(s, tree, column);
		return;
	}
	settle_any(s);
	for (v = val_first(tree); v; v = val_next(tree, v)) {
		const struct val *copy = s->flags & SETTLE_TREE ? val_copy(s->arena, v) : v;

		if (tree->kind == VAL_SEQUENCE)
			settle_item(s, copy);
		else
			settle_member(s, val_key(v), copy, p->begin, true);
	}
	yaml_out_inline(s->out, tree, column);
	settle_behind(
	    s, settle_line_ends(s, s->done) ? settle_next_line(s, s->done) : s->done, column);
}

/* Skips the value of the key `HOLE:`. Refuses a value that is not empty. */
static void
skip_value(struct settle *s, const struct place *p)
{
	const struct plan_event *e = s->event;

	if (e == s->last)
		return;
	s->event++;
	if (e->type != YAML_SCALAR_EVENT || e->begin != e->end)
		settle_refuse(s, p->hole, "the mapping of toYaml has a value of its own below");
}

static void
mapping(struct settle *s, const struct place *p, const struct val *tree)
{
	struct frame *f = s->top;

	s->done++; /* the colon */
	if (!f->flow) {
		if (f->list_place && tree->n > 0)
			settle_refuse(s, p->hole,
			    "a mapping where only a list can be: indent it deeper than the key");
		write_lines(s, p, tree, p->col);
		f->list_place = false;
	} else if (f->start == p->begin) {
		/* In [] the parser reads `HOLE:` alone on a line as a mapping with one key. */
		json_out(s->out, tree, JSON_YAML);
		s->partial = true;
	} else {
		settle_refuse(s, p->hole, "a mapping among the entries of {}: write it in lines");
	}
	skip_value(s, p);
}

void
settle_entry(struct settle *s, const struct place *p)
{
	const struct val *tree = settle_hole(s, p->first)->value.node;

	if (tree->kind == VAL_MAPPING)
		mapping(s, p, tree);
	else
		write_lines(s, p, tree, p->col - 2);
}
