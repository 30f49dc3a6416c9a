/* Standard output. */
#include "base/out.h"

#include <errno.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"

/* Half of what a pipe holds: its reader works on a block while the next is made, a tenth faster
   than with whole ones. */
enum { BLOCK = 32 << 10 };

static struct arena arena;
static struct buf out = {.arena = &arena};

static void
send(str text)
{
	while (text.n > 0) {
		ssize_t n = write(STDOUT_FILENO, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			out.n = 0;
			warn_at((struct pos){0}, "cannot write to standard output:");
			_exit(DIE_CALL);
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
