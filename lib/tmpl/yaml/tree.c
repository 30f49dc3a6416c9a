/* Builds the tree of the document while it is settled, so that fromYaml need not parse the output
   again. It gives up at anchors, tags, merge keys, keys that are not strings, duplicate keys and a
   second document; then fromYaml parses the output. */
#include "base/arena.h"
#include "data/scalar.h"
#include "data/val.h"
#include "tmpl/yaml/settle_state.h"

static void
give_up(struct settle *s)
{
	s->with_tree = false;
}

static void
put(struct settle *s, struct val *v)
{
	struct frame *f = s->top;

	if (f == s->frame && !s->tree)
		s->tree = v;
	else if (f == s->frame || (f->mapping && val_add(s->arena, f->v, f->key, v)))
		give_up(s);
	else if (!f->mapping)
		val_push(f->v, v);
}

/* Returns a scalar without holes, or NULL if its type needs a reader. */
static struct val *
typed(struct settle *s, const yaml_event_t *e)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	enum val_kind kind = VAL_STRING;

	text = arena_str(s->arena, text);
	if (e->data.scalar.plain_implicit && !scalar_is_string(text) &&
	    scalar_plain(s->arena, text, &kind, &text))
		return NULL;
	return val_scalar(s->arena, kind, text);
}

void
settle_tree_scalar(struct settle *s, const yaml_event_t *e, bool key)
{
	struct val *v = s->made;

	s->made = NULL;
	if (!s->with_tree || s->nothing || s->entered)
		return;
	if (!v)
		v = typed(s, e);
	if (!v || e->data.scalar.anchor || e->data.scalar.tag || (key && v->kind != VAL_STRING) ||
	    (key && e->data.scalar.plain_implicit && str_is(val_text(v), "<<")))
		give_up(s);
	else if (key)
		s->top->key = val_text(v);
	else
		put(s, v);
}

void
settle_tree_begin(struct settle *s, bool mapping, bool marked)
{
	struct frame *f = s->top;
	struct val *v;

	if (!s->with_tree)
		return;
	if (marked || (f[-1].mapping && f[-1].wants_key)) {
		give_up(s);
		return;
	}
	v = val_new(s->arena, mapping ? VAL_MAPPING : VAL_SEQUENCE);
	s->top--;
	put(s, v);
	s->top++;
	f->v = v;
}

void
settle_tree_entries(struct settle *s, const struct val *tree)
{
	struct frame *f = s->top;
	const struct val *v;

	s->entered = true;
	for (v = val_first(tree); v && s->with_tree; v = val_next(tree, v)) {
		f->key = val_key(v);
		put(s, val_copy(s->arena, v));
	}
}
