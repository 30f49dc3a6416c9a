/* Functions for lists and maps. As in sprig, functions for lists return new lists; `set`, unset,
   merge and mergeOverwrite change their first argument. `keys` and `values` keep the map's
   order. */
#include "base/buf.h"
#include "data/val.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

/* The maximum length of a list of numbers. */
enum { COUNT_MAX = 1000000 };

FUNC(do_list)
{
	struct value out = value_list(a, n);
	size_t i;

	for (i = 0; i < n; i++)
		value_push(a, &out, v[i]);
	return out;
}

FUNC(do_append)
{
	struct value out = v[0];

	value_push(a, &out, v[1]);
	return out;
}

FUNC(do_concat)
{
	struct value out = n > 0 ? v[0] : value_list(a, 0);
	struct value_walk w;
	size_t i;

	for (i = 1; i < n; i++)
		for (w = value_walk(v[i]); value_next(&w);)
			value_push(a, &out, w.item);
	return out;
}

FUNC(do_prepend)
{
	struct value lists[] = {do_list(f, x, a, v + 1, 1), v[0]};

	return do_concat(f, x, a, lists, 2);
}

/* `first`, and `last` if `which` is true */
FUNC(do_first)
{
	struct value out = value_nil();

	value_at(v[0], f->which ? value_len(v[0]) - 1 : 0, &out);
	return out;
}

/* `rest`, and `initial` if `which` is true */
FUNC(do_rest)
{
	size_t count = value_len(v[0]), but = f->which ? count : 1;
	struct value out = value_list(a, count);
	struct value_walk w;

	for (w = value_walk(v[0]); value_next(&w);)
		if (w.i != but)
			value_push(a, &out, w.item);
	return out;
}

static bool
holds(struct value list, struct value item)
{
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		if (func_equal(w.item, item, 0))
			return true;
	return false;
}

FUNC(do_has)
{
	return value_bool(v[1].kind == VALUE_LIST && holds(v[1], v[0]));
}

enum { UNIQ, WITHOUT, COMPACT };

FUNC(do_filter)
{
	struct value out = value_list(a, 0), arguments = do_list(f, x, a, v + 1, n - 1);
	const struct value *others = f->which == UNIQ ? &out : &arguments;
	struct value_walk w;

	for (w = value_walk(v[0]); value_next(&w);)
		if (f->which == COMPACT ? value_true(w.item) : !holds(*others, w.item))
			value_push(a, &out, w.item);
	return out;
}

FUNC(do_reverse)
{
	size_t count = value_len(v[0]);
	struct value out = value_list(a, count);
	struct value_walk w;

	out.as.n = out.as.list->n = count;
	for (w = value_walk(v[0]); value_next(&w);)
		out.as.list->items[count - w.i] = w.item;
	return out;
}

/* Lists the numbers from start up or down to stop, without stop itself. The list is empty if step
   is 0 or has the wrong direction. */
static struct value
until_step(struct exec *x, int64_t start, int64_t stop, int64_t step)
{
	bool down = stop < start;
	uint64_t way = down ? (uint64_t)start - (uint64_t)stop : (uint64_t)stop - (uint64_t)start;
	uint64_t stride = step < 0 ? 0 - (uint64_t)step : (uint64_t)step, count = 0, i;
	struct value out;

	if (down ? step < 0 : step > 0)
		count = way / stride + (way % stride != 0);
	if (count > COUNT_MAX)
		func_error(x, "a list of %llu numbers; at most %d are allowed",
		    (unsigned long long)count, COUNT_MAX);
	out = value_list(func_env(x)->arena, (size_t)count);
	out.as.n = out.as.list->n = (size_t)count;
	for (i = 0; i < count; i++)
		out.as.list->items[i] =
		    value_literal((int64_t)((uint64_t)start + i * (uint64_t)step));
	return out;
}

FUNC(do_until)
{
	if (n == 3)
		return until_step(x, v[0].as.i, v[1].as.i, v[2].as.i);
	return until_step(x, 0, v[0].as.i, v[0].as.i < 0 ? -1 : 1);
}

/* seq END, seq START END, seq START STEP END as in seq(1), but it counts down by default if END
   is less. */
FUNC(do_seq)
{
	struct buf b = {.arena = a};
	int64_t start, stop, step, turn;
	struct value list;
	struct value_walk w;

	if (n == 0 || n > 3)
		return value_string((str){0});
	start = n > 1 ? v[0].as.i : 1;
	stop = v[n - 1].as.i;
	turn = stop < start ? -1 : 1;
	step = n > 2 ? v[1].as.i : turn;
	if (stop < start && step > 0)
		return value_string((str){0});
	/* The sum wraps around, as in Go. */
	list = until_step(x, start, (int64_t)((uint64_t)stop + (uint64_t)turn), step);
	for (w = value_walk(list); value_next(&w);)
		buf_printf(&b, "%s%lld", b.n ? " " : "", (long long)w.item.as.i);
	return value_string(buf_str(&b));
}

FUNC(do_chunk)
{
	struct value out = value_list(a, 0), part = value_list(a, 0);
	int64_t size = v[0].as.i;
	struct value_walk w;

	if (size <= 0)
		func_error(x, "the chunk size is %lld; it must be at least 1", (long long)size);
	for (w = value_walk(v[1]); value_next(&w);) {
		value_push(a, &part, w.item);
		if (w.i == value_len(v[1]) || (int64_t)value_len(part) == size) {
			value_push(a, &out, part);
			part = value_list(a, 0);
		}
	}
	return out;
}

FUNC(do_dict)
{
	struct value out = value_map(a);
	size_t i;

	for (i = 0; i < n; i += 2)
		value_set(
		    a, out, print_str(a, v[i]), i + 1 < n ? v[i + 1] : value_string((str){0}));
	return out;
}

/* `get`, and hasKey if `which` is true */
FUNC(do_get)
{
	struct value out = value_string((str){0});
	bool there = value_get(&v[0], v[1].s, &out);

	return f->which ? value_bool(there) : func_markup(x, out);
}

/* set MAP KEY VALUE, and unset MAP KEY. A value in a map of the document must live as long as the
   document. */
FUNC(do_set)
{
	if (!v[0].own)
		func_change(x);
	if (n == 2)
		val_remove(v[0].node, v[1].s);
	else
		value_set(a, v[0], v[1].s, v[2]);
	if (n > 2 && !v[0].own)
		func_note_markup(x, v[0], v[1].s, v[2]);
	return v[0];
}

FUNC(do_pluck)
{
	struct value out = value_list(a, n), item;
	size_t i;

	for (i = 1; i < n; i++)
		if (value_get(&v[i], v[0].s, &item))
			value_push(a, &out, item);
	return out;
}

/* `keys`, and `values` if `which` is true */
FUNC(do_keys)
{
	struct value out = value_list(a, 0);
	struct value_walk w;
	size_t i;

	for (i = 0; i < n; i++)
		for (w = value_walk(v[i]); value_next(&w);)
			value_push(a, &out, f->which ? w.item : value_string(w.key));
	return out;
}

FUNC(do_pick)
{
	struct value out = value_map(a), item;
	size_t i;

	for (i = 1; i < n; i++)
		if (value_get(&v[0], v[i].s, &item))
			value_set(a, out, v[i].s, item);
	return out;
}

/* Merges by mergo's rules: maps merge recursively. Any other value of src replaces a missing or
   empty value of dst; with overwrite, every value. Without overwrite nil in src is ignored. */
static void
merge(struct exec *x, struct value dst, struct value src, bool overwrite, int depth)
{
	struct value_walk w = value_walk(src);
	struct value old;

	if (depth > VALUE_DEPTH)
		func_error(x, "the maps nest deeper than %d", VALUE_DEPTH);
	/* If src is part of dst, merging adds members to src, which are not merged in turn. */
	while (value_next(&w)) {
		bool there = value_get(&dst, w.key, &old);
		bool both = there && w.item.kind == VALUE_MAP && old.kind == VALUE_MAP;

		if (func_is_nil(w.item) && !overwrite)
			continue;
		if (both)
			merge(x, old, w.item, overwrite, depth + 1);
		if (there && value_true(old) && (!overwrite || both))
			continue;
		if (!dst.own)
			func_change(x);
		value_set(func_env(x)->arena, dst, w.key, w.item);
	}
}

/* merge, and mergeOverwrite if `which` is true */
FUNC(do_merge)
{
	size_t i;

	for (i = 1; i < n; i++)
		merge(x, v[0], v[i], f->which, 0);
	return v[0];
}

FUNC(do_omit)
{
	struct value out = value_map(a);
	size_t i;

	merge(x, out, v[0], true, 0);
	for (i = 1; i < n; i++)
		val_remove(out.node, v[i].s);
	return out;
}

/* Replaces *v by a copy with collections of its own. Returns false if *v nests too deeply. */
static bool
copy(struct arena *a, struct value *v, unsigned depth)
{
	struct value out = *v;
	struct value_walk w;

	if (v->kind < VALUE_LIST)
		return true;
	if (depth > VALUE_DEPTH)
		return false;
	out = v->kind == VALUE_LIST ? value_list(a, value_len(*v)) : value_map(a);
	for (w = value_walk(*v); value_next(&w);) {
		if (!copy(a, &w.item, depth + 1))
			return false;
		if (v->kind == VALUE_LIST)
			value_push(a, &out, w.item);
		else
			value_set(a, out, w.key, w.item);
	}
	*v = out;
	return true;
}

FUNC(do_deep_copy)
{
	struct value out = v[0];

	return copy(a, &out, 0) ? out : value_nil();
}

/* dig KEY… DEFAULT MAP. In strict mode the map may be missing. */
FUNC(do_dig)
{
	struct value at = v[n - 1];
	size_t i;

	for (i = 0; i + 2 < n; i++)
		if (v[i].kind != VALUE_STRING)
			func_error_type(x, &v[i], "string");
	if (func_is_nil(at) && func_env(x)->strict)
		return v[n - 2];
	for (i = 0; i + 2 < n; i++) {
		if (at.kind != VALUE_MAP)
			func_error(x, "expected a map, found %s", print_type(at));
		if (!value_get(&at, value_text(&v[i]), &at))
			return v[n - 2];
	}
	return at;
}

const struct func funcs_collections[] = {
    {"list tuple", "A*", 0, do_list, 0},
    {"append push mustAppend mustPush", "lA push", 0, do_append, 0},
    {"prepend mustPrepend", "lA prepend", 0, do_prepend, 0},
    {"concat", "l* concat lists and", 0, do_concat, 0},
    {"first mustFirst", "l find first", 0, do_first, false},
    {"last mustLast", "l find last", 0, do_first, true},
    {"rest mustRest", "l find rest", 0, do_rest, false},
    {"initial mustInitial", "l find initial", 0, do_rest, true},
    {"has mustHas", "aL find has", 0, do_has, 0},
    {"uniq mustUniq", "l find uniq", 0, do_filter, UNIQ},
    {"without mustWithout", "la* find without", 0, do_filter, WITHOUT},
    {"compact mustCompact", "l compact", 0, do_filter, COMPACT},
    {"reverse mustReverse", "l find reverse", 0, do_reverse, 0},
    {"until", "i", 0, do_until, 0},
    {"untilStep", "iii", 0, do_until, 0},
    {"seq", "i*", 0, do_seq, 0},
    {"chunk mustChunk", "il chunk", 0, do_chunk, 0},
    {"dict", "A*", 0, do_dict, 0},
    {"get", "ms", 0, do_get, false},
    {"set", "MsA", 0, do_set, 0},
    {"unset", "ms", 0, do_set, 0},
    {"hasKey", "ms", FUNC_MISSING, do_get, true},
    {"pluck", "sm*", 0, do_pluck, 0},
    {"keys", "m*", 0, do_keys, false},
    {"values", "m", 0, do_keys, true},
    {"pick", "ms*", 0, do_pick, 0},
    {"omit", "ms*", 0, do_omit, 0},
    {"merge mustMerge", "mm*", 0, do_merge, false},
    {"mergeOverwrite mustMergeOverwrite", "mm*", 0, do_merge, true},
    {"deepCopy mustDeepCopy", "a", 0, do_deep_copy, 0},
    {"dig", "AAAA*", FUNC_MISSING, do_dig, 0},
    {0},
};
