/* Grows text by doubling its room, and formats numbers and characters into it. */
#include "base/buf.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/end.h"

void
buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 64;

	while (cap - b->n < n) {
		if (cap > SIZE_MAX / 4)
			end_memory();
		cap *= 2;
	}
	b->p = b->p ? arena_grow(b->arena, b->p, b->cap, cap) : arena_take(b->arena, cap);
	b->cap = cap;
}

void
buf_uint(struct buf *b, uint64_t n)
{
	char digit[20], *end = digit + sizeof digit, *p = end;

	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(b, (str){p, (size_t)(end - p)});
}

void
buf_int(struct buf *b, int64_t n)
{
	if (n < 0)
		buf_addc(b, '-');
	buf_uint(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void
buf_rune(struct buf *b, uint32_t rune)
{
	size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4, i;
	char *p = buf_need(b, n);

	for (i = n; i-- > 1; rune >>= 6)
		p[i] = (char)(0x80 | (rune & 0x3f));
	p[0] = (char)(n == 1 ? rune : (0xf00u >> n & 0xff) | rune);
	b->n += n;
}

void
buf_pad(struct buf *b, char c, size_t count)
{
	if (count == 0)
		return;
	memset(buf_need(b, count), c, count);
	b->n += count;
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n > 0) {
		vsnprintf(buf_need(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

const char *
buf_cstr(struct buf *b)
{
	*buf_need(b, 1) = '\0';
	return b->p;
}

const char *
buf_format(struct arena *a, const char *fmt, ...)
{
	struct buf b = {.arena = a};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return buf_cstr(&b);
}
