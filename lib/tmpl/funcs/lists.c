/* Functions that make, change and search lists. As in sprig, a function returns a new list and
   does not change its argument. */
#include "base/arena.h"
#include "tmpl/funcs/args.h"

FUNC(do_list)
{
	struct value out = value_list(func_arena(x), n);
	size_t i;

	for (i = 0; i < n; i++)
		value_push(func_arena(x), out, v[i]);
	return out;
}

static void
push_all(struct arena *a, struct value out, struct value list)
{
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		value_push(a, out, w.item);
}

FUNC(do_append)
{
	return value_append(func_arena(x), args_list(x, v[0], "push"), v[1]);
}

FUNC(do_prepend)
{
	struct value list = args_list(x, v[0], "prepend");
	struct value out = value_list(func_arena(x), value_len(list) + 1);

	value_push(func_arena(x), out, v[1]);
	push_all(func_arena(x), out, list);
	return out;
}

FUNC(do_concat)
{
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;
	size_t i;

	for (i = 0; i < n; i++) {
		struct value list = args_list(x, v[i], "concat lists and");

		if (i == 0)
			out = list;
		for (w = value_walk(list); i > 0 && value_next(&w);)
			out = value_append(func_arena(x), out, w.item);
	}
	return out;
}

FUNC(do_first)
{
	struct value out = value_nil();

	value_at(args_list(x, v[0], "find first"), 0, &out);
	return out;
}

FUNC(do_last)
{
	struct value out = value_nil();
	size_t count = value_len(args_list(x, v[0], "find last"));

	if (count > 0)
		value_at(v[0], count - 1, &out);
	return out;
}

/* Returns the items without the first skip items and the last cut items. */
static struct value
inner(struct exec *x, struct value list, size_t skip, size_t cut)
{
	struct arena *a = func_arena(x);
	size_t i = 0, count = value_len(list);
	struct value out = value_list(a, count);
	struct value_walk w;

	for (w = value_walk(list); value_next(&w); i++)
		if (i >= skip && i + cut < count)
			value_push(a, out, w.item);
	return out;
}

FUNC(do_rest)
{
	return inner(x, args_list(x, v[0], "find rest"), 1, 0);
}

FUNC(do_initial)
{
	return inner(x, args_list(x, v[0], "find initial"), 0, 1);
}

static bool
holds(struct value list, struct value item)
{
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		if (args_equal(w.item, item))
			return true;
	return false;
}

FUNC(do_has)
{
	if (args_nil(v[1]))
		return value_bool(false);
	return value_bool(holds(args_list(x, v[1], "find has"), v[0]));
}

FUNC(do_uniq)
{
	struct value list = args_list(x, v[0], "find uniq");
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		if (!holds(out, w.item))
			value_push(func_arena(x), out, w.item);
	return out;
}

FUNC(do_without)
{
	struct value list = args_list(x, v[0], "find without");
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;
	size_t i;

	for (w = value_walk(list); value_next(&w);) {
		for (i = 1; i < n && !args_equal(v[i], w.item); i++)
			continue;
		if (i == n)
			value_push(func_arena(x), out, w.item);
	}
	return out;
}

FUNC(do_compact)
{
	struct value list = args_list(x, v[0], "compact");
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		if (value_true(w.item))
			value_push(func_arena(x), out, w.item);
	return out;
}

FUNC(do_reverse)
{
	struct value list = args_list(x, v[0], "find reverse");
	struct value out = value_list(func_arena(x), value_len(list));
	struct value_walk w;
	size_t i, last;

	for (w = value_walk(list); value_next(&w);)
		value_push(func_arena(x), out, w.item);
	for (i = 0, last = value_len(out); i + 1 < last; i++) {
		struct value *a = &out.as.list->items[i], *b = &out.as.list->items[--last],
			     kept = *a;

		*a = *b;
		*b = kept;
	}
	return out;
}

const struct func funcs_lists[] = {
    {"list", 0, FUNC_ANY, FUNC_MARKUP, do_list},
    {"tuple", 0, FUNC_ANY, FUNC_MARKUP, do_list},
    {"append", 2, 2, FUNC_MARKUP, do_append},
    {"push", 2, 2, FUNC_MARKUP, do_append},
    {"prepend", 2, 2, FUNC_MARKUP, do_prepend},
    {"concat", 0, FUNC_ANY, 0, do_concat},
    {"first", 1, 1, 0, do_first},
    {"last", 1, 1, 0, do_last},
    {"rest", 1, 1, 0, do_rest},
    {"initial", 1, 1, 0, do_initial},
    {"has", 2, 2, 0, do_has},
    {"uniq", 1, 1, 0, do_uniq},
    {"without", 1, FUNC_ANY, 0, do_without},
    {"compact", 1, 1, 0, do_compact},
    {"reverse", 1, 1, 0, do_reverse},
    {"mustAppend", 2, 2, FUNC_MARKUP, do_append},
    {"mustPush", 2, 2, FUNC_MARKUP, do_append},
    {"mustPrepend", 2, 2, FUNC_MARKUP, do_prepend},
    {"mustFirst", 1, 1, 0, do_first},
    {"mustLast", 1, 1, 0, do_last},
    {"mustRest", 1, 1, 0, do_rest},
    {"mustInitial", 1, 1, 0, do_initial},
    {"mustHas", 2, 2, 0, do_has},
    {"mustUniq", 1, 1, 0, do_uniq},
    {"mustWithout", 1, FUNC_ANY, 0, do_without},
    {"mustCompact", 1, 1, 0, do_compact},
    {"mustReverse", 1, 1, 0, do_reverse},
    {0},
};
