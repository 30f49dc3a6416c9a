/* Growing text in an arena. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"

char *
buf_need(struct buf *b, size_t n)
{
	if (b->cap - b->n < n) {
		size_t cap = b->cap ? b->cap : 64;

		while (cap - b->n < n) {
			if (cap > SIZE_MAX / 4)
				die_memory();
			cap *= 2;
		}
		b->p = arena_grow(b->arena, b->p, b->cap, cap);
		b->cap = cap;
	}
	return b->p + b->n;
}

void
buf_add(struct buf *b, str s)
{
	if (s.n == 0)
		return;
	memcpy(buf_need(b, s.n), s.p, s.n);
	b->n += s.n;
}

void
buf_addc(struct buf *b, char c)
{
	*buf_need(b, 1) = c;
	b->n++;
}

void
buf_pad(struct buf *b, char c, size_t count)
{
	memset(buf_need(b, count), c, count);
	b->n += count;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		vsnprintf(buf_need(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

str
buf_str(const struct buf *b)
{
	return (str){b->p, b->n};
}

const char *
buf_cstr(struct buf *b)
{
	*buf_need(b, 1) = '\0';
	return b->p;
}
