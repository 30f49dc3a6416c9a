/* Functions for strings: quote, trim, cut, join, search. Offsets and lengths count bytes, as in
   Go. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print.h"
#include "tmpl/go/text.h"
#include "tmpl/yaml/hole.h"

/* The largest result of repeat, indent and similar functions. */
enum { REPEAT_BYTES_MAX = 16 << 20 };

/* Adds a string in quotes; in YAML mode a hole that prints quotes within text. */
static void
add_quoted(struct exec *x, struct buf *b, str s, bool single)
{
	struct holes *h = func_holes(x);

	if (h) {
		hole_put(h, b,
		    (struct hole){
			.value = value_string(s), .spelling = single ? HOLE_SQUOTE : HOLE_QUOTE});
	} else if (single) {
		buf_addc(b, '\'');
		buf_add(b, s);
		buf_addc(b, '\'');
	} else {
		fmt_quoted(b, s, false);
	}
}

/* quote and squote join the quoted arguments. */
static struct value
quote_all(struct exec *x, const struct value *v, size_t n, bool single)
{
	struct buf b = {.arena = func_arena(x)};
	size_t i;

	for (i = 0; i < n; i++) {
		if (args_nil(v[i]))
			continue;
		if (b.n > 0)
			buf_addc(&b, ' ');
		add_quoted(x, &b, print_str(b.arena, v[i]), single);
	}
	return args_markup(x, &b);
}

FUNC(do_quote)
{
	return quote_all(x, v, n, false);
}

FUNC(do_squote)
{
	return quote_all(x, v, n, true);
}

static struct value
trimmed(struct exec *x, struct value v, struct hole_cut cut)
{
	str s, left;

	if (v.markup)
		return hole_trim(func_holes(x), v, &cut);
	s = args_str(x, v);
	left = cut.left(cut.what, s);
	return left.n == s.n ? v : value_string(left);
}

static str
cut_space(void *context, str s)
{
	(void)context;
	return text_trim(s);
}

FUNC(do_trim)
{
	return trimmed(x, v[0], (struct hole_cut){true, true, cut_space, NULL});
}

static bool
in_set(str set, uint32_t rune)
{
	uint32_t r;
	size_t i;

	for (i = 0; i < set.n;) {
		i += text_rune(set, i, &r);
		if (r == rune)
			return true;
	}
	return false;
}

static str
cut_set(void *context, str s)
{
	str set = *(const str *)context;
	uint32_t rune;
	size_t i, end, w;

	for (i = 0; i < s.n; i += w) {
		w = text_rune(s, i, &rune);
		if (!in_set(set, rune))
			break;
	}
	for (s = str_from(s, i), i = end = 0; i < s.n; i += w) {
		w = text_rune(s, i, &rune);
		if (!in_set(set, rune))
			end = i + w;
	}
	return str_sub(s, 0, end);
}

FUNC(do_trim_all)
{
	str set = args_str(x, v[0]);

	return trimmed(x, v[1], (struct hole_cut){true, true, cut_set, &set});
}

static str
cut_suffix(void *context, str s)
{
	str suffix = *(const str *)context;

	return str_ends(s, suffix) ? str_sub(s, 0, s.n - suffix.n) : s;
}

FUNC(do_trim_suffix)
{
	str suffix = args_str(x, v[0]);

	return trimmed(x, v[1], (struct hole_cut){false, true, cut_suffix, &suffix});
}

static str
cut_prefix(void *context, str s)
{
	str prefix = *(const str *)context;

	return str_starts(s, prefix) ? str_from(s, prefix.n) : s;
}

FUNC(do_trim_prefix)
{
	str prefix = args_str(x, v[0]);

	return trimmed(x, v[1], (struct hole_cut){true, false, cut_prefix, &prefix});
}

FUNC(do_upper)
{
	return value_string(text_map(func_arena(x), args_str(x, v[0]), unicode_upper));
}

FUNC(do_lower)
{
	return value_string(text_map(func_arena(x), args_str(x, v[0]), unicode_lower));
}

FUNC(do_replace)
{
	str what = args_str(x, v[0]), with = args_str(x, v[1]), s = args_str(x, v[2]);
	uint64_t most = what.n ? s.n / what.n : s.n + 1;

	if (with.n > 0 && most > REPEAT_BYTES_MAX / with.n)
		func_error(x, "the result may be longer than %d bytes", REPEAT_BYTES_MAX);
	return value_string(text_replace(func_arena(x), s, what, with));
}

FUNC(do_repeat)
{
	int64_t count = args_int(x, v[0]), i;
	str s = args_str(x, v[1]);
	struct buf b = {.arena = func_arena(x)};

	if (count < 0)
		func_error(x, "strings: negative Repeat count");
	if (s.n > 0 && count > (int64_t)(REPEAT_BYTES_MAX / s.n))
		func_error(x, "the result is longer than %d bytes", REPEAT_BYTES_MAX);
	for (i = 0; s.n > 0 && i < count; i++)
		buf_add(&b, s);
	return value_string(buf_str(&b));
}

/* The lines of a value are not changed here: its hole knows the indentation. */
static struct value
indented(struct exec *x, const struct value *v, bool newline)
{
	enum { INDENT_MAX = 1000 };
	int64_t count = args_int(x, v[0]);
	str s = v[1].markup ? v[1].s : args_str(x, v[1]);
	struct buf b = {.arena = func_arena(x)};
	struct holes *h = func_holes(x);

	if (count < 0)
		func_error(x, "strings: negative Repeat count");
	if (count > INDENT_MAX)
		func_error(x, "indentation by %lld columns; at most %d are allowed",
		    (long long)count, INDENT_MAX);
	buf_need(&b, s.n + s.n / 2 + (size_t)count);
	if (newline)
		buf_addc(&b, '\n');
	if (!h) {
		text_indent(&b, s, (size_t)count);
	} else if (v[1].markup) {
		hole_indent(h, &b, s, (size_t)count);
	} else {
		buf_pad(&b, ' ', (size_t)count);
		hole_put(h, &b, (struct hole){.value = v[1], .pad = (uint16_t)count});
	}
	return args_markup(x, &b);
}

FUNC(do_indent)
{
	return indented(x, v, false);
}

FUNC(do_nindent)
{
	return indented(x, v, true);
}

FUNC(do_trunc)
{
	int64_t c = args_int(x, v[0]);
	str s = args_str(x, v[1]);

	if (c < 0 && (int64_t)s.n + c > 0)
		return value_string(str_from(s, s.n - (size_t)-c));
	if (c >= 0 && (int64_t)s.n > c)
		return value_string(str_sub(s, 0, (size_t)c));
	return v[1];
}

FUNC(do_substr)
{
	int64_t start = args_int(x, v[0]), end = args_int(x, v[1]), size;
	str s = args_str(x, v[2]);

	size = (int64_t)s.n;
	if (start < 0)
		start = 0;
	else if (end < 0 || end > size)
		end = size;
	if (end < start || end > size)
		func_error(x, "slice bounds out of range [%lld:%lld] of %lld bytes",
		    (long long)start, (long long)end, (long long)size);
	return value_string(str_sub(s, (size_t)start, (size_t)(end - start)));
}

FUNC(do_contains)
{
	str what = args_str(x, v[0]), s = args_str(x, v[1]);

	return value_bool(what.n == 0 || str_find(s, what) < s.n);
}

FUNC(do_has_prefix)
{
	str prefix = args_str(x, v[0]), s = args_str(x, v[1]);

	return value_bool(str_starts(s, prefix));
}

FUNC(do_has_suffix)
{
	str suffix = args_str(x, v[0]), s = args_str(x, v[1]);

	return value_bool(str_ends(s, suffix));
}

FUNC(do_cat)
{
	struct buf b = {.arena = func_arena(x)};
	bool any = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (args_nil(v[i]))
			continue;
		if (any)
			buf_addc(&b, ' ');
		args_operand(x, &b, v[i]);
		any = true;
	}
	return args_markup(x, &b);
}

FUNC(do_plural)
{
	str one = args_str(x, v[0]), many = args_str(x, v[1]);

	return value_string(args_int(x, v[2]) == 1 ? one : many);
}

FUNC(do_to_string)
{
	return v[0].kind == VALUE_STRING ? v[0] : value_string(print_str(func_arena(x), v[0]));
}

/* strings.Split with at most count parts, all if count is negative. An empty separator splits
   between characters. */
static struct value
split(struct arena *a, str s, str sep, int64_t count)
{
	struct value out = value_list(a, 0);
	uint32_t rune;
	size_t at;

	if (count == 0 || (sep.n == 0 && s.n == 0))
		return out;
	for (;; s = str_from(s, at + sep.n)) {
		at = sep.n ? str_find(s, sep) : text_rune(s, 0, &rune);
		if (at == s.n || (count > 0 && (int64_t)value_len(out) + 1 == count))
			break;
		value_push(a, out, value_string(str_sub(s, 0, at)));
	}
	value_push(a, out, value_string(s));
	return out;
}

FUNC(do_split_list)
{
	str sep = args_str(x, v[0]), s = args_str(x, v[1]);

	return split(func_arena(x), s, sep, -1);
}

/* split makes a map {_0: …, _1: …}. */
static struct value
numbered(struct arena *a, struct value list)
{
	struct value out = value_map(a);
	struct value_walk w;
	size_t i = 0;

	for (w = value_walk(list); value_next(&w);) {
		struct buf key = {.arena = a};

		buf_printf(&key, "_%zu", i++);
		value_set(a, out, buf_str(&key), w.item);
	}
	return out;
}

FUNC(do_split)
{
	str sep = args_str(x, v[0]), s = args_str(x, v[1]);

	return numbered(func_arena(x), split(func_arena(x), s, sep, -1));
}

FUNC(do_splitn)
{
	str sep = args_str(x, v[0]), s;
	int64_t max = args_int(x, v[1]);

	s = args_str(x, v[2]);
	return numbered(func_arena(x), split(func_arena(x), s, sep, max));
}

/* Returns the operands of join: the items of a list, or one value, without nil. */
static struct value
items(struct arena *a, struct value v)
{
	struct value out = value_list(a, 1);
	struct value_walk w;

	if (v.kind != VALUE_LIST && !args_nil(v))
		value_push(a, out, v);
	for (w = value_walk(v); v.kind == VALUE_LIST && value_next(&w);)
		if (!args_nil(w.item))
			value_push(a, out, w.item);
	return out;
}

FUNC(do_join)
{
	struct buf b = {.arena = func_arena(x)};
	struct value list = items(b.arena, v[1]);
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);) {
		if (w.i > 1)
			buf_add(&b, v[0].markup ? v[0].s : args_str(x, v[0]));
		if (v[0].markup)
			args_operand(x, &b, w.item);
		else
			print_value(&b, w.item);
	}
	args_str(x, v[0]);
	return v[0].markup ? args_markup(x, &b) : value_string(buf_str(&b));
}

static struct value
strings(struct arena *a, str *part, size_t count)
{
	struct value out = value_list(a, count);
	size_t i;

	for (i = 0; i < count; i++)
		value_push(a, out, value_string(part[i]));
	return out;
}

FUNC(do_to_strings)
{
	size_t count;
	str *part = args_strings(func_arena(x), v[0], &count);

	return strings(func_arena(x), part, count);
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

FUNC(do_sort_alpha)
{
	size_t count;
	str *part = args_strings(func_arena(x), v[0], &count);

	if (v[0].kind != VALUE_LIST && count == 0)
		part[count++] = STR("<nil>");
	qsort(part, count, sizeof *part, by_bytes);
	return strings(func_arena(x), part, count);
}

const struct func funcs_strings[] = {
    {"quote", 0, FUNC_ANY, 0, do_quote},
    {"squote", 0, FUNC_ANY, 0, do_squote},
    {"trim", 1, 1, FUNC_MARKUP, do_trim},
    {"trimAll", 2, 2, FUNC_MARKUP, do_trim_all},
    {"trimall", 2, 2, FUNC_MARKUP, do_trim_all},
    {"trimSuffix", 2, 2, FUNC_MARKUP, do_trim_suffix},
    {"trimPrefix", 2, 2, FUNC_MARKUP, do_trim_prefix},
    {"upper", 1, 1, 0, do_upper},
    {"lower", 1, 1, 0, do_lower},
    {"replace", 3, 3, 0, do_replace},
    {"repeat", 2, 2, 0, do_repeat},
    {"indent", 2, 2, FUNC_MARKUP | FUNC_INDENT, do_indent},
    {"nindent", 2, 2, FUNC_MARKUP | FUNC_INDENT, do_nindent},
    {"trunc", 2, 2, 0, do_trunc},
    {"substr", 3, 3, 0, do_substr},
    {"contains", 2, 2, 0, do_contains},
    {"hasPrefix", 2, 2, 0, do_has_prefix},
    {"hasSuffix", 2, 2, 0, do_has_suffix},
    {"cat", 0, FUNC_ANY, FUNC_MARKUP, do_cat},
    {"plural", 3, 3, 0, do_plural},
    {"toString", 1, 1, FUNC_MARKUP, do_to_string},
    {"toStrings", 1, 1, 0, do_to_strings},
    {"split", 2, 2, 0, do_split},
    {"splitn", 3, 3, 0, do_splitn},
    {"splitList", 2, 2, 0, do_split_list},
    {"join", 2, 2, FUNC_MARKUP, do_join},
    {"sortAlpha", 1, 1, 0, do_sort_alpha},
    {0},
};
