/* Functions for maps. As in sprig, set, unset, merge and mergeOverwrite change their first
   argument. keys and values keep the map's order. */
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

/* get, and hasKey if which is true */
FUNC(do_get)
{
	struct value out = value_string((str){0});
	bool there = value_get(&v[0], v[1].s, &out);

	if (f->which)
		return value_bool(there);
	return there ? func_markup(x, out) : out;
}

/* set, and unset, which has no value. A value in a map of the document must live as long as the
   document. */
FUNC(do_set)
{
	if (!v[0].as.map)
		func_change(x);
	if (n == 2)
		value_unset(v[0], v[1].s);
	else
		value_set(func_arena(x), v[0], v[1].s, v[2]);
	if (n > 2 && !v[0].as.map)
		func_note_markup(x, v[0], v[1].s, v[2]);
	return v[0];
}

FUNC(do_pluck)
{
	struct value out = value_list(func_arena(x), n), item;
	size_t i;

	for (i = 1; i < n; i++)
		if (value_get(&v[i], v[0].s, &item))
			value_push(func_arena(x), out, item);
	return out;
}

/* keys, and values if which is true */
FUNC(do_keys)
{
	struct value out = value_list(func_arena(x), 0);
	struct value_walk w;
	size_t i;

	for (i = 0; i < n; i++)
		for (w = value_walk(v[i]); value_next(&w);)
			value_push(func_arena(x), out, f->which ? w.item : value_string(w.key));
	return out;
}

FUNC(do_pick)
{
	struct value out = value_map(func_arena(x)), item;
	size_t i;

	for (i = 1; i < n; i++)
		if (value_get(&v[0], v[i].s, &item))
			value_set(func_arena(x), out, v[i].s, item);
	return out;
}

FUNC(do_omit)
{
	struct value out = value_map(func_arena(x));
	struct value_walk w;
	size_t i;

	for (w = value_walk(v[0]); value_next(&w);) {
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
		if (!dst.as.map)
			func_change(x);
		value_set(func_arena(x), dst, w.key, w.item);
	}
}

/* merge, and mergeOverwrite if which is true */
FUNC(do_merge)
{
	size_t i;

	for (i = 1; i < n; i++)
		merge(x, v[0], v[i], f->which, 0);
	return v[0];
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
		if (v[i].kind != VALUE_STRING)
			func_error_type(x, &v[i], "string");
	if (args_nil(at) && func_strict(x))
		return v[n - 2];
	for (i = 0; i + 2 < n; i++) {
		if (at.kind != VALUE_MAP)
			func_error(x, "expected a map, found %s", print_type(at));
		if (!value_get(&at, value_text(&v[i]), &at))
			return v[n - 2];
	}
	return at;
}

const struct func funcs_dicts[] = {
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
