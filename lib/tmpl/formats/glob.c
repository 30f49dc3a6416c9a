/* Translates file name patterns to regular expressions. */
#include "tmpl/formats/formats.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/regex.h"
#include "base/utf8.h"

/* Adds the character at the start of s, or after a backslash, as an escape. Returns its length. */
static size_t
add_char(struct buf *b, str s)
{
	size_t skip = s.p[0] == '\\' && s.n > 1, n;
	uint32_t rune;

	n = utf8_next(str_from(s, skip), &rune);
	buf_printf(b, "\\x{%x}", (unsigned)rune);
	return skip + n;
}

/* Adds a class from its bracket on and returns its length. A class that is empty or does not end
   becomes a character that no pattern may have. */
static size_t
add_class(struct buf *b, str s)
{
	bool negated = str_starts(s, STR("[!"));
	size_t begin = 1 + negated, i = begin;

	buf_add(b, negated ? STR("[^") : STR("["));
	while (i < s.n && s.p[i] != ']') {
		i += add_char(b, str_from(s, i));
		if (i + 1 < s.n && s.p[i] == '-' && s.p[i + 1] != ']') {
			buf_addc(b, '-');
			i += 1 + add_char(b, str_from(s, i + 1));
		}
	}
	buf_add(b, i < s.n && i > begin ? STR("]") : STR("\\x{ffffff}]"));
	return i + 1;
}

struct regex *
glob_compile(struct arena *a, str pattern)
{
	/* } and , are characters outside of braces. */
	static const struct {
		const char *glob, *regex;
		int depth;
	} tokens[] = {{"**", ".*", 0}, {"*", "[^/]*", 0}, {"?", "[^/]", 0}, {"{", "(?:", 1},
	    {"}", ")", -1}, {",", "|", 0}, {NULL, NULL, 0}},
	  *t;
	struct buf b = {.arena = a};
	struct regex *regex;
	const char *error;
	int depth = 0;
	size_t n;

	buf_add(&b, STR("^(?s:"));
	for (; pattern.n > 0; pattern = str_from(pattern, n)) {
		for (t = tokens; t->glob && !str_starts(pattern, str_of(t->glob)); t++)
			continue;
		if (t->glob && (depth > 0 || !strchr("},", *t->glob))) {
			buf_add(&b, str_of(t->regex));
			depth += t->depth;
			n = strlen(t->glob);
		} else {
			n = *pattern.p == '[' ? add_class(&b, pattern) : add_char(&b, pattern);
		}
	}
	buf_add(&b, STR(")$"));
	regex = regex_compile(a, buf_str(&b), &error);
	return regex ? regex : regex_compile(a, STR(""), &error);
}
