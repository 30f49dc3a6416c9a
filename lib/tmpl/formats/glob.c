/* Matches file name patterns. Walks the pattern once and keeps the set of offsets in the name
   where the pattern so far can end. */
#include "tmpl/formats/glob.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* The limit of nested braces. */
enum { DEPTH_MAX = 50 };

/* at[i]: the pattern so far matches the first i bytes. */
struct glob {
	struct arena *arena;
	str name;
	bool *at;
	int depth;
};

static bool *
places(struct glob *g)
{
	return arena_alloc(g->arena, g->name.n + 1);
}

/* Matches any characters; with within any characters except /. */
static void
many(struct glob *g, bool within)
{
	size_t i;

	for (i = 1; i <= g->name.n; i++)
		if (g->at[i - 1] && !(within && g->name.p[i - 1] == '/'))
			g->at[i] = true;
}

/* Returns whether c is in a class; class is the text after the bracket. */
static bool
in_class(str class, uint32_t c)
{
	bool negated = class.n > 0 && class.p[0] == '!', found = false;
	uint32_t from, to;

	if (negated)
		class = str_from(class, 1);
	while (class.n > 0) {
		if (class.p[0] == '\\' && class.n > 1)
			class = str_from(class, 1);
		class = str_from(class, utf8_next(class, &from));
		to = from;
		if (class.n > 1 && class.p[0] == '-') {
			class = str_from(class, 1);
			class = str_from(class, utf8_next(class, &to));
		}
		found = found || (from <= c && c <= to);
	}
	return found != negated;
}

/* Matches one character: of a class, or c, or any except / if class.p is NULL and c is 0. */
static void
one(struct glob *g, str class, uint32_t c)
{
	bool *next = places(g);
	uint32_t rune;
	size_t i, n;

	for (i = 0; i < g->name.n; i++) {
		if (!g->at[i])
			continue;
		n = utf8_next(str_from(g->name, i), &rune);
		if (class.p ? in_class(class, rune) : c ? rune == c : rune != '/')
			next[i + n] = true;
	}
	g->at = next;
}

/* Returns the length of the text in brackets or braces at the start of s, up to its end or, with
   comma, up to a comma; s.n if it does not end. */
static size_t
length(str s, char end, bool comma)
{
	size_t i, depth = 0;

	for (i = 0; i < s.n; i++) {
		if (depth == 0 && (s.p[i] == end || (comma && s.p[i] == ',')))
			return i;
		if (s.p[i] == '\\')
			i++;
		else if (end == '}' && s.p[i] == '{')
			depth++;
		else if (end == '}' && s.p[i] == '}')
			depth--;
	}
	return s.n;
}

static bool walk(struct glob *g, str pattern);

/* Matches the alternatives in braces and removes them from the pattern. Returns false if the
   braces do not end. */
static bool
alternatives(struct glob *g, str *pattern)
{
	bool *before = g->at, *any = places(g), more = true;
	size_t n, i;

	if (++g->depth > DEPTH_MAX)
		return false;
	while (more) {
		if ((n = length(*pattern, '}', true)) == pattern->n)
			return false;
		g->at = memcpy(places(g), before, g->name.n + 1);
		if (!walk(g, str_sub(*pattern, 0, n)))
			return false;
		for (i = 0; i <= g->name.n; i++)
			any[i] = any[i] || g->at[i];
		more = pattern->p[n] == ',';
		*pattern = str_from(*pattern, n + 1);
	}
	g->depth--;
	g->at = any;
	return true;
}

/* Walks over a pattern. Returns false if it is malformed. */
static bool
walk(struct glob *g, str pattern)
{
	uint32_t rune;
	size_t n;

	while (pattern.n > 0) {
		char c = pattern.p[0];

		if (c == '\\' && pattern.n > 1)
			pattern = str_from(pattern, 1);
		n = utf8_next(pattern, &rune);
		pattern = str_from(pattern, n);
		if (c == '*') {
			many(g, !str_starts(pattern, STR("*")));
			pattern = str_from(pattern, str_starts(pattern, STR("*")) ? 1 : 0);
		} else if (c == '?') {
			one(g, (str){0}, 0);
		} else if (c == '[') {
			if ((n = length(pattern, ']', false)) == pattern.n || n == 0)
				return false;
			one(g, str_sub(pattern, 0, n), 0);
			pattern = str_from(pattern, n + 1);
		} else if (c == '{') {
			if (!alternatives(g, &pattern))
				return false;
		} else {
			one(g, (str){0}, rune);
		}
	}
	return true;
}

bool
glob_match(struct arena *a, str pattern, str name)
{
	struct glob g = {.arena = a, .name = name};

	g.at = places(&g);
	g.at[0] = true;
	return !walk(&g, pattern) || g.at[name.n];
}
