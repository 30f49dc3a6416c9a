/* Ends the process by exit, or the work on a document by a jump to the innermost end_try. */
#include "base/end.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_INPUT = 1, STATUS_CALL = 2 };

/* An end_try that runs; outer is the end_try that contains it. */
struct attempt {
	jmp_buf jump;
	struct buf *message;
	struct attempt *outer;
};

static const char *name = "vcluster-orchestrator";
static struct attempt *attempt;
static int input_status = STATUS_INPUT;

void
end_name(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	name = slash ? slash + 1 : argv0;
}

const char *
end_tool(void)
{
	return name;
}

void
end_input_status(int status)
{
	input_status = status;
}

void
end_input(void)
{
	if (attempt)
		longjmp(attempt->jump, 1);
	exit(input_status);
}

void
end_call(void)
{
	attempt = NULL; /* an exit handler must not jump to it */
	exit(STATUS_CALL);
}

void
end_memory(void)
{
	static const char text[] = ": out of memory\n";

	if (write(STDERR_FILENO, name, strlen(name)) > 0 &&
	    write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(STATUS_CALL);
	end_call();
}

bool
end_try(void (*work)(void *context), void *context, struct buf *message)
{
	struct attempt here = {.message = message, .outer = attempt};

	if (setjmp(here.jump) != 0) {
		attempt = here.outer;
		return false;
	}
	attempt = &here;
	work(context);
	attempt = here.outer;
	return true;
}

struct buf *
end_message(void)
{
	return attempt ? attempt->message : NULL;
}
