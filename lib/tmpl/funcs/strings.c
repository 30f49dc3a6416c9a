/* Functions for strings: quote, trim, cut, join, search. Offsets and lengths count bytes, as in
   Go. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/unicode.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"
#include "tmpl/yaml/hole.h"

/* The largest result of repeat and replace. */
enum { REPEAT_BYTES_MAX = 16 << 20 };

/* cat, quote and squote; in YAML mode a hole of quote or squote prints quotes within text. */
FUNC(do_cat)
{
	struct buf b = {.arena = a};
	struct hole hole = {.spelling = (enum hole_spelling)f->which};
	bool any = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (func_is_nil(v[i]))
			continue;
		if (any)
			buf_addc(&b, ' ');
		any = true;
		if (hole.spelling != HOLE_PRINT)
			hole.value = value_string(print_str(a, v[i]));
		if (hole.spelling == HOLE_PRINT)
			func_operand(x, &b, v[i]);
		else if (func_env(x)->holes)
			*hole_put(func_env(x)->holes, &b) = hole;
		else
			buf_add(&b, hole_text(a, &hole, false));
	}
	return func_text(x, buf_str(&b));
}

/* Cuts the characters of a set, or white space if set is NULL, off the front and the back. */
static str
cut_set(const str *set, str s, bool front, bool back)
{
	size_t i, begin = s.n, end = 0, w;
	uint32_t rune;

	for (i = 0; i < s.n; i += w) {
		w = text_rune(s, i, &rune);
		if (set ? str_find(*set, str_sub(s, i, w)) < set->n : unicode_is_space(rune))
			continue;
		begin = begin < i ? begin : i;
		end = i + w;
	}
	if (!front)
		begin = 0;
	if (!back)
		end = s.n;
	return str_sub(s, begin, end > begin ? end - begin : 0);
}

static str
cut_affix(const str *affix, str s, bool front, bool back)
{
	if (front && str_starts(s, *affix))
		return str_from(s, affix->n);
	return back && str_ends(s, *affix) ? str_sub(s, 0, s.n - affix->n) : s;
}

enum { SET, PREFIX, SUFFIX };

/* trim has no set: it cuts white space. */
FUNC(do_trim)
{
	struct hole_cut cut = {.front = f->which != SUFFIX,
	    .back = f->which != PREFIX,
	    .left = f->which == SET ? cut_set : cut_affix,
	    .what = n > 1 ? &v[0].s : NULL};
	struct value text = v[n - 1];
	str left;

	if (text.markup)
		return hole_trim(func_env(x)->holes, text, &cut);
	left = cut.left(cut.what, text.s, cut.front, cut.back);
	return left.n == text.s.n ? text : value_string(left);
}

FUNC(do_replace)
{
	str what = v[0].s, with = v[1].s, s = v[2].s;
	uint64_t most = what.n ? s.n / what.n : s.n + 1;

	if (with.n > 0 && most > REPEAT_BYTES_MAX / with.n)
		func_error(x, "the result may be longer than %d bytes", REPEAT_BYTES_MAX);
	return value_string(text_replace(a, s, what, with));
}

FUNC(do_repeat)
{
	int64_t count = v[0].as.i, i;
	str s = v[1].s;
	struct buf b = {.arena = a};

	if (count < 0)
		func_error(x, "strings: negative Repeat count");
	if (s.n > 0 && count > (int64_t)(REPEAT_BYTES_MAX / s.n))
		func_error(x, "the result is longer than %d bytes", REPEAT_BYTES_MAX);
	for (i = 0; s.n > 0 && i < count; i++)
		buf_add(&b, s);
	return value_string(buf_str(&b));
}

/* indent, and nindent if `which` is true. The lines of a value do not change here: its hole notes
   the indentation. */
FUNC(do_indent)
{
	enum { INDENT_MAX = 1000 };
	int64_t count = v[0].as.i;
	str s = v[1].s;
	struct buf b = {.arena = a};
	struct holes *h = func_env(x)->holes;

	if (count < 0 || count > INDENT_MAX)
		func_error(x, "indentation by %lld columns; 0 to %d are allowed", (long long)count,
		    INDENT_MAX);
	buf_need(&b, s.n + s.n / 2 + (size_t)count);
	if (f->which)
		buf_addc(&b, '\n');
	if (!h) {
		text_indent(&b, s, (size_t)count);
	} else if (v[1].markup) {
		hole_indent(h, &b, s, (size_t)count);
	} else {
		buf_pad(&b, ' ', (size_t)count);
		*hole_put(h, &b) = (struct hole){.value = v[1], .pad = (uint32_t)count};
	}
	return func_text(x, buf_str(&b));
}

FUNC(do_trunc)
{
	int64_t c = v[0].as.i;
	str s = v[1].s;

	if (c < 0 && (int64_t)s.n + c > 0)
		return value_string(str_from(s, s.n - (size_t)-c));
	if (c >= 0 && (int64_t)s.n > c)
		return value_string(str_sub(s, 0, (size_t)c));
	return v[1];
}

FUNC(do_substr)
{
	int64_t start = v[0].as.i, end = v[1].as.i, size = (int64_t)v[2].s.n;

	if (start < 0)
		start = 0;
	else if (end < 0 || end > size)
		end = size;
	if (end < start || end > size)
		func_error(x, "slice bounds out of range [%lld:%lld] of %lld bytes",
		    (long long)start, (long long)end, (long long)size);
	return value_string(str_sub(v[2].s, (size_t)start, (size_t)(end - start)));
}

enum { CONTAINS, HAS_PREFIX, HAS_SUFFIX };

FUNC(do_contains)
{
	str part = v[0].s, s = v[1].s;

	if (f->which == HAS_PREFIX)
		return value_bool(str_starts(s, part));
	if (f->which == HAS_SUFFIX)
		return value_bool(str_ends(s, part));
	return value_bool(part.n == 0 || str_find(s, part) < s.n);
}

FUNC(do_plural)
{
	return v[2].as.i == 1 ? v[0] : v[1];
}

FUNC(do_to_string)
{
	return v[0].kind == VALUE_STRING ? v[0] : value_string(print_str(a, v[0]));
}

enum { LIST, MAP };

/* split and splitn make a map {_0: …, _1: …}, splitList a list. splitn makes at most count parts,
   all if count is negative. An empty separator splits between characters. */
FUNC(do_split)
{
	struct value out = f->which == MAP ? value_map(a) : value_list(a, 0), part;
	int64_t count = n > 2 ? v[1].as.i : -1;
	str sep = v[0].s, s = v[n - 1].s;
	bool last = count == 0 || (sep.n == 0 && s.n == 0);
	uint32_t rune;
	size_t at;

	for (; !last; s = str_from(s, at + sep.n)) {
		at = sep.n ? str_find(s, sep) : text_rune(s, 0, &rune);
		last = at == s.n || (int64_t)value_len(out) + 1 == count;
		part = value_string(last ? s : str_sub(s, 0, at));
		if (f->which == MAP)
			value_set(a, out, str_of(buf_format(a, "_%zu", value_len(out))), part);
		else
			value_push(a, &out, part);
	}
	return out;
}

FUNC(do_join)
{
	struct buf b = {.arena = a};
	struct value_walk w = value_walk(func_items(b.arena, v[1]));
	bool any = false;

	x = v[0].markup ? x : NULL; /* the result is markup only if the separator is */
	while (value_next(&w)) {
		if (func_is_nil(w.item))
			continue;
		if (any)
			buf_add(&b, v[0].s);
		any = true;
		func_operand(x, &b, w.item);
	}
	return func_text(x, buf_str(&b));
}

/* toStrings, and sortAlpha if `which` is true */
FUNC(do_strings)
{
	size_t count, i;
	str *part = func_strings(a, v[0], &count);
	struct value out = value_list(a, count);

	if (f->which && v[0].kind != VALUE_LIST && count == 0)
		part[count++] = STR("<nil>");
	if (f->which)
		qsort(part, count, sizeof *part, str_order);
	for (i = 0; i < count; i++)
		value_push(a, &out, value_string(part[i]));
	return out;
}

const struct func funcs_strings[] = {
    {"cat", "A*", 0, do_cat, HOLE_PRINT},
    {"quote", "a*", 0, do_cat, HOLE_QUOTE},
    {"squote", "a*", 0, do_cat, HOLE_SQUOTE},
    {"trim", "S", 0, do_trim, SET},
    {"trimAll trimall", "sS", 0, do_trim, SET},
    {"trimPrefix", "sS", 0, do_trim, PREFIX},
    {"trimSuffix", "sS", 0, do_trim, SUFFIX},
    {"replace", "sss", 0, do_replace, 0},
    {"repeat", "is", 0, do_repeat, 0},
    {"indent", "iS", FUNC_INDENT, do_indent, false},
    {"nindent", "iS", FUNC_INDENT, do_indent, true},
    {"trunc", "is", 0, do_trunc, 0},
    {"substr", "iis", 0, do_substr, 0},
    {"contains", "ss", 0, do_contains, CONTAINS},
    {"hasPrefix", "ss", 0, do_contains, HAS_PREFIX},
    {"hasSuffix", "ss", 0, do_contains, HAS_SUFFIX},
    {"plural", "ssi", 0, do_plural, 0},
    {"toString", "A", 0, do_to_string, 0},
    {"toStrings", "a", 0, do_strings, false},
    {"sortAlpha", "a", 0, do_strings, true},
    {"split", "ss", 0, do_split, MAP},
    {"splitn", "sis", 0, do_split, MAP},
    {"splitList", "ss", 0, do_split, LIST},
    {"join", "SA", 0, do_join, 0},
    {0},
};
