/* Translates file name patterns to regular expressions. */
#include "tmpl/formats/glob.h"

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
	struct buf b = {.arena = a};
	size_t depth = 0, i, n;
	const char *error;
	char c;

	buf_add(&b, STR("^(?s:"));
	for (i = 0; i < pattern.n; i += n) {
		str rest = str_from(pattern, i);

		c = rest.p[0];
		n = 1;
		if (str_starts(rest, STR("**"))) {
			buf_add(&b, STR(".*"));
			n = 2;
		} else if (c == '*') {
			buf_add(&b, STR("[^/]*"));
		} else if (c == '?') {
			buf_add(&b, STR("[^/]"));
		} else if (c == '[') {
			n = add_class(&b, rest);
		} else if (c == '{') {
			buf_add(&b, STR("(?:"));
			depth++;
		} else if (c == '}' && depth > 0) {
			buf_addc(&b, ')');
			depth--;
		} else if (c == ',' && depth > 0) {
			buf_addc(&b, '|');
		} else {
			n = add_char(&b, rest);
		}
	}
	buf_add(&b, STR(")$"));
	return regex_compile(a, buf_str(&b), &error);
}

int
glob_match(struct regex *glob, str name)
{
	return glob ? regex_find(glob, name, 0, NULL) : 1;
}
