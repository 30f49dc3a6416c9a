/* Functions that make, change and search lists. As in sprig, a function returns a new list and
   does not change its argument. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"

/* The largest list of numbers. */
enum { COUNT_MAX = 1000000 };

FUNC(do_list)
{
	struct value out = value_list(func_arena(x), n);
	size_t i;

	for (i = 0; i < n; i++)
		value_push(func_arena(x), out, v[i]);
	return out;
}

FUNC(do_append)
{
	return value_append(func_arena(x), v[0], v[1]);
}

FUNC(do_concat)
{
	struct value out = n > 0 ? v[0] : value_list(func_arena(x), 0);
	struct value_walk w;
	size_t i;

	for (i = 1; i < n; i++)
		for (w = value_walk(v[i]); value_next(&w);)
			out = value_append(func_arena(x), out, w.item);
	return out;
}

FUNC(do_prepend)
{
	struct value lists[] = {do_list(f, x, v + 1, 1), v[0]};

	return do_concat(f, x, lists, 2);
}

/* first, and last if which is true */
FUNC(do_first)
{
	struct value out = value_nil();

	value_at(v[0], f->which ? value_len(v[0]) - 1 : 0, &out);
	return out;
}

/* rest, and initial if which is true */
FUNC(do_rest)
{
	size_t count = value_len(v[0]), but = f->which ? count : 1;
	struct value out = value_list(func_arena(x), count);
	struct value_walk w;

	for (w = value_walk(v[0]); value_next(&w);)
		if (w.i != but)
			value_push(func_arena(x), out, w.item);
	return out;
}

static bool
holds(struct value list, struct value item)
{
	struct value_walk w;

	for (w = value_walk(list); value_next(&w);)
		if (args_equal(w.item, item))
			return true;
	return false;
}

FUNC(do_has)
{
	return value_bool(v[1].kind == VALUE_LIST && holds(v[1], v[0]));
}

enum { UNIQ, WITHOUT, COMPACT };

FUNC(do_filter)
{
	struct value out = value_list(func_arena(x), 0), others = out;
	struct value_walk w;

	if (f->which == WITHOUT)
		others = do_list(f, x, v + 1, n - 1);
	for (w = value_walk(v[0]); value_next(&w);)
		if (f->which == COMPACT ? value_true(w.item) : !holds(others, w.item))
			value_push(func_arena(x), out, w.item);
	return out;
}

FUNC(do_reverse)
{
	size_t count = value_len(v[0]);
	struct value out = value_list(func_arena(x), count);
	struct value_walk w;

	out.as.list->n = count;
	for (w = value_walk(v[0]); value_next(&w);)
		out.as.list->items[count - w.i] = w.item;
	return out;
}

/* Lists the numbers from start on, up or down, before stop: none if step is 0 or has the wrong
   direction. */
static struct value
until_step(struct exec *x, int64_t start, int64_t stop, int64_t step)
{
	bool down = stop < start;
	uint64_t way = down ? (uint64_t)start - (uint64_t)stop : (uint64_t)stop - (uint64_t)start;
	uint64_t stride = step < 0 ? 0 - (uint64_t)step : (uint64_t)step, count = 0, i;
	struct value out;

	if (down ? step < 0 : step > 0)
		count = way / stride + (way % stride != 0);
	if (count > COUNT_MAX)
		func_error(x, "a list of %llu numbers; at most %d are allowed",
		    (unsigned long long)count, COUNT_MAX);
	out = value_list(func_arena(x), (size_t)count);
	out.as.list->n = (size_t)count;
	for (i = 0; i < count; i++)
		out.as.list->items[i] =
		    value_literal((int64_t)((uint64_t)start + i * (uint64_t)step));
	return out;
}

FUNC(do_until)
{
	if (n == 3)
		return until_step(x, v[0].as.i, v[1].as.i, v[2].as.i);
	return until_step(x, 0, v[0].as.i, v[0].as.i < 0 ? -1 : 1);
}

/* seq END, seq START END, seq START STEP END as in seq(1), but it counts down by default if END
   is less. */
FUNC(do_seq)
{
	struct buf b = {.arena = func_arena(x)};
	int64_t start, stop, step, turn;
	struct value list;
	struct value_walk w;

	if (n == 0 || n > 3)
		return value_string((str){0});
	start = n > 1 ? v[0].as.i : 1;
	stop = v[n - 1].as.i;
	turn = stop < start ? -1 : 1;
	step = n > 2 ? v[1].as.i : turn;
	if (stop < start && step > 0)
		return value_string((str){0});
	/* Beyond the last integer follows the first, as in Go. */
	list = until_step(x, start, (int64_t)((uint64_t)stop + (uint64_t)turn), step);
	for (w = value_walk(list); value_next(&w);)
		buf_printf(&b, "%s%lld", b.n ? " " : "", (long long)w.item.as.i);
	return value_string(buf_str(&b));
}

FUNC(do_chunk)
{
	struct arena *a = func_arena(x);
	struct value out = value_list(a, 0), part = value_nil();
	int64_t size = v[0].as.i;
	struct value_walk w;

	if (size <= 0)
		func_error(x, "the chunk size is %lld; it must be at least 1", (long long)size);
	for (w = value_walk(v[1]); value_next(&w);) {
		if (part.kind == VALUE_NIL || (int64_t)value_len(part) == size) {
			part = value_list(a, 0);
			value_push(a, out, part);
		}
		value_push(a, part, w.item);
	}
	return out;
}

const struct func funcs_lists[] = {
    {"list tuple", "A*", 0, do_list, 0},
    {"append push mustAppend mustPush", "lA push", 0, do_append, 0},
    {"prepend mustPrepend", "lA prepend", 0, do_prepend, 0},
    {"concat", "l* concat lists and", 0, do_concat, 0},
    {"first mustFirst", "l find first", 0, do_first, false},
    {"last mustLast", "l find last", 0, do_first, true},
    {"rest mustRest", "l find rest", 0, do_rest, false},
    {"initial mustInitial", "l find initial", 0, do_rest, true},
    {"has mustHas", "aL find has", 0, do_has, 0},
    {"uniq mustUniq", "l find uniq", 0, do_filter, UNIQ},
    {"without mustWithout", "la* find without", 0, do_filter, WITHOUT},
    {"compact mustCompact", "l compact", 0, do_filter, COMPACT},
    {"reverse mustReverse", "l find reverse", 0, do_reverse, 0},
    {"until", "i", 0, do_until, 0},
    {"untilStep", "iii", 0, do_until, 0},
    {"seq", "i*", 0, do_seq, 0},
    {"chunk mustChunk", "il chunk", 0, do_chunk, 0},
    {0},
};
