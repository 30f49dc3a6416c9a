/* Functions that make lists of numbers or split lists: until untilStep seq chunk. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"

/* The largest list of numbers. */
enum { COUNT_MAX = 1000000 };

/* Returns the number of steps from start, up or down, before stop. Returns 0 if step is 0 or has
   the wrong direction. */
static uint64_t
steps(int64_t start, int64_t stop, int64_t step)
{
	uint64_t way =
	    stop < start ? (uint64_t)start - (uint64_t)stop : (uint64_t)stop - (uint64_t)start;
	uint64_t stride = step < 0 ? 0 - (uint64_t)step : (uint64_t)step;

	if (stop < start ? step >= 0 : step <= 0)
		return 0;
	return way / stride + (way % stride != 0);
}

static struct value
until_step(struct exec *x, int64_t start, int64_t stop, int64_t step)
{
	uint64_t count = steps(start, stop, step);

	if (count > COUNT_MAX)
		func_error(x, "a list of %llu numbers; at most %d are allowed",
		    (unsigned long long)count, COUNT_MAX);
	return value_numbers(func_arena(x), start, step, (size_t)count);
}

FUNC(do_until)
{
	int64_t count = args_int(x, v[0]);

	return until_step(x, 0, count, count < 0 ? -1 : 1);
}

FUNC(do_until_step)
{
	int64_t start = args_int(x, v[0]), stop = args_int(x, v[1]), step = args_int(x, v[2]);

	return until_step(x, start, stop, step);
}

/* seq END, seq START END, seq START STEP END as in seq(1), but it counts down by default if END
   is less. */
FUNC(do_seq)
{
	struct buf b = {.arena = func_arena(x)};
	int64_t start = 1, stop, step = 1, turn;
	struct value list;
	struct value_walk w;

	if (n == 0 || n > 3)
		return value_string((str){0});
	if (n > 1)
		start = args_int(x, v[0]);
	if (n == 3)
		step = args_int(x, v[1]);
	stop = args_int(x, v[n - 1]);
	turn = stop < start ? -1 : 1;
	if (n < 3)
		step = turn;
	else if (stop < start && step > 0)
		return value_string((str){0});
	list = until_step(x, start, stop + turn, step);
	for (w = value_walk(list); value_next(&w);)
		buf_printf(&b, "%s%lld", b.n ? " " : "", (long long)w.item.as.i);
	return value_string(buf_str(&b));
}

FUNC(do_chunk)
{
	struct arena *a = func_arena(x);
	int64_t size = args_int(x, v[0]);
	struct value list = args_list(x, v[1], "chunk"), out = value_list(a, 0);
	struct value part = value_nil();
	struct value_walk w;

	if (size <= 0)
		func_error(x, "the chunk size is %lld; it must be at least 1", (long long)size);
	for (w = value_walk(list); value_next(&w);) {
		if (part.kind == VALUE_NIL || (int64_t)value_len(part) == size) {
			part = value_list(a, 0);
			value_push(a, out, part);
		}
		value_push(a, part, w.item);
	}
	return out;
}

const struct func funcs_sublists[] = {
    {"until", 1, 1, 0, do_until},
    {"untilStep", 3, 3, 0, do_until_step},
    {"seq", 0, FUNC_ANY, 0, do_seq},
    {"chunk", 2, 2, 0, do_chunk},
    {"mustChunk", 2, 2, 0, do_chunk},
    {0},
};
