/* Splits names into words by the kind of their characters and changes their case:

       word = connector+ | punct+ | upper+ | [upper] letter+ | number+ | other+

   Before a letter, upper+ ends before its last capital: HTTPServer is HTTP, Server. */
#include "tmpl/formats/case.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/go/text.h"

enum kind { END, NUMBER, UPPER, LETTERS, CONNECTOR, PUNCT, OTHER };

struct word {
	enum kind kind;
	str text, rest; /* rest: the text after it */
};

/* Ideographs have no case and do not separate words. */
static bool
is_ideograph(uint32_t rune)
{
	return (rune >= 0x4e00 && rune <= 0x9fcc) || (rune >= 0x3400 && rune <= 0x4d85) ||
	    (rune >= 0x20000 && rune <= 0x2b81d);
}

static enum kind
kind_of(uint32_t rune)
{
	if (rune == '-' || rune == '_' || unicode_is_space(rune))
		return CONNECTOR;
	switch (unicode_class(rune)) {
	case UNICODE_PUNCT:
		return PUNCT;
	case UNICODE_UPPER:
		return UPPER;
	case UNICODE_LOWER:
	case UNICODE_TITLE:
	case UNICODE_LETTER:
		return is_ideograph(rune) ? OTHER : LETTERS;
	case UNICODE_DIGIT:
	case UNICODE_NUMBER:
		return NUMBER;
	default:
		return OTHER;
	}
}

/* Returns how many bytes of s from i on are of a kind. *last is the start of the last character. */
static size_t
run(str s, size_t i, enum kind kind, size_t *last)
{
	uint32_t rune;
	size_t n;

	for (; i < s.n; i += n) {
		n = text_rune(s, i, &rune);
		/* In punctuation - and _ count as punctuation. */
		if (kind_of(rune) != kind &&
		    (kind != PUNCT || unicode_class(rune) != UNICODE_PUNCT))
			break;
		*last = i;
	}
	return i;
}

static struct word
next_word(str s)
{
	struct word w = {.kind = END};
	uint32_t rune;
	size_t end, last = 0;

	if (s.n == 0)
		return w;
	text_rune(s, 0, &rune);
	w.kind = kind_of(rune);
	end = run(s, 0, w.kind, &last);
	if (w.kind == UPPER && end < s.n) {
		text_rune(s, end, &rune);
		if (kind_of(rune) == LETTERS && last > 0)
			end = last;
		else if (kind_of(rune) == LETTERS)
			end = run(s, end, LETTERS, &last);
	}
	w.text = str_sub(s, 0, end);
	w.rest = str_from(s, end);
	return w;
}

static void
add_word(struct buf *b, const struct word *w, char connector)
{
	uint32_t rune;
	size_t i;

	if (w->kind != UPPER && w->kind != CONNECTOR) {
		buf_add(b, w->text);
		return;
	}
	for (i = 0; i < w->text.n;) {
		i += text_rune(w->text, i, &rune);
		if (kind_of(rune) == CONNECTOR)
			buf_addc(b, connector);
		else
			b->n += utf8_put(buf_need(b, 4), unicode_lower(rune));
	}
}

static bool
goes_on(const struct word *w)
{
	return w->kind != END && w->kind != CONNECTOR && w->kind != PUNCT;
}

/* Adds numbers and the letters after them without a connector. */
static void
add_numbers(struct buf *b, struct word *w, char connector)
{
	while (w->kind == LETTERS || w->kind == NUMBER) {
		add_word(b, w, connector);
		*w = next_word(w->rest);
	}
	if (goes_on(w))
		buf_addc(b, connector);
}

/* Adds the connector between a word of letters and w, if needed. A number stays with the word
   unless lower case letters follow: Bld4Floor becomes bld4_floor, HTTP2xx becomes http_2xx. */
static void
part(struct buf *b, struct word *w, char connector)
{
	struct word digits = *w;

	if (w->kind != NUMBER) {
		if (goes_on(w))
			buf_addc(b, connector);
		return;
	}
	if (w->rest.n == 0)
		return;
	*w = next_word(w->rest);
	if (w->kind != LETTERS) {
		add_word(b, &digits, connector);
		if (w->kind != CONNECTOR && w->kind != PUNCT)
			buf_addc(b, connector);
		return;
	}
	buf_addc(b, connector);
	add_word(b, &digits, connector);
	add_numbers(b, w, connector);
}

str
case_joined(struct arena *a, str s, char connector)
{
	struct buf b = {.arena = a};
	struct word w = next_word(s), last;

	while (w.rest.n > 0) {
		last = w;
		if (last.kind != CONNECTOR)
			add_word(&b, &last, connector);
		w = next_word(w.rest);
		if (last.kind == NUMBER)
			add_numbers(&b, &w, connector);
		else if (last.kind == CONNECTOR)
			add_word(&b, &last, connector);
		else if (last.kind != PUNCT)
			part(&b, &w, connector);
	}
	add_word(&b, &w, connector);
	return buf_str(&b);
}

static bool
is_connector(uint32_t rune)
{
	return kind_of(rune) == CONNECTOR;
}

static bool
is_capital(uint32_t rune)
{
	return unicode_class(rune) == UNICODE_UPPER;
}

/* Connectors at the start stay. Elsewhere the last one before a word is removed. Capitals at the
   start of a word become lower case, except the first. */
str
case_camel(struct arena *a, str s)
{
	struct buf b = {.arena = a};
	uint32_t rune = 0, before;
	size_t i = 0;
	bool begun = false, capitals;

	while (i < s.n && !begun) {
		i += text_rune(s, i, &rune);
		begun = !is_connector(rune);
		if (!begun)
			b.n += utf8_put(buf_need(&b, 4), rune);
	}
	/* Only connectors: the last one is doubled. */
	if (s.n == 0)
		return s;
	capitals = is_capital(rune);
	rune = unicode_upper(rune);
	while (i < s.n) {
		before = rune;
		i += text_rune(s, i, &rune);
		if (is_connector(before) && !is_connector(rune)) {
			capitals = is_capital(rune);
			rune = unicode_upper(rune);
			continue;
		}
		if (!is_connector(before))
			capitals = capitals && is_capital(rune);
		if (!is_connector(before) && capitals)
			rune = unicode_lower(rune);
		b.n += utf8_put(buf_need(&b, 4), before);
	}
	b.n += utf8_put(buf_need(&b, 4), rune);
	return buf_str(&b);
}
