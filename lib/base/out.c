/* Standard output. */
#include "base/out.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"

enum { BLOCK = 64 << 10 };

static char data[BLOCK];
static size_t used;

static void
send(str text)
{
	while (text.n > 0) {
		ssize_t n = write(STDOUT_FILENO, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			used = 0;
			warn_at((struct pos){0}, "cannot write to standard output:");
			_exit(DIE_CALL);
		}
		text = str_from(text, (size_t)n);
	}
}

void
out_flush(void)
{
	str text = {data, used};

	used = 0;
	send(text);
}

void
out_write(str text)
{
	if (text.n > BLOCK - used) {
		out_flush();
		if (text.n >= BLOCK) {
			send(text);
			return;
		}
	}
	if (text.n) {
		memcpy(data + used, text.p, text.n);
		used += text.n;
	}
}
