/* Reads TOML 1.1:

       text   = *(line newline)               line  = [header | pair] [comment]
       header = "[" path "]" | "[[" path "]]"
       pair   = path "=" value                path  = key *("." key)      key = bare | string
       value  = string | number | date | "true" | "false"
              | "[" *(value ",") "]" | "{" *(pair ",") "}"

   How a table was made decides what may be added to it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "tmpl/formats/toml.h"
#include "tmpl/go/literal.h"
#include "tmpl/go/text.h"

enum { DEPTH_MAX = 100 };

/* How a table was made. CLOSED: as a value; IMPLICIT: as a parent of a header's table; DEFINED: by
   a header; DOTTED: as a parent of a pair's key. */
enum state { CLOSED, IMPLICIT, DEFINED, DOTTED };

struct reader {
	struct arena *arena;
	str text, rest;
	const char *error;
	unsigned depth;
};

/* Records the first mistake and drops the rest of the text, which ends all loops. */
static void
fail(struct reader *r, const char *what)
{
	struct buf b = {.arena = r->arena};
	const char *p;
	unsigned line = 1;

	if (r->error)
		return;
	for (p = r->text.p; p < r->rest.p; p++)
		line += *p == '\n';
	buf_printf(&b, "toml: line %u: %s", line, what);
	r->error = buf_cstr(&b);
	r->rest = str_from(r->rest, r->rest.n);
}

static bool
at(const struct reader *r, const char *what)
{
	return str_starts(r->rest, str_of(what));
}

static bool
take(struct reader *r, const char *what)
{
	if (!at(r, what))
		return false;
	r->rest = str_from(r->rest, strlen(what));
	return true;
}

/* Takes what pattern, which begins with \G, matches. Returns an empty text if it does not match. */
static str
match(struct reader *r, const char *pattern)
{
	struct regex_match m;

	if (!regex_in(pattern, r->text, (size_t)(r->rest.p - r->text.p), &m))
		return (str){0};
	r->rest = str_from(r->rest, m.group[0].n);
	return m.group[0];
}

static void
skip_blanks(struct reader *r)
{
	while (take(r, " ") || take(r, "\t"))
		continue;
}

/* Skips blanks, line breaks and comments. */
static void
skip_space(struct reader *r)
{
	match(r, "\\G(?:[ \\t]+|\\r?\\n|#[^\\x00-\\x08\\x0a-\\x1f\\x7f]*(?=\\r?\\n|$))*+");
	if (at(r, "#"))
		fail(r, "control character in a comment");
}

/* Makes a table. */
static struct value
table_new(struct reader *r, enum state state)
{
	struct value table = value_map(r->arena);

	table.as.map->state = (unsigned char)state;
	return table;
}

/* Returns a table, or the newest table of a list of tables. */
static struct value
newest(struct value v)
{
	if (v.kind == VALUE_LIST)
		value_at(v, value_len(v) - 1, &v);
	return v;
}

static enum state
state_of(struct value v)
{
	return v.kind == VALUE_MAP ? (enum state)v.as.map->state : CLOSED;
}

/* Reads an escape after its backslash. With lines, a line break and the white space after it are
   an escape too. */
static void
take_escape(struct reader *r, bool lines, struct buf *b)
{
	static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\x1b\"\\";
	const char *known = r->rest.n > 0 && r->rest.p[0] ? strchr(from, r->rest.p[0]) : NULL;
	str number = match(r, "\\G(?:x[[:xdigit:]]{2}|u[[:xdigit:]]{4}|U[[:xdigit:]]{8})");
	int64_t rune;

	if (known) {
		buf_addc(b, to[known - from]);
		r->rest = str_from(r->rest, 1);
	} else if (number.n > 0) {
		literal_int(str_from(number, 1), 16, &rune);
		if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
			fail(r, "the escape is not a Unicode character");
		else
			buf_rune(b, (uint32_t)rune);
	} else if (at(r, "x") || at(r, "u") || at(r, "U")) {
		fail(r, "the escape needs hexadecimal digits");
	} else if (!lines || !match(r, "\\G[ \\t]*\\r?\\n(?:[ \\t]+|\\r?\\n)*").n) {
		fail(r, "unknown escape");
	}
}

/* Reads a string from its quote on. */
static str
take_string(struct reader *r, bool may_be_long)
{
	struct buf b = {.arena = r->arena};
	bool basic = at(r, "\""), lines = may_be_long && take(r, basic ? "\"\"\"" : "'''");
	const char *end = lines ? basic ? "\"\"\"" : "'''" : basic ? "\"" : "'";

	if (!lines)
		take(r, end);
	else if (!take(r, "\n"))
		take(r, "\r\n");
	while (!r->error && !at(r, end)) {
		unsigned char c = r->rest.n > 0 ? (unsigned char)r->rest.p[0] : '\0';

		if (r->rest.n == 0 || (!lines && (c == '\n' || c == '\r'))) {
			fail(r, "unterminated string");
		} else if (basic && take(r, "\\")) {
			take_escape(r, lines, &b);
		} else if ((c < ' ' && c != '\t' && c != '\n' && !at(r, "\r\n")) || c == 0x7f) {
			fail(r, "control character in a string");
		} else {
			buf_addc(&b, (char)c);
			r->rest = str_from(r->rest, 1);
		}
	}
	take(r, end);
	/* One or two quotes may directly precede the three quotes at the end. */
	for (; lines && r->rest.n > 0 && r->rest.p[0] == *end; r->rest = str_from(r->rest, 1))
		buf_addc(&b, *end);
	return buf_str(&b);
}

static str
take_key(struct reader *r)
{
	str key;

	if (at(r, "\"") || at(r, "'"))
		return take_string(r, false);
	key = match(r, "\\G[A-Za-z0-9_-]+");
	if (key.n == 0)
		fail(r, "expected a key");
	return key;
}

/* Follows a path up to its last key, which the caller handles. */
static struct value
take_path(struct reader *r, struct value table, bool in_pair, str *last)
{
	struct value next;

	for (;; table = next) {
		skip_blanks(r);
		*last = take_key(r);
		skip_blanks(r);
		if (!take(r, "."))
			return table;
		if (!value_get(&table, *last, &next)) {
			next = table_new(r, in_pair ? DOTTED : IMPLICIT);
			value_set(r->arena, table, *last, next);
		}
		if (!in_pair)
			next = newest(next);
		if (state_of(next) == CLOSED || (state_of(next) == DEFINED && in_pair)) {
			fail(r, "the key is already set, or nothing can be added to its table");
			return table;
		}
	}
}

static void take_pair(struct reader *r, struct value table);

static struct value take_value(struct reader *r);

/* Takes the items of an array, or the pairs of an inline table, after its bracket. */
static struct value
take_items(struct reader *r, struct value v)
{
	bool table = v.kind == VALUE_MAP;
	const char *end = table ? "}" : "]";

	for (skip_space(r); !r->error && !take(r, end); skip_space(r)) {
		if (table)
			take_pair(r, v);
		else
			value_push(r->arena, v, take_value(r));
		skip_space(r);
		if (!take(r, ",") && !at(r, end))
			fail(r,
			    table ? "expected , or } in an inline table"
				  : "expected , or ] in an array");
	}
	return v;
}

/* Converts the whole text of a number. An underscore must be between digits. */
static bool
number(struct reader *r, str s, struct value *v)
{
	str plain = text_replace(r->arena, s, STR("_"), (str){0});
	int64_t n;
	double d;

	if (regex_in("^_|_$|[^\\w-]_|_[^\\w-]|__", s, 0, NULL))
		return false;
	if (regex_in("^[+-]?(?:inf|nan|(?:0|[1-9]\\d*)(?=[.eE])(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)$",
		plain, 0, NULL)) {
		literal_double(plain, &d);
		*v = value_float(d);
		return true;
	}
	if (!regex_in("^(?:[+-]?(?:0|[1-9]\\d*)|0[xob][[:xdigit:]]+)$", plain, 0, NULL) ||
	    !literal_int(plain, 0, &n))
		return false;
	*v = value_int(n);
	return true;
}

/* Reads a value that is written without quotes. The time may follow the date after a blank. */
static struct value
take_bare(struct reader *r)
{
	str s = match(r, "\\G(?:\\d{4}-\\d\\d-\\d\\d \\d[\\w.:+-]*|[\\w.:+-]+)");
	struct value v = value_string(s);

	if (str_is(s, "true") || str_is(s, "false"))
		return value_bool(str_is(s, "true"));
	if (!regex_in("^(?:\\d{4}-\\d\\d-\\d\\d|\\d\\d:\\d\\d)", s, 0, NULL) &&
	    (s.n == 0 || !number(r, s, &v)))
		fail(r, "expected a value");
	return v;
}

static struct value
take_value(struct reader *r)
{
	struct value v = value_nil();

	if (at(r, "\"") || at(r, "'"))
		return value_string(take_string(r, true));
	if (++r->depth > DEPTH_MAX)
		fail(r, "values nest too deeply");
	else if (take(r, "["))
		v = take_items(r, value_list(r->arena, 0));
	else if (take(r, "{"))
		v = take_items(r, value_map(r->arena));
	else
		v = take_bare(r);
	r->depth--;
	return v;
}

static void
take_pair(struct reader *r, struct value table)
{
	struct value v;
	str key;

	table = take_path(r, table, true, &key);
	if (value_get(&table, key, &v))
		fail(r, "the key is already set");
	if (!take(r, "="))
		fail(r, "= is missing");
	skip_blanks(r);
	v = take_value(r);
	value_set(r->arena, table, key, v);
}

/* Returns the table of a header, after its first bracket. */
static struct value
take_header(struct reader *r, struct value root)
{
	bool many = take(r, "[");
	str key;
	struct value parent = take_path(r, root, false, &key), there, table;

	if (!take(r, many ? "]]" : "]"))
		fail(r, many ? "]] is missing" : "] is missing");
	if (!value_get(&parent, key, &there)) {
		there = many ? value_list(r->arena, 0) : table_new(r, IMPLICIT);
		value_set(r->arena, parent, key, there);
	} else if (many ? there.kind != VALUE_LIST || state_of(newest(there)) == CLOSED
			: state_of(there) == CLOSED || state_of(there) == DEFINED) {
		/* As in BurntSushi/toml, a header may define a table that a pair began. */
		fail(r, "the table is already defined");
	}
	if (r->error)
		return root;
	if (!many) {
		there.as.map->state = DEFINED;
		return there;
	}
	table = table_new(r, DEFINED);
	value_push(r->arena, there, table);
	return table;
}

const char *
toml_read(struct arena *a, str text, struct value *out)
{
	struct reader r = {.arena = a, .text = text, .rest = text};
	struct value table = table_new(&r, DEFINED);

	*out = table;
	if (utf8_bad(text) < text.n)
		return "toml: the text is not UTF-8";
	for (skip_space(&r); r.rest.n > 0; skip_space(&r)) {
		if (take(&r, "["))
			table = take_header(&r, *out);
		else
			take_pair(&r, table);
		skip_blanks(&r);
		if (r.rest.n > 0 && !at(&r, "#") && !at(&r, "\n") && !at(&r, "\r\n"))
			fail(&r, "unexpected text at the end of the line");
	}
	return r.error;
}
