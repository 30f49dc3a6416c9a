/* Collects standard output in blocks. */
#include "base/out.h"

#include <errno.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"

/* Waking a reader costs as much as writing many kilobytes, so blocks are large. With larger ones,
   the reader would have more left to do when we are done. */
enum { BLOCK = 128 << 10 };

/* A block ends with a whole record, so it may exceed BLOCK, but rarely by more than a quarter. */
static char first[BLOCK + (BLOCK >> 2)];
static struct arena arena;
static struct buf out = {.arena = &arena, .p = first, .cap = sizeof first};

static void
send(str text)
{
	while (text.n > 0) {
		ssize_t n = write(STDOUT_FILENO, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			out.n = 0;
			die(DIE_LAST, "cannot write to standard output:");
		}
		text = str_from(text, (size_t)n);
	}
}

void
out_flush(void)
{
	str text = buf_str(&out);

	out.n = 0;
	send(text);
}

struct buf *
out_buf(void)
{
	return &out;
}

void
out_drain(const struct buf *b)
{
	if (b == &out && b->n >= BLOCK)
		out_flush();
}

void
out_write(str text)
{
	if (text.n >= BLOCK) {
		out_flush();
		send(text);
		return;
	}
	buf_add(&out, text);
	out_drain(&out);
}
