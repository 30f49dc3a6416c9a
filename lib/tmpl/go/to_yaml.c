/* Writes YAML as go-yaml 2 does, with collections in block style:

       mapping  = key ":" (" " scalar | newline mapping, deeper | newline sequence, not deeper)
                | "? " key newline ": " value               a key that is long or of many lines
       sequence = "- " (scalar | mapping | sequence), the latter two on the same line, deeper
       scalar   = plain | 'single' | "double", folded after column 80 at single spaces
                | "|" block, for text with newlines

   in is the column of a collection's keys or dashes. With pretty a list in a mapping is deeper
   too, and no line is folded. */
#include "tmpl/go/to_yaml.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"

enum { WIDTH = 80, STEP = 2, SIMPLE_KEY_MAX = 128 };

enum style { PLAIN, SINGLE, DOUBLE, LITERAL };

static void emit(struct buf *b, const struct val *v, size_t in, bool pretty);

/* Properties of a string that decide its style. */
enum {
	NEWLINE = 1,
	BREAK = 2,     /* a newline or a carriage return */
	SPECIAL = 4,   /* a character that must be escaped */
	INDICATOR = 8, /* a reader would not read it as plain text */
	SPACE = 16,
	EDGE_SPACE = 32, /* at its beginning or its end */
	END_SPACE = 64,
	SPACE_BREAK = 128 /* before a newline */
};

/* Returns whether go-yaml escapes the character: not printable, outside of the basic plane, or a
   line break other than a newline. */
static bool
is_special(uint32_t rune)
{
	return (rune < ' ' && rune != '\n') || (rune >= 0x7f && rune < 0xa0) || rune == 0x2028 ||
	    rune == 0x2029 || rune == 0xfeff || rune >= 0xfffe;
}

static bool
is_blank_at(str s, size_t i)
{
	return i >= s.n || s.p[i] == ' ' || s.p[i] == '\t';
}

static bool
starts_indicator(str s)
{
	char c = s.p[0];

	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		return false;
	if ((c == '-' || c == '.') && (str_starts(s, STR("---")) || str_starts(s, STR("..."))))
		return true;
	if (memchr("#,[]{}&*!|>'\"%@`", c, 16))
		return true;
	return (c == '?' || c == ':' || c == '-') && is_blank_at(s, 1);
}

/* Returns the traits of the space, newline, colon or # at s.p[i]. */
static unsigned
traits_at(str s, size_t i)
{
	char before = i > 0 ? s.p[i - 1] : '\0';

	switch (s.p[i]) {
	case ' ':
		if (i + 1 == s.n)
			return SPACE | EDGE_SPACE | END_SPACE;
		return i == 0 ? SPACE | EDGE_SPACE : SPACE;
	case '\n':
		return before == ' ' ? NEWLINE | BREAK | SPACE_BREAK : NEWLINE | BREAK;
	case ':':
		return is_blank_at(s, i + 1) ? INDICATOR : 0;
	default:
		return before == ' ' || before == '\t' || before == '\n' ? INDICATOR : 0;
	}
}

static unsigned
traits_of(str s)
{
	unsigned traits = s.n > 0 && starts_indicator(s) ? INDICATOR : 0;
	uint32_t rune;
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		unsigned char c = (unsigned char)s.p[i];

		n = 1;
		if (c > ' ' && c < 0x7f && c != ':' && c != '#')
			continue;
		if (c == ' ' || c == '\n' || c == ':' || c == '#') {
			traits |= traits_at(s, i);
		} else {
			n = text_rune(s, i, &rune);
			traits |= (is_special(rune) ? SPECIAL : 0) | (c == '\r' ? BREAK : 0);
		}
	}
	return traits;
}

/* Chooses the style of a string. A simple key is never a block. */
static enum style
style_of(str s, unsigned traits, bool simple_key)
{
	if (traits & NEWLINE)
		return simple_key || traits & (SPECIAL | END_SPACE | SPACE_BREAK) ? DOUBLE
										  : LITERAL;
	if (!to_yaml_plain(s) || traits & SPECIAL)
		return DOUBLE;
	return traits & (EDGE_SPACE | INDICATOR) ? SINGLE : PLAIN;
}

/* Returns whether a string in these quotes needs no escapes. */
static bool
fits_quotes(str s, unsigned traits, char quote)
{
	return !(traits & (BREAK | SPECIAL)) && !memchr(s.p, quote, s.n) &&
	    !memchr(s.p, '\\', s.n) && utf8_bad(s) == s.n;
}

char
to_yaml_quote(str s)
{
	enum style style = style_of(s, traits_of(s), false);

	return style == SINGLE ? '\'' : style == DOUBLE ? '"' : '\0';
}

/* Returns the number of characters on the last line. */
static size_t
column(const struct buf *b)
{
	size_t i = b->n;

	while (i > 0 && b->p[i - 1] != '\n')
		i--;
	return utf8_count(str_from(buf_str(b), i));
}

static void
new_line(struct buf *b, size_t in)
{
	buf_addc(b, '\n');
	buf_pad(b, ' ', in);
}

static bool
is_space_at(str s, size_t i)
{
	return i < s.n && s.p[i] == ' ';
}

static void
add_escape(struct buf *b, uint32_t rune)
{
	static const char from[] = "\a\b\t\n\v\f\r\x1b\"\\", to[] = "abtnvfre\"\\";
	const char *at = rune && rune < 0x80 ? strchr(from, (int)rune) : NULL;

	if (at)
		buf_printf(b, "\\%c", to[at - from]);
	else if (rune == 0)
		buf_add(b, STR("\\0"));
	else if (rune == 0x85)
		buf_add(b, STR("\\N"));
	else if (rune == 0x2028 || rune == 0x2029)
		buf_add(b, rune == 0x2028 ? STR("\\L") : STR("\\P"));
	else if (rune <= 0xff)
		buf_printf(b, "\\x%02X", (unsigned)rune);
	else
		buf_printf(b, rune <= 0xffff ? "\\u%04X" : "\\U%08X", (unsigned)rune);
}

/* Adds one character in the style. Returns how many bytes of s it used. */
static size_t
add_character(struct buf *b, str s, enum style style)
{
	uint32_t rune;
	size_t n = utf8_next(s, &rune);

	if (rune == UTF8_BAD)
		buf_add(b, STR("\xef\xbf\xbd"));
	else if (style == DOUBLE &&
	    (is_special(rune) || rune == '\n' || rune == '"' || rune == '\\'))
		add_escape(b, rune);
	else if (style == SINGLE && rune == '\'')
		buf_add(b, STR("''"));
	else
		buf_add(b, str_sub(s, 0, n));
	return n;
}

/* Returns whether a long line may break at a space: at a single space, or in double quotes at
   the first of several; then the next space is escaped. */
static bool
may_break(str s, size_t i, enum style style)
{
	if (i == 0 || i + 1 >= s.n || s.p[i - 1] == ' ')
		return false;
	return style == DOUBLE || !is_space_at(s, i + 1);
}

/* Adds a string on one line, or folded, with its further lines at column in. */
static void
add_flowing(struct buf *b, str s, enum style style, bool fold, size_t in)
{
	size_t i = 0, n, before, at = fold ? column(b) + (style != PLAIN) : 0;

	if (style == PLAIN && (!fold || at + s.n <= WIDTH) && utf8_bad(s) == s.n) {
		buf_add(b, s);
		return;
	}
	if (style != PLAIN)
		buf_addc(b, style == SINGLE ? '\'' : '"');
	while (i < s.n) {
		if (fold && at > WIDTH && s.p[i] == ' ' && may_break(s, i, style)) {
			new_line(b, in);
			at = in;
			if (is_space_at(s, i + 1)) {
				buf_addc(b, '\\');
				at++;
			}
			i++;
			/* No break at a space directly after a break. */
			while (is_space_at(s, i)) {
				buf_addc(b, ' ');
				at++;
				i++;
			}
			continue;
		}
		before = b->n;
		n = add_character(b, str_from(s, i), style);
		at += (unsigned char)s.p[i] < 0x80 ? b->n - before
						   : utf8_count(str_from(buf_str(b), before));
		i += n;
	}
	if (style != PLAIN)
		buf_addc(b, style == SINGLE ? '\'' : '"');
}

/* Adds a block scalar: "|", its indicators, and the lines at column in. The caller adds the last
   newline of a string. */
static void
add_literal(struct buf *b, str s, size_t in)
{
	size_t at, end = s.n;

	buf_addc(b, '|');
	if (s.p[0] == ' ' || s.p[0] == '\n')
		buf_addc(b, '0' + STEP);
	if (s.p[s.n - 1] != '\n')
		buf_addc(b, '-');
	else if (s.n == 1 || s.p[s.n - 2] == '\n')
		buf_addc(b, '+');
	if (s.p[s.n - 1] == '\n')
		end--;
	s = str_sub(s, 0, end);
	for (;; s = str_from(s, at + 1)) {
		at = str_find(s, STR("\n"));
		buf_addc(b, '\n');
		if (at > 0)
			buf_pad(b, ' ', in);
		buf_add(b, str_sub(s, 0, at));
		if (at == s.n)
			return;
	}
}

static void
add_string(struct buf *b, str s, unsigned traits, bool simple_key, size_t in, bool pretty)
{
	enum style style = style_of(s, traits, simple_key);

	if (style == LITERAL)
		add_literal(b, s, in);
	else
		add_flowing(b, s, style, traits & SPACE && !simple_key && !pretty && s.n > 1, in);
}

/* toYaml converts to JSON first: a number is an integer if possible, else the shortest float. */
static void
add_number(struct buf *b, const struct val *v)
{
	str text = val_text(v);
	double d;

	if (v->kind == VAL_FLOAT && num_double(text, &d))
		text = num_text(b->arena, d);
	else
		d = 0;
	if (str_is(text, "-0"))
		buf_addc(b, '0');
	else if (num_is_int(text) && d > -0x1p63 && d < 0x1p64)
		buf_add(b, text);
	else
		fmt_double(b, d);
}

static int
by_key(const void *a, const void *b)
{
	return to_yaml_key_cmp(
	    val_key(*(const struct val *const *)a), val_key(*(const struct val *const *)b));
}

static const struct val **
sorted(struct arena *a, const struct val *mapping)
{
	const struct val **out = arena_array(a, mapping->n, sizeof *out), *v;
	size_t n = 0;
	bool order = true;

	for (v = val_first(mapping); v; v = val_next(mapping, v)) {
		out[n++] = v;
		order = order && (n < 2 || by_key(&out[n - 2], &out[n - 1]) < 0);
	}
	if (!order)
		qsort(out, n, sizeof *out, by_key);
	return out;
}

/* Adds a string in these quotes. Returns false if quote is 0 or s would need escapes. */
static bool
add_quoted(struct buf *b, str s, unsigned traits, char quote)
{
	if (!quote || !fits_quotes(s, traits, quote))
		return false;
	buf_printf(b, "%c%.*s%c", quote, (int)s.n, s.p, quote);
	return true;
}

static void
emit_member(struct buf *b, const struct val *v, size_t in, bool pretty)
{
	str key = val_key(v);
	unsigned traits = traits_of(key);
	bool simple = key.n <= SIMPLE_KEY_MAX && !(traits & BREAK);

	if (simple) {
		if (!add_quoted(b, key, traits, v->key_quote))
			add_string(b, key, traits, true, in + STEP, pretty);
		buf_addc(b, ':');
	} else {
		buf_add(b, STR("? "));
		add_string(b, key, traits, false, in + STEP, pretty);
		new_line(b, in);
		buf_addc(b, ':');
	}
	if (val_is_scalar(v) || v->n == 0 || !simple) {
		buf_addc(b, ' ');
		emit(b, v, in + STEP, pretty);
	} else {
		in += v->kind == VAL_MAPPING || pretty ? STEP : 0;
		new_line(b, in);
		emit(b, v, in, pretty);
	}
}

/* Adds v at the end of b. A collection's keys or dashes are in column in, and so are the further
   lines of a scalar. */
static void
emit(struct buf *b, const struct val *v, size_t in, bool pretty)
{
	const struct val **member, *item;
	size_t i;

	if (v->kind == VAL_STRING) {
		unsigned traits = traits_of(val_text(v));

		if (!add_quoted(b, val_text(v), traits, v->quote))
			add_string(b, val_text(v), traits, false, in, pretty);
	} else if (v->kind == VAL_INT || v->kind == VAL_FLOAT) {
		add_number(b, v);
	} else if (val_is_scalar(v)) {
		buf_add(b, val_text(v));
	} else if (v->n == 0) {
		buf_add(b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	} else if (v->kind == VAL_MAPPING) {
		member = sorted(b->arena, v);
		for (i = 0; i < v->n; i++) {
			if (i > 0)
				new_line(b, in);
			emit_member(b, member[i], in, pretty);
		}
	} else {
		for (item = val_first(v), i = 0; item; item = val_next(v, item), i++) {
			if (i > 0)
				new_line(b, in);
			buf_add(b, STR("- "));
			emit(b, item, in + STEP, pretty);
		}
	}
}

void
to_yaml(struct buf *b, const struct val *v)
{
	emit(b, v, val_is_scalar(v) ? STEP : 0, false);
	buf_addc(b, '\n');
}

void
to_yaml_pretty(struct buf *b, const struct val *v)
{
	emit(b, v, val_is_scalar(v) ? STEP : 0, true);
	buf_addc(b, '\n');
}
