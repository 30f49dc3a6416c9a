/* Writes YAML as toYaml of sigs.k8s.io/yaml does: as go-yaml 2 after JSON. Keys are in natural
   order, collections in block style:

       mapping  = key ":" (" " scalar | newline mapping, deeper | newline sequence, not deeper)
                | "? " key newline ": " value               a key that is long or of many lines
       sequence = "- " (scalar | mapping | sequence), the latter two on the same line, deeper
       scalar   = plain | 'single' | "double", folded after column 80 at single spaces
                | "|" block, for text with newlines

   col is the column of a collection's keys or dashes. With pretty, a list in a mapping is deeper
   too, and no line is folded. */
#include "tmpl/formats/formats.h"

#include <string.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/val.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"

enum { WIDTH = 80, STEP = 2, SIMPLE_KEY_MAX = 128 };

/* Adds v at the end of b. A collection's keys or dashes are in column col; so are the lines of a
   scalar after the first. */
static void emit(struct buf *b, const struct val *v, size_t col, bool pretty);

/* What needs quotes though scalar_plain reads a string: a time of resolve.go (yyyy-m-d, also with
   Th:m:s[.f]Z|±hh:mm or h:m:s[.f]), and a number in base 60 of encode.go. */
#define LEAP_YEAR "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
#define DATE                                                                                       \
	"(?:\\d{4}-(?:(?:0?[1-9]|1[0-2])-(?:0?[1-9]|1\\d|2[0-8])|(?:0?[13-9]|1[0-2])-(?:29|30)|"   \
	"(?:0?[13578]|1[02])-31)|" LEAP_YEAR "-0?2-29)"
#define CLOCK "(?:[01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d(?:[.,]\\d+)?"
#define TIME DATE "(?:[Tt]" CLOCK "(?:Z|[+-]\\d{2}:\\d{2})| " CLOCK ")?"
#define BASE_60 "[-+]?\\d[\\d_]*(?::[0-5]?\\d)+(?:\\.[\\d_]*)?"

/* Returns whether go-yaml writes s without quotes. */
static bool
is_plain(struct arena *a, str s)
{
	struct scalar typed;

	if (scalar_plain(a, s, &typed) || typed.kind != VAL_STRING)
		return false;
	/* Most texts fail the first tests, so most runs never compile the pattern. */
	return !(memchr(s.p, ':', s.n) || (s.n > 4 && s.p[4] == '-')) ||
	    !regex_in("^(?:" TIME "|" BASE_60 ")$", s, 0, NULL);
}

/* Returns s with U+FFFD in place of each byte that is not UTF-8. */
static str
valid(struct arena *a, str s)
{
	struct buf b = {.arena = a};
	uint32_t rune;
	size_t i;

	if (utf8_bad(s) == s.n)
		return s;
	for (i = 0; i < s.n;) {
		i += text_rune(s, i, &rune);
		buf_rune(&b, rune);
	}
	return buf_str(&b);
}

/* Returns the number of characters on the last line. */
static size_t
column(const struct buf *b)
{
	return utf8_count(str_from(buf_str(b), str_after_last(buf_str(b), '\n')));
}

static void
new_line(struct buf *b, size_t col)
{
	buf_addc(b, '\n');
	buf_pad(b, ' ', col);
}

static int
append(void *b, unsigned char *data, size_t n)
{
	buf_add(b, (str){(const char *)data, n});
	return 1;
}

/* Adds a scalar with libyaml's emitter; go-yaml's is a port of it. If the text cannot be written in
   the style, the emitter chooses another one. Lines after the first are in column col. */
static void
emit_scalar(struct buf *b, str s, yaml_scalar_style_t style, int width, size_t col)
{
	yaml_emitter_t emitter;
	yaml_event_t e;
	bool good;

	if (!yaml_emitter_initialize(&emitter))
		end_memory();
	yaml_emitter_set_output(&emitter, append, b);
	yaml_emitter_set_unicode(&emitter, true);
	yaml_emitter_set_width(&emitter, width);
	good = yaml_stream_start_event_initialize(&e, YAML_UTF8_ENCODING) &&
	    yaml_emitter_emit(&emitter, &e) &&
	    yaml_document_start_event_initialize(&e, NULL, NULL, NULL, true) &&
	    yaml_emitter_emit(&emitter, &e);
	emitter.indent = (int)col - STEP;
	emitter.column = (int)column(b);
	good = good &&
	    yaml_scalar_event_initialize(&e, NULL, NULL, (const yaml_char_t *)(s.n ? s.p : ""),
		(int)s.n, true, true, style) &&
	    yaml_emitter_emit(&emitter, &e) && yaml_emitter_flush(&emitter);
	yaml_emitter_delete(&emitter);
	if (!good)
		end_memory();
	if (style == YAML_LITERAL_SCALAR_STYLE && b->p[b->n - 1] == '\n')
		b->n--;
}

/* Readers disagree on U+2028 and U+2029: these are escaped. */
static yaml_scalar_style_t
style_of(struct arena *a, str s)
{
	if (str_find(s, STR("\xe2\x80\xa8")) < s.n || str_find(s, STR("\xe2\x80\xa9")) < s.n)
		return YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	if (str_find(s, STR("\n")) < s.n)
		return YAML_LITERAL_SCALAR_STYLE;
	return is_plain(a, s) ? YAML_PLAIN_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

/* Adds s in quotes of the kind `quote` if it then needs no escapes and no second line, else in the
   style that style_of chooses, folded at column `width`. */
static void
add_string(struct buf *b, str s, char quote, int width, size_t col)
{
	size_t at = b->n;

	/* Most strings need no closer look. (Saves half of the instructions of toYaml.) */
	if (!quote && escape_plain_run(s) == s.n &&
	    (!memchr(s.p, ' ', s.n) || column(b) + s.n <= WIDTH) && scalar_plain_safe(s, false)) {
		buf_add(b, s);
		return;
	}
	s = valid(b->arena, s);
	if (quote) {
		emit_scalar(b, s,
		    quote == '"' ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
				 : YAML_SINGLE_QUOTED_SCALAR_STYLE,
		    -1, col);
		if (b->n == at + s.n + 2)
			return;
		b->n = at;
	}
	emit_scalar(b, s, style_of(b->arena, s), width, col);
}

char
to_yaml_quote(struct arena *a, str s)
{
	struct buf b = {.arena = a};

	add_string(&b, s, '\0', -1, STEP);
	return b.p[0] == '\'' || b.p[0] == '"' ? b.p[0] : '\0';
}

/* Adds a scalar that is not a string. toYaml converts to JSON first: a number is an integer if
   possible, else the shortest float. */
static void
add_plain(struct buf *b, const struct val *v)
{
	str text = val_text(v);
	double d;

	if (v->kind == VAL_FLOAT) {
		d = num_double(text, &d) ? d : 0;
		text = num_text(b->arena, d);
		if (!num_is_int(text) || d <= -0x1p63 || d >= 0x1p64) {
			print_value(b, value_float(d));
			return;
		}
	}
	buf_add(b, str_is(text, "-0") ? STR("0") : text);
}

/* Reads the digits at the beginning of s, which continue the number *value. Returns how many digits
   it read. */
static size_t
number(str s, uint64_t *value)
{
	uint32_t rune;
	size_t i = 0, n;

	for (n = 0; i < s.n; n++) {
		i += text_rune(s, i, &rune);
		if (!unicode_is_digit(rune))
			break;
		*value = *value * 10 + (rune - '0');
	}
	return n;
}

/* Compares two keys from their first difference on: a begins with the character r, b with q.
   before: the digits directly before the difference include one that is not 0. */
static int
cmp_rests(str a, str b, uint32_t r, uint32_t q, bool before)
{
	bool letter = unicode_is_letter(r);
	uint64_t m = (r == '0' || q == '0') && before, n = m;
	size_t m_digits, n_digits;

	if (letter != unicode_is_letter(q))
		return letter ? 1 : -1;
	m_digits = number(a, &m);
	n_digits = number(b, &n);
	if (m != n)
		return (int64_t)m < (int64_t)n ? -1 : 1;
	if (m_digits != n_digits)
		return m_digits < n_digits ? -1 : 1;
	return r < q ? -1 : 1;
}

/* Orders members for qsort by their keys, in go-yaml's order: character by character. At the first
   difference runs of digits compare as numbers, and letters come after other characters. */
static int
by_key(const void *x, const void *y)
{
	str a = val_key(*(const struct val *const *)x), b = val_key(*(const struct val *const *)y);
	bool before = false;
	uint32_t r, q;
	size_t n, m;

	for (; a.n > 0 && b.n > 0; a = str_from(a, n), b = str_from(b, m)) {
		n = text_rune(a, 0, &r);
		m = text_rune(b, 0, &q);
		if (r != q)
			return cmp_rests(a, b, r, q, before);
		before = r == '0' ? before : unicode_is_digit(r);
	}
	return (a.n > 0) - (b.n > 0);
}

static void
emit_member(struct buf *b, const struct val *v, size_t col, bool pretty)
{
	str key = val_key(v);
	bool simple = key.n == 0 ||
	    (key.n <= SIMPLE_KEY_MAX && !memchr(key.p, '\n', key.n) && !memchr(key.p, '\r', key.n));
	bool on_line = val_is_scalar(v) || v->n == 0 || !simple;

	if (!simple)
		buf_add(b, STR("? "));
	add_string(b, key, simple ? v->key_quote : '\0', simple || pretty ? -1 : WIDTH, col + STEP);
	if (!simple)
		new_line(b, col);
	buf_addc(b, ':');
	col += on_line || v->kind == VAL_MAPPING || pretty ? STEP : 0;
	if (on_line)
		buf_addc(b, ' ');
	else
		new_line(b, col);
	emit(b, v, col, pretty);
}

static void
emit_collection(struct buf *b, const struct val *v, size_t col, bool pretty)
{
	bool mapping = v->kind == VAL_MAPPING;
	struct val **member = mapping ? val_sorted(b->arena, v, by_key) : NULL;
	const struct val *item = val_first(v);
	size_t i;

	for (i = 0; i < v->n; i++, item = val_next(v, item)) {
		if (i > 0)
			new_line(b, col);
		if (mapping) {
			emit_member(b, member[i], col, pretty);
		} else {
			buf_add(b, STR("- "));
			emit(b, item, col + STEP, pretty);
		}
	}
}

static void
emit(struct buf *b, const struct val *v, size_t col, bool pretty)
{
	if (v->kind == VAL_STRING)
		add_string(b, val_text(v), v->quote, pretty ? -1 : WIDTH, col);
	else if (val_is_scalar(v))
		add_plain(b, v);
	else if (v->n == 0)
		buf_add(b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	else
		emit_collection(b, v, col, pretty);
}

void
to_yaml(struct buf *b, const struct val *v, bool pretty)
{
	emit(b, v, val_is_scalar(v) ? STEP : 0, pretty);
}
