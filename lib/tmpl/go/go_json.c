/* Writes a tree as JSON in the form of Go's encoding/json. */
#include "tmpl/go/go_json.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/val.h"

enum { STEP = 2 };

static bool
is_escaped(uint32_t rune, struct go_json how)
{
	if (rune < ' ' || rune == '"' || rune == '\\' || rune == 0x2028 || rune == 0x2029)
		return true;
	if (how.html && (rune == '<' || rune == '>' || rune == '&'))
		return true;
	return how.safe && scalar_is_special(rune);
}

static void
add_escape(struct buf *b, uint32_t rune)
{
	static const char from[] = "\b\f\n\r\t\"\\", to[] = "bfnrt\"\\";
	const char *at = rune && rune < 0x80 ? strchr(from, (int)rune) : NULL;

	if (at)
		buf_printf(b, "\\%c", to[at - from]);
	else
		buf_printf(b, "\\u%04x", (unsigned)rune);
}

static void
add_string(struct buf *b, str s, struct go_json how)
{
	uint32_t rune;
	size_t i, n, from = 0;

	buf_addc(b, '"');
	for (i = 0; i < s.n; i += n) {
		unsigned char c = (unsigned char)s.p[i];

		n = 1;
		if (c >= ' ' && c < 0x7f && !is_escaped(c, how))
			continue;
		n = utf8_next(str_from(s, i), &rune);
		if (rune != UTF8_BAD && !is_escaped(rune, how))
			continue;
		buf_add(b, str_from(str_sub(s, 0, i), from));
		add_escape(b, rune == UTF8_BAD ? 0xfffd : rune);
		from = i + n;
	}
	buf_add(b, str_from(s, from));
	buf_addc(b, '"');
}

static int
by_key(const void *a, const void *b)
{
	return str_cmp(
	    val_key(*(const struct val *const *)a), val_key(*(const struct val *const *)b));
}

static const struct val **
sorted(struct arena *a, const struct val *mapping)
{
	const struct val **out = arena_array(a, mapping->n, sizeof *out), *v;
	size_t n = 0;

	for (v = val_first(mapping); v; v = val_next(mapping, v))
		out[n++] = v;
	qsort(out, n, sizeof *out, by_key);
	return out;
}

static void
new_line(struct buf *b, struct go_json how, size_t in)
{
	if (!how.pretty)
		return;
	buf_addc(b, '\n');
	buf_pad(b, ' ', in);
}

static void emit(struct buf *b, const struct val *v, struct go_json how, size_t in);

static void
emit_collection(struct buf *b, const struct val *v, struct go_json how, size_t in)
{
	bool mapping = v->kind == VAL_MAPPING;
	const struct val **member = mapping ? sorted(b->arena, v) : NULL, *item = val_first(v);
	size_t i;

	buf_addc(b, mapping ? '{' : '[');
	for (i = 0; i < v->n; i++, item = val_next(v, item)) {
		if (i > 0)
			buf_addc(b, ',');
		new_line(b, how, in + STEP);
		if (mapping) {
			add_string(b, val_key(member[i]), how);
			buf_addc(b, ':');
			if (how.pretty)
				buf_addc(b, ' ');
		}
		emit(b, mapping ? member[i] : item, how, in + STEP);
	}
	if (v->n > 0)
		new_line(b, how, in);
	buf_addc(b, mapping ? '}' : ']');
}

static void
emit(struct buf *b, const struct val *v, struct go_json how, size_t in)
{
	double d;

	if (v->kind == VAL_STRING)
		add_string(b, val_text(v), how);
	else if (v->kind == VAL_FLOAT && num_double(val_text(v), &d))
		buf_add(b, num_text(b->arena, d));
	else if (val_is_scalar(v))
		buf_add(b, val_text(v));
	else
		emit_collection(b, v, how, in);
}

void
go_json(struct buf *b, const struct val *v, struct go_json how)
{
	emit(b, v, how, 0);
}
