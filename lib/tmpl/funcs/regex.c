/* Functions for regular expressions. Patterns are compiled once. Replacements use Go's syntax:
   $1, $name, ${name}, $$; a name is the longest run of letters, digits and underscores. */
#include "base/regex.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/num.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/text.h"

struct pattern {
	str text;
	struct regex *regex;
	const char *error;
};

static str
pattern_key(const void *entry)
{
	return ((const struct pattern *)entry)->text;
}

static struct pattern *
compile(struct exec *x, struct value v)
{
	struct map *patterns = func_patterns(x);
	str text = args_str(x, v);
	struct pattern *p;

	patterns->key = pattern_key;
	p = map_get(patterns, text);
	if (p)
		return p;
	func_check_patterns(x);
	p = arena_alloc(patterns->arena, sizeof *p);
	p->text = arena_str(patterns->arena, text);
	p->regex = regex_compile(patterns->arena, p->text, &p->error);
	map_add(patterns, p);
	return p;
}

static struct pattern *
compile_good(struct exec *x, struct value v)
{
	struct pattern *p = compile(x, v);

	if (!p->regex)
		func_error(x, "pattern %s: %s", escape_show(func_arena(x), p->text), p->error);
	return p;
}

static bool
find(struct exec *x, struct pattern *p, str s, size_t from, struct regex_match *m)
{
	int found = regex_find(p->regex, s, from, m);

	if (found < 0)
		func_error(x, "pattern %s: matching takes too long, or the text is not UTF-8",
		    escape_show(func_arena(x), p->text));
	return found > 0;
}

/* A walk over all matches: next is the start of the next search, last the end of the last match.
   An empty match at last does not count. */
struct walk {
	struct pattern *p;
	str s;
	size_t next, last;
	bool any, done;
	struct regex_match m;
};

static bool
walk_next(struct exec *x, struct walk *w)
{
	uint32_t rune;
	size_t begin;
	str all;

	while (!w->done && find(x, w->p, w->s, w->next, &w->m)) {
		all = w->m.group[0];
		begin = (size_t)(all.p - w->s.p);
		if (all.n > 0)
			w->next = begin + all.n;
		else if (begin < w->s.n)
			w->next = begin + text_rune(w->s, begin, &rune);
		else
			w->done = true;
		if (all.n == 0 && w->any && begin == w->last)
			continue;
		w->any = true;
		w->last = begin + all.n;
		return true;
	}
	return false;
}

/* Returns a text to match. Its pointer is never NULL, so that offsets can be computed. */
static str
subject(struct exec *x, struct value v)
{
	str s = args_str(x, v);

	return s.p ? s : STR("");
}

FUNC(do_match)
{
	struct pattern *p = compile(x, v[0]);
	str s = subject(x, v[1]);

	return value_bool(p->regex && find(x, p, s, 0, NULL));
}

FUNC(do_must_match)
{
	struct pattern *p = compile_good(x, v[0]);

	return value_bool(find(x, p, subject(x, v[1]), 0, NULL));
}

FUNC(do_find)
{
	struct pattern *p = compile_good(x, v[0]);
	struct regex_match m;

	if (!find(x, p, subject(x, v[1]), 0, &m))
		return value_string((str){0});
	return value_string(m.group[0]);
}

FUNC(do_find_all)
{
	struct walk w = {.p = compile_good(x, v[0]), .s = subject(x, v[1])};
	int64_t count = args_int(x, v[2]);
	struct value out = value_list(func_arena(x), 0);

	while ((count < 0 || (int64_t)value_len(out) < count) && walk_next(x, &w))
		value_push(func_arena(x), out, value_string(w.m.group[0]));
	return out;
}

/* Returns the number of the first group called name that took part in the match, found by its
   parenthesis in the pattern, or 0. */
static size_t
group_named(const struct regex_match *m, str pattern, str name)
{
	size_t i, number = 0, w;
	bool class = false;

	for (i = 0; i < pattern.n && number < m->groups; i++) {
		str at = str_from(pattern, i);

		if (at.p[0] == '\\') {
			i++;
		} else if (class) {
			class = at.p[0] != ']';
		} else if (at.p[0] == '[') {
			class = true;
			i += str_starts(at, STR("[]")) ? 1 : str_starts(at, STR("[^]")) ? 2 : 0;
		} else if (at.p[0] == '(') {
			w = str_starts(at, STR("(?P<")) ? 4 : str_starts(at, STR("(?<")) ? 3 : 0;
			number += w > 0 || !str_starts(at, STR("(?"));
			at = str_from(at, w);
			if (w && str_starts(at, name) && at.n > name.n && at.p[name.n] == '>' &&
			    number < m->groups && m->group[number].p)
				return number;
		}
	}
	return 0;
}

static bool
is_name(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Returns the length of the reference after a $, or 0 if it is not a reference. */
static size_t
reference(str s, str *name)
{
	bool braces = s.n > 0 && s.p[0] == '{';
	size_t i = braces;

	while (i < s.n && is_name(s.p[i]))
		i++;
	*name = str_from(str_sub(s, 0, i), braces);
	if (name->n == 0 || (braces && (i == s.n || s.p[i] != '}')))
		return 0;
	return i + braces;
}

static void
expand(struct buf *b, const struct walk *w, str template)
{
	int64_t number;
	size_t at, n, group;
	str name;

	while ((at = str_find(template, STR("$"))) < template.n) {
		buf_add(b, str_sub(template, 0, at));
		template = str_from(template, at + 1);
		if (str_starts(template, STR("$"))) {
			buf_addc(b, '$');
			template = str_from(template, 1);
			continue;
		}
		n = reference(template, &name);
		if (n == 0) {
			buf_addc(b, '$');
			continue;
		}
		group =
		    num_int(name, &number) ? (size_t)number : group_named(&w->m, w->p->text, name);
		if (group < w->m.groups && (group > 0 || name.p[0] == '0'))
			buf_add(b, w->m.group[group]);
		template = str_from(template, n);
	}
	buf_add(b, template);
}

static struct value
replace(struct exec *x, const struct value *v, bool literal)
{
	struct walk w = {.p = compile_good(x, v[0]), .s = subject(x, v[1])};
	str with = args_str(x, v[2]);
	struct buf b = {.arena = func_arena(x)};
	size_t from = 0;

	while (walk_next(x, &w)) {
		size_t begin = (size_t)(w.m.group[0].p - w.s.p);

		buf_add(&b, str_from(str_sub(w.s, 0, begin), from));
		if (literal)
			buf_add(&b, with);
		else
			expand(&b, &w, with);
		from = begin + w.m.group[0].n;
	}
	buf_add(&b, str_from(w.s, from));
	return value_string(buf_str(&b));
}

FUNC(do_replace)
{
	return replace(x, v, false);
}

FUNC(do_replace_literal)
{
	return replace(x, v, true);
}

/* An empty match splits between characters, but not at the start or the end. */
FUNC(do_split)
{
	struct walk w = {.p = compile_good(x, v[0]), .s = subject(x, v[1])};
	int64_t count = args_int(x, v[2]);
	struct value out = value_list(func_arena(x), 0);
	size_t begin = 0, end = 0, at;

	if (count == 0)
		return out;
	if (w.p->text.n > 0 && w.s.n == 0) {
		value_push(func_arena(x), out, value_string((str){0}));
		return out;
	}
	while ((count < 0 || (int64_t)value_len(out) + 1 < count) && walk_next(x, &w)) {
		at = (size_t)(w.m.group[0].p - w.s.p);
		end = at;
		if (at + w.m.group[0].n == 0)
			continue;
		value_push(func_arena(x), out, value_string(str_from(str_sub(w.s, 0, end), begin)));
		begin = at + w.m.group[0].n;
	}
	if (end != w.s.n)
		value_push(func_arena(x), out, value_string(str_from(w.s, begin)));
	return out;
}

FUNC(do_quote_meta)
{
	struct buf b = {.arena = func_arena(x)};
	str s = args_str(x, v[0]);
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] && strchr("\\.+*?()|[]{}^$", s.p[i]))
			buf_addc(&b, '\\');
		buf_addc(&b, s.p[i]);
	}
	return value_string(buf_str(&b));
}

const struct func funcs_regex[] = {
    {"regexMatch", 2, 2, 0, do_match},
    {"mustRegexMatch", 2, 2, 0, do_must_match},
    {"regexFind", 2, 2, 0, do_find},
    {"mustRegexFind", 2, 2, 0, do_find},
    {"regexFindAll", 3, 3, 0, do_find_all},
    {"mustRegexFindAll", 3, 3, 0, do_find_all},
    {"regexReplaceAll", 3, 3, 0, do_replace},
    {"mustRegexReplaceAll", 3, 3, 0, do_replace},
    {"regexReplaceAllLiteral", 3, 3, 0, do_replace_literal},
    {"mustRegexReplaceAllLiteral", 3, 3, 0, do_replace_literal},
    {"regexSplit", 3, 3, 0, do_split},
    {"mustRegexSplit", 3, 3, 0, do_split},
    {"regexQuoteMeta", 1, 1, 0, do_quote_meta},
    {0},
};
