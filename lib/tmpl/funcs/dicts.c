/* Functions for maps. As in sprig, set, unset, merge and mergeOverwrite change their first
   argument. keys and values keep the map's order. */
#include "base/arena.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

FUNC(do_dict)
{
	struct value out = value_map(func_arena(x));
	size_t i;

	for (i = 0; i < n; i += 2)
		value_set(func_arena(x), out, print_str(func_arena(x), v[i]),
		    i + 1 < n ? v[i + 1] : value_string((str){0}));
	return out;
}

FUNC(do_get)
{
	struct value map = args_map(x, v[0]), out;

	if (value_get(&map, args_str(x, v[1]), &out))
		return func_kept(x, out);
	return value_string((str){0});
}

/* Sets a member of a map. A value in a map of the document must live as long as the document. */
static void
put(struct exec *x, struct value map, str key, struct value v)
{
	if (!map.as.map)
		func_change(x);
	value_set(func_arena(x), map, key, v);
}

FUNC(do_set)
{
	struct value map = args_map(x, v[0]);

	if (args_nil(v[0]))
		func_error(x, "assignment to entry in nil map");
	put(x, map, args_str(x, v[1]), v[2]);
	if (!map.as.map)
		func_keep(x, map, args_str(x, v[1]), v[2]);
	return map;
}

FUNC(do_unset)
{
	struct value map = args_map(x, v[0]);

	if (!map.as.map)
		func_change(x);
	value_unset(func_arena(x), map, args_str(x, v[1]));
	return map;
}

FUNC(do_has_key)
{
	struct value map = args_map(x, v[0]), out;

	return value_bool(value_get(&map, args_str(x, v[1]), &out));
}

FUNC(do_pluck)
{
	str key = args_str(x, v[0]);
	struct value out = value_list(func_arena(x), n), map, item;
	size_t i;

	for (i = 1; i < n; i++) {
		map = args_map(x, v[i]);
		if (value_get(&map, key, &item))
			value_push(func_arena(x), out, item);
	}
	return out;
}

FUNC(do_keys)
{
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;
	size_t i;

	for (i = 0; i < n; i++)
		for (w = value_walk(args_map(x, v[i])); value_next(&w);)
			value_push(func_arena(x), out, value_string(w.key));
	return out;
}

FUNC(do_values)
{
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;

	for (w = value_walk(args_map(x, v[0])); value_next(&w);)
		value_push(func_arena(x), out, w.item);
	return out;
}

FUNC(do_pick)
{
	struct value map = args_map(x, v[0]), out = value_map(func_arena(x)), item;
	size_t i;

	for (i = 1; i < n; i++)
		if (value_get(&map, args_str(x, v[i]), &item))
			value_set(func_arena(x), out, v[i].s, item);
	return out;
}

FUNC(do_omit)
{
	struct value out = value_map(func_arena(x)), map = args_map(x, v[0]);
	struct value_walk w;
	size_t i;

	for (i = 1; i < n; i++)
		args_str(x, v[i]);
	for (w = value_walk(map); value_next(&w);) {
		for (i = 1; i < n && !str_eq(v[i].s, w.key); i++)
			continue;
		if (i == n)
			value_set(func_arena(x), out, w.key, w.item);
	}
	return out;
}

/* Merges by mergo's rules: maps merge recursively. Any other value of src replaces a missing or
   empty value of dst, with overwrite every value. nil in src counts only with overwrite. */
static void
merge(struct exec *x, struct value dst, struct value src, bool overwrite, int depth)
{
	struct value_walk w = value_walk(src);
	size_t left = value_len(src);
	struct value old;

	if (depth > VALUE_DEPTH)
		func_error(x, "the maps nest deeper than %d", VALUE_DEPTH);
	/* If src is part of dst, merging adds members to src; these do not count. */
	for (; left > 0 && value_next(&w); left--) {
		bool there = value_get(&dst, w.key, &old);
		bool both = there && w.item.kind == VALUE_MAP && old.kind == VALUE_MAP;

		if (args_nil(w.item) && !overwrite)
			continue;
		if (both)
			merge(x, old, w.item, overwrite, depth + 1);
		if (there && value_true(old) && (!overwrite || both))
			continue;
		put(x, dst, w.key, w.item);
	}
}

static struct value
merge_all(struct exec *x, const struct value *v, size_t n, bool overwrite)
{
	struct value dst = args_map(x, v[0]);
	size_t i;

	for (i = 1; i < n; i++)
		merge(x, dst, args_map(x, v[i]), overwrite, 0);
	return dst;
}

FUNC(do_merge)
{
	return merge_all(x, v, n, false);
}

FUNC(do_merge_overwrite)
{
	return merge_all(x, v, n, true);
}

FUNC(do_deep_copy)
{
	return value_copy(func_arena(x), v[0]);
}

/* dig KEY… DEFAULT MAP. In strict mode the map may be missing. */
FUNC(do_dig)
{
	struct value at = v[n - 1];
	size_t i;

	for (i = 0; i + 2 < n; i++)
		args_str(x, v[i]);
	if (args_nil(at) && func_strict(x))
		return v[n - 2];
	for (i = 0; i + 2 < n; i++) {
		if (at.kind != VALUE_MAP)
			func_error(x, "expected a map, found %s", print_type(at));
		if (!value_get(&at, args_str(x, v[i]), &at))
			return v[n - 2];
	}
	return at;
}

const struct func funcs_dicts[] = {
    {"dict", 0, FUNC_ANY, FUNC_MARKUP, do_dict},
    {"get", 2, 2, 0, do_get},
    {"set", 3, 3, FUNC_MARKUP, do_set},
    {"unset", 2, 2, 0, do_unset},
    {"hasKey", 2, 2, FUNC_MISSING, do_has_key},
    {"pluck", 1, FUNC_ANY, 0, do_pluck},
    {"keys", 0, FUNC_ANY, 0, do_keys},
    {"values", 1, 1, 0, do_values},
    {"pick", 1, FUNC_ANY, 0, do_pick},
    {"omit", 1, FUNC_ANY, 0, do_omit},
    {"merge", 1, FUNC_ANY, 0, do_merge},
    {"mustMerge", 1, FUNC_ANY, 0, do_merge},
    {"mergeOverwrite", 1, FUNC_ANY, 0, do_merge_overwrite},
    {"mustMergeOverwrite", 1, FUNC_ANY, 0, do_merge_overwrite},
    {"deepCopy", 1, 1, 0, do_deep_copy},
    {"mustDeepCopy", 1, 1, 0, do_deep_copy},
    {"dig", 3, FUNC_ANY, FUNC_MISSING | FUNC_MARKUP, do_dig},
    {0},
};
