/* Decodes, replaces and indents text, as Go does. */
#include "tmpl/go/text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { RUNE_ERROR = 0xfffd };

size_t
text_rune(str s, size_t i, uint32_t *rune)
{
	size_t w;

	*rune = (unsigned char)s.p[i];
	if (*rune < 0x80)
		return 1;
	w = utf8_next(str_from(s, i), rune);
	if (*rune == UTF8_BAD)
		*rune = RUNE_ERROR;
	return w;
}

str
text_replace(struct arena *a, str s, str what, str with)
{
	struct buf b = {.arena = a};
	uint32_t rune;
	size_t i = 0, at;

	while (what.n == 0) {
		buf_add(&b, with);
		if (i == s.n)
			return buf_str(&b);
		at = text_rune(s, i, &rune);
		buf_add(&b, str_sub(s, i, at));
		i += at;
	}
	while ((at = str_find(str_from(s, i), what)) < s.n - i) {
		buf_add(&b, str_sub(s, i, at));
		buf_add(&b, with);
		i += at + what.n;
	}
	buf_add(&b, str_from(s, i));
	return buf_str(&b);
}

void
text_indent(struct buf *b, str s, size_t count)
{
	const char *end;
	size_t n;
	char *p;

	do {
		end = s.n ? memchr(s.p, '\n', s.n) : NULL;
		n = end ? (size_t)(end - s.p) + 1 : s.n;
		p = buf_need(b, count + n);
		memset(p, ' ', count);
		str_copy(p + count, s.p, n);
		b->n += count + n;
		s = str_from(s, n);
	} while (end);
}
