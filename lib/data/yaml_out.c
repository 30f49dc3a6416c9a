/* Writes YAML. A string has one of four forms:

       plain    if scalar_plain_safe says that every reader agrees
       'single' on one line, printable
       "double" any other; the escapes are JSON's, so the text is also JSON
       |        a value with newlines that a block scalar can hold */
#include "data/yaml_out.h"

#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/out.h"
#include "data/scalar.h"
#include "data/val.h"

/* Readers find the colon of a key within 1,024 characters only. A key of more than KEY_MAX bytes
   gets "? " before it. */
enum { KEY_MAX = 1000, STEP = 2 };

static void
add_single(struct buf *b, str s)
{
	size_t i;

	buf_addc(b, '\'');
	while ((i = str_find(s, STR("'"))) < s.n) {
		buf_add(b, str_sub(s, 0, i));
		buf_add(b, STR("''"));
		s = str_from(s, i + 1);
	}
	buf_add(b, s);
	buf_addc(b, '\'');
}

void
yaml_out_quoted(struct buf *b, str s, bool single)
{
	if (single && escape_printable(s, 0, NULL) == s.n)
		add_single(b, s);
	else
		escape_quoted(b, s, ESCAPE_YAML);
}

void
yaml_out_string(struct buf *b, str s, bool flow)
{
	if (scalar_plain_safe(s, flow))
		buf_add(b, s);
	else
		yaml_out_quoted(b, s, true);
}

/* Adds a decimal point if needed: readers of YAML 1.1 read 1e3 as a string, and -0 as an integer
   without a sign. */
static void
add_number(struct buf *b, str text)
{
	const char *e = memchr(text.p, 'e', text.n);

	if (e && !memchr(text.p, '.', text.n)) {
		buf_add(b, str_sub(text, 0, (size_t)(e - text.p)));
		buf_add(b, STR(".0"));
		text = str_from(text, (size_t)(e - text.p));
	}
	buf_add(b, text);
	if (str_is(text, "-0"))
		buf_add(b, STR(".0"));
}

void
yaml_out_scalar(struct buf *b, const struct val *v, bool flow)
{
	if (v->kind == VAL_STRING)
		yaml_out_string(b, val_text(v), flow);
	else if (v->kind == VAL_INT || v->kind == VAL_FLOAT)
		add_number(b, val_text(v));
	else
		buf_add(b, val_text(v));
}

/* Returns whether a block scalar can hold s, with an indentation indicator if digit is set. It
   cannot if s ends in blanks, because people do not see them and editors remove them. */
static bool
fits_block(str s, bool digit)
{
	size_t n = s.n, i;

	while (n > 0 && s.p[n - 1] == '\n')
		n--;
	if (n == 0 || s.p[n - 1] == ' ' || s.p[n - 1] == '\t' ||
	    escape_printable(s, ESCAPE_TAB | ESCAPE_LF, NULL) < s.n)
		return false;
	if (!digit && (s.p[0] == ' ' || s.p[0] == '\n'))
		return false;
	/* Only empty lines may come before the first line with text. */
	i = str_span(s, 0, "\n");
	if (s.p[i] == '\t')
		return false;
	i = str_span(s, i, " ");
	return s.p[i] != '\n' && s.p[i] != '\t';
}

bool
yaml_out_block(struct buf *b, str s, size_t indent, size_t digit)
{
	bool ended = str_ends(s, STR("\n"));

	if (!fits_block(s, digit > 0))
		return false;
	buf_addc(b, '|');
	if (s.p[0] == ' ' || s.p[0] == '\n')
		buf_uint(b, digit);
	if (!ended || s.n == 1 || s.p[s.n - 2] == '\n')
		buf_addc(b, ended ? '+' : '-');
	buf_addc(b, '\n');
	do {
		str line = str_split(&s, '\n');

		if (line.n)
			buf_pad(b, ' ', indent);
		buf_add(b, line);
		buf_addc(b, '\n');
		out_drain(b);
	} while (s.n > 0);
	return true;
}

/* Adds a value after a key or dash on the same line, or as a block, and ends the line. */
static void
add_on_line(struct buf *b, const struct val *v, size_t indent, bool root)
{
	/* A string that ends in empty lines gets no block: people overlook them. */
	if (v->kind == VAL_STRING && memchr(v->as.text, '\n', v->n) &&
	    !str_ends(val_text(v), STR("\n\n")) &&
	    yaml_out_block(b, val_text(v), indent + STEP, root ? 0 : STEP))
		return;
	if (val_is_scalar(v))
		yaml_out_scalar(b, v, false);
	else
		buf_add(b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	buf_addc(b, '\n');
	out_drain(b);
}

/* Adds a key and its colon. */
static void
add_key(struct buf *b, str key, size_t indent)
{
	size_t begin = b->n;

	yaml_out_string(b, key, false);
	if (b->n - begin > KEY_MAX) {
		buf_need(b, 2);
		memmove(b->p + begin + 2, b->p + begin, b->n - begin);
		memcpy(b->p + begin, "? ", 2);
		b->n += 2;
		buf_addc(b, '\n');
		buf_pad(b, ' ', indent);
	}
	buf_addc(b, ':');
}

void
yaml_out_children(struct buf *b, const struct val *v, size_t indent, bool first_inline)
{
	bool mapping = v->kind == VAL_MAPPING;
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child)) {
		if (!first_inline)
			buf_pad(b, ' ', indent);
		first_inline = false;
		if (mapping)
			add_key(b, val_key(child), indent);
		else
			buf_addc(b, '-');
		if (val_is_scalar(child) || child->n == 0) {
			buf_addc(b, ' ');
			add_on_line(b, child, indent, false);
			continue;
		}
		buf_addc(b, mapping ? '\n' : ' ');
		yaml_out_children(b, child,
		    mapping && child->kind == VAL_SEQUENCE ? indent : indent + STEP, !mapping);
	}
}

/* Returns whether v is a string in the form of a record. Without quotes, yaml_in.c would refuse the
   document as kv records. */
static bool
is_like_record(const struct val *v)
{
	return v->kind == VAL_STRING && str_starts(val_text(v), STR(".")) &&
	    str_find(val_text(v), STR("=")) < v->n && str_find(val_text(v), STR("\n")) == v->n;
}

void
yaml_out(struct buf *b, const struct val *v)
{
	if (is_like_record(v)) {
		escape_quoted(b, val_text(v), ESCAPE_YAML);
		buf_addc(b, '\n');
	} else if (val_is_scalar(v) || v->n == 0) {
		add_on_line(b, v, 0, true);
	} else {
		yaml_out_children(b, v, 0, false);
	}
}
