/* Text that grows, in an arena. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>

#include "base/str.h"

struct arena;

/* p[0..n) is the text. It may move when it grows, and lives as long as the arena. Initialize with
   {.arena = a}. To cut the text, lower n. */
struct buf {
	struct arena *arena;
	char *p;
	size_t n, cap;
};

/* buf_pad adds `count` bytes c, buf_printf a formatted text. */
void buf_pad(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* buf_grow makes room for n more bytes. Callers use buf_need, which calls it if necessary. */
void buf_grow(struct buf *b, size_t n);

/* buf_need reserves n + 1 more bytes, so the result is never NULL, and returns the end of the text.
   The caller writes there and adds the number of bytes to b->n. */
static inline char *
buf_need(struct buf *b, size_t n)
{
	if (b->cap - b->n <= n)
		buf_grow(b, n + 1);
	return b->p + b->n;
}

static inline void
buf_add(struct buf *b, str s)
{
	if (s.n == 0)
		return;
	str_copy(buf_need(b, s.n), s.p, s.n);
	b->n += s.n;
}

static inline void
buf_addc(struct buf *b, char c)
{
	*buf_need(b, 1) = c;
	b->n++;
}

/* buf_uint and buf_int add a number in decimal, buf_rune a character up to U+10FFFF. */
void buf_uint(struct buf *b, uint64_t n);
void buf_int(struct buf *b, int64_t n);
void buf_rune(struct buf *b, uint32_t rune);

/* buf_str returns the current text, which stays in the buffer. */
static inline str
buf_str(const struct buf *b)
{
	return (str){b->p, b->n};
}

/* buf_cstr returns the text followed by a NUL that n does not count. buf_format returns a formatted
   text, in a. */
const char *buf_cstr(struct buf *b);
const char *buf_format(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
