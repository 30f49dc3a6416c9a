/* Writes trees as JSON, one line or indented. */
#include "data/json_out.h"

#include "base/buf.h"
#include "base/num.h"
#include "base/out.h"
#include "data/val.h"

enum { STEP = 2 };

static void
new_line(struct buf *b, unsigned how, size_t indent)
{
	if (!(how & JSON_PRETTY))
		return;
	buf_addc(b, '\n');
	buf_pad(b, ' ', indent);
}

static void emit(struct buf *b, const struct val *v, unsigned how, size_t indent);

static void
emit_collection(struct buf *b, const struct val *v, unsigned how, size_t indent)
{
	bool mapping = v->kind == VAL_MAPPING;
	struct val **order = mapping && how & JSON_GO ? val_sorted(b->arena, v, val_by_key) : NULL;
	const struct val *next = val_first(v), *child;
	size_t i;

	buf_addc(b, mapping ? '{' : '[');
	for (i = 0; i < v->n; i++, next = val_next(v, next)) {
		child = order ? order[i] : next;
		if (i > 0)
			buf_addc(b, ',');
		new_line(b, how, indent + STEP);
		if (mapping) {
			escape_quoted(b, val_key(child), how);
			buf_add(b, how & JSON_PRETTY ? STR(": ") : STR(":"));
		}
		emit(b, child, how, indent + STEP);
		out_drain(b);
	}
	if (v->n > 0)
		new_line(b, how, indent);
	buf_addc(b, mapping ? '}' : ']');
}

/* Returns whether a number is written as a double. From 1e21 on a double has an exponent, so with
   JSON_EQUAL an integer that large has one too. */
static bool
is_double(const struct val *v, unsigned how)
{
	enum { DIGITS = 21 };

	return how & JSON_GO && (v->kind == VAL_FLOAT || (how & JSON_EQUAL && v->n > DIGITS));
}

/* Returns the text of a scalar that is not a string. */
static str
plain_text(struct arena *a, const struct val *v, unsigned how)
{
	str text = val_text(v);
	double d;

	if (is_double(v, how) && num_double(text, &d))
		text = num_text(a, d);
	if (!str_is(text, "-0"))
		return text;
	if (how & JSON_EQUAL)
		return STR("0");
	/* Readers of YAML read -0 as the integer 0. */
	return how & JSON_GO ? text : STR("-0.0");
}

static void
emit(struct buf *b, const struct val *v, unsigned how, size_t indent)
{
	if (v->kind == VAL_STRING)
		escape_quoted(b, val_text(v), how);
	else if (!val_is_scalar(v))
		emit_collection(b, v, how, indent);
	else
		buf_add(b, plain_text(b->arena, v, how));
}

void
json_out(struct buf *b, const struct val *v, unsigned how)
{
	emit(b, v, how, 0);
}

const char *
json_text(struct arena *a, const struct val *v, unsigned how)
{
	struct buf b = {.arena = a};

	json_out(&b, v, how);
	return buf_cstr(&b);
}
