/* Functions for regular expressions. Patterns are compiled once. Replacements use Go's syntax:
   $1, $name, ${name}, $$; a name is the longest run of letters, digits and underscores. */
#include "base/regex.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/num.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/text.h"

struct pattern {
	str text;
	struct regex *regex;
	const char *error;
};

/* Returns a pattern, compiled once for all documents. Fails if it is malformed; with lenient
   it sets regex to NULL instead. */
static struct pattern *
compile(struct exec *x, str text, bool lenient)
{
	struct func_env *env = func_env(x);
	struct map *patterns = &env->patterns;
	struct pattern *p;

	if (!(p = map_get(patterns, text))) {
		if (env->patterns_n++ == FUNC_PATTERNS_MAX)
			func_error(x, "the document uses more than %d different patterns",
			    FUNC_PATTERNS_MAX);
		p = arena_alloc(patterns->arena, sizeof *p);
		p->text = arena_str(patterns->arena, text);
		p->regex = regex_compile(patterns->arena, p->text, &p->error);
		map_add(patterns, p);
	}
	if (!p->regex && !lenient)
		func_error(x, "pattern %s: %s", escape_show(env->arena, p->text), p->error);
	return p;
}

static bool
find(struct exec *x, struct pattern *p, str s, size_t from, struct regex_match *m)
{
	int found = regex_find(p->regex, s, from, m);

	if (found < 0)
		func_error(x, "pattern %s: matching takes too long, or the text is not UTF-8",
		    escape_show(func_env(x)->arena, p->text));
	return found > 0;
}

/* A walk over all matches: next is the start of the next search, last the end of the last match, or
   SIZE_MAX. An empty match at `last` does not count. */
struct walk {
	struct pattern *p;
	str s;
	size_t next, last;
	struct regex_match m;
};

static bool
walk_next(struct exec *x, struct walk *w)
{
	uint32_t rune;
	bool empty;

	while (w->next <= w->s.n && find(x, w->p, w->s, w->next, &w->m)) {
		w->next = w->m.end;
		empty = w->m.begin == w->m.end;
		if (empty)
			w->next += w->m.end < w->s.n ? text_rune(w->s, w->m.end, &rune) : 1;
		if (empty && w->m.end == w->last)
			continue;
		w->last = w->m.end;
		return true;
	}
	return false;
}

static struct walk
walk(struct exec *x, const struct value *v)
{
	return (struct walk){.p = compile(x, v[0].s, false), .s = v[1].s, .last = SIZE_MAX};
}

/* mustRegexMatch, and regexMatch if `which` is true: a malformed pattern does not match. */
FUNC(do_match)
{
	struct pattern *p = compile(x, v[0].s, f->which);

	return value_bool(p->regex && find(x, p, v[1].s, 0, NULL));
}

/* regexFindAll, and regexFind, which has no count */
FUNC(do_find)
{
	struct walk w = walk(x, v);
	int64_t count = n > 2 ? v[2].as.i : 1;
	struct value out = value_list(a, 0), first = value_string((str){0});

	while ((count < 0 || (int64_t)value_len(out) < count) && walk_next(x, &w))
		value_push(a, &out, value_string(w.m.group[0]));
	if (n > 2)
		return out;
	value_at(out, 0, &first);
	return first;
}

/* Returns the number of the first group called `name` that took part in the match, found by its
   parenthesis in the pattern, or 0. */
static size_t
group_named(const struct regex_match *m, str pattern, str name)
{
	struct regex_match part;
	size_t number = 0, from;

	/* an escape, a class, a group with or without a name */
	for (from = 0;
	     regex_in("(?s)\\\\.|\\[\\^?\\]?(?:[^\\]\\\\]|\\\\.)*|\\((?!\\?)|\\(\\?P?<(\\w+)>",
		 pattern, from, &part);
	     from = part.end) {
		number += part.group[0].p[0] == '(';
		if (number < m->groups && str_eq(part.group[1], name) && m->group[number].p)
			return number;
	}
	return 0;
}

/* A name in a replacement, as Go reads it. */
#define NAME "[\\pL\\p{Nd}_]+"

/* Adds a replacement, with the groups that it refers to. */
static void
expand(struct buf *b, const struct walk *w, str with)
{
	struct regex_match m;
	size_t from = 0, group;
	int64_t number;

	for (; regex_in("\\$(?:\\$|(" NAME ")|\\{(" NAME ")}|)", with, from, &m); from = m.end) {
		str name = m.group[1].n > 0 ? m.group[1] : m.group[2];

		buf_add(b, str_sub(with, from, m.begin - from));
		if (name.n == 0) {
			buf_addc(b, '$');
			continue;
		}
		group =
		    num_int(name, &number) ? (size_t)number : group_named(&w->m, w->p->text, name);
		if (group < w->m.groups && (group > 0 || name.p[0] == '0'))
			buf_add(b, w->m.group[group]);
	}
	buf_add(b, str_from(with, from));
}

/* regexReplaceAll, and regexReplaceAllLiteral if `which` is true */
FUNC(do_replace)
{
	struct walk w = walk(x, v);
	struct buf b = {.arena = a};
	size_t from = 0;

	while (walk_next(x, &w)) {
		buf_add(&b, str_sub(w.s, from, w.m.begin - from));
		if (f->which)
			buf_add(&b, v[2].s);
		else
			expand(&b, &w, v[2].s);
		from = w.last;
	}
	buf_add(&b, str_from(w.s, from));
	return value_string(buf_str(&b));
}

/* An empty match splits between characters, but not at the start or the end. */
FUNC(do_split)
{
	struct walk w = walk(x, v);
	int64_t count = v[2].as.i;
	struct value out = value_list(a, 0);
	bool empty = w.p->text.n > 0 && w.s.n == 0;
	size_t begin = 0, end = 0;

	while (!empty && (count < 0 || (int64_t)value_len(out) + 1 < count) && walk_next(x, &w)) {
		end = w.m.begin;
		if (w.last == 0)
			continue;
		value_push(a, &out, value_string(str_sub(w.s, begin, end - begin)));
		begin = w.last;
	}
	if (count != 0 && (empty || end != w.s.n))
		value_push(a, &out, value_string(str_from(w.s, begin)));
	return out;
}

FUNC(do_quote_meta)
{
	struct buf b = {.arena = a};
	str s = v[0].s;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] && strchr("\\.+*?()|[]{}^$", s.p[i]))
			buf_addc(&b, '\\');
		buf_addc(&b, s.p[i]);
	}
	return value_string(buf_str(&b));
}

const struct func funcs_regex[] = {
    {"regexMatch", "ss", 0, do_match, true},
    {"mustRegexMatch", "ss", 0, do_match, false},
    {"regexFind mustRegexFind", "ss", 0, do_find, 0},
    {"regexFindAll mustRegexFindAll", "ssi", 0, do_find, 0},
    {"regexReplaceAll mustRegexReplaceAll", "sss", 0, do_replace, false},
    {"regexReplaceAllLiteral mustRegexReplaceAllLiteral", "sss", 0, do_replace, true},
    {"regexSplit mustRegexSplit", "ssi", 0, do_split, 0},
    {"regexQuoteMeta", "s", 0, do_quote_meta, 0},
    {0},
};
