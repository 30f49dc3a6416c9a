/* Functions for integers: arguments are converted as spf13/cast does, results are int64 and wrap
   around. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/go_num.h"
#include "tmpl/go/print.h"

static struct value
wrapped(uint64_t u)
{
	return value_int((int64_t)u);
}

static uint64_t
operand(struct value v)
{
	return (uint64_t)args_to_int(v);
}

FUNC(do_add)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += operand(v[i]);
	return wrapped(sum);
}

FUNC(do_add1)
{
	return wrapped(operand(v[0]) + 1);
}

FUNC(do_sub)
{
	return wrapped(operand(v[0]) - operand(v[1]));
}

FUNC(do_mul)
{
	uint64_t product = operand(v[0]);
	size_t i;

	for (i = 1; i < n; i++)
		product *= operand(v[i]);
	return wrapped(product);
}

static int64_t
divisor(struct exec *x, struct value v)
{
	int64_t by = args_to_int(v);

	if (by == 0)
		func_error(x, "integer divide by zero");
	return by;
}

/* INT64_MIN / -1, the only quotient that does not fit, wraps around. */
FUNC(do_div)
{
	int64_t by = divisor(x, v[1]);

	return by == -1 ? wrapped(0 - operand(v[0])) : value_int(args_to_int(v[0]) / by);
}

FUNC(do_mod)
{
	int64_t by = divisor(x, v[1]);

	return value_int(by == -1 ? 0 : args_to_int(v[0]) % by);
}

FUNC(do_max)
{
	int64_t best = args_to_int(v[0]);
	size_t i;

	for (i = 1; i < n; i++)
		if (args_to_int(v[i]) > best)
			best = args_to_int(v[i]);
	return value_int(best);
}

FUNC(do_min)
{
	int64_t best = args_to_int(v[0]);
	size_t i;

	for (i = 1; i < n; i++)
		if (args_to_int(v[i]) < best)
			best = args_to_int(v[i]);
	return value_int(best);
}

FUNC(do_int)
{
	return value_literal(args_to_int(v[0]));
}

FUNC(do_int64)
{
	return value_int(args_to_int(v[0]));
}

/* Parses as strconv.Atoi does, without errors: a number out of range becomes the nearest one. */
FUNC(do_atoi)
{
	int64_t out;

	go_num_int(args_str(x, v[0]), 10, &out);
	return value_literal(out);
}

/* Converts a file mode: octal digits, printed in any form. */
FUNC(do_to_decimal)
{
	int64_t out;

	return value_int(go_num_int(print_str(func_arena(x), v[0]), 8, &out) ? out : 0);
}

const struct func funcs_math[] = {
    {"add", 0, FUNC_ANY, 0, do_add},
    {"add1", 1, 1, 0, do_add1},
    {"sub", 2, 2, 0, do_sub},
    {"mul", 1, FUNC_ANY, 0, do_mul},
    {"div", 2, 2, 0, do_div},
    {"mod", 2, 2, 0, do_mod},
    {"max", 1, FUNC_ANY, 0, do_max},
    {"biggest", 1, FUNC_ANY, 0, do_max},
    {"min", 1, FUNC_ANY, 0, do_min},
    {"int", 1, 1, 0, do_int},
    {"int64", 1, 1, 0, do_int64},
    {"atoi", 1, 1, 0, do_atoi},
    {"toDecimal", 1, 1, 0, do_to_decimal},
    {0},
};
