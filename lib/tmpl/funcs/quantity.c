/* The functions quantityAdd and quantityCompare, for Kubernetes' quantities (500m, 2Gi). Helm has
   neither. */
#include "form/quantity.h"
#include "base/arena.h"
#include "base/escape.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

static str
parse(struct exec *x, struct value v)
{
	str text = print_str(func_arena(x), v);

	if (!quantity_fits(text))
		func_error(func_about(x, v), "%s is not a quantity like 500m, 1.5 or 2Gi",
		    escape_show(func_arena(x), text));
	return text;
}

FUNC(do_add)
{
	str *text = arena_array(func_arena(x), n, sizeof *text);
	size_t i;

	for (i = 0; i < n; i++)
		text[i] = parse(x, v[i]);
	return value_string(quantity_sum(func_arena(x), text, n));
}

FUNC(do_compare)
{
	str one = parse(x, v[0]), other = parse(x, v[1]);

	return value_literal(quantity_above(one, other) - quantity_above(other, one));
}

const struct func funcs_quantity[] = {
    {"quantityAdd", "a*", 0, do_add, 0},
    {"quantityCompare", "aa", 0, do_compare, 0},
    {0},
};
