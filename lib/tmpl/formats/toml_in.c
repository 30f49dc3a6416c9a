/* Reads TOML 1.1:

       text   = *(line newline)               line  = [header | pair] [comment]
       header = "[" path "]" | "[[" path "]]"
       pair   = path "=" value                path  = key *("." key)      key = bare | string
       value  = string | number | date | "true" | "false"
              | "[" *(value ",") "]" | "{" *(pair ",") "}"

   How a table was made decides what may be added to it. Blanks before a token are skipped. */
#include "base/buf.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/formats/formats.h"
#include "tmpl/go/text.h"
#include "tmpl/go/value.h"

enum { DEPTH_MAX = 100 };

/* Tokens. The first two groups of a string are its text in double and in single quotes. One or two
   quotes may directly precede the three quotes at the end. An escape's groups are its letter and
   its number. */
#define HERE "\\G[ \\t]*"
#define CONTROL "\\x00-\\x08\\x0a-\\x1f\\x7f"
#define BASIC "[^\"\\\\" CONTROL "]++|\\\\."
#define LITERAL "[^'" CONTROL "]++"
#define SHORT "(?:\"((?:" BASIC ")*+)\"|'((?:" LITERAL ")*+)')"
#define LONG                                                                                       \
	"(?:\"{3}(?:\\r?\\n)?((?:" BASIC "|\\\\?\\r?\\n|\"{1,2}(?!\"))*+\"{0,2})\"{3}|"            \
	"'{3}(?:\\r?\\n)?((?:" LITERAL "|\\r?\\n|'{1,2}(?!'))*+'{0,2})'{3})"
#define KEY "(?:" SHORT "|([\\w-]+))[ \\t]*(\\.)?"
#define HEX "[[:xdigit:]]"
#define ESCAPE                                                                                     \
	"\\\\(?:([btnfre\"\\\\])|[xuU]((?<=x)" HEX "{2}|(?<=u)" HEX "{4}|(?<=U)" HEX "{8})|"       \
	"[ \\t]*\\r?\\n(?:[ \\t]+|\\r?\\n)*)?"
#define DIGITS "\\d(?:_?\\d)*"
#define DECIMAL "[+-]?(?:0|[1-9](?:_?\\d)*)"
#define WHOLE DECIMAL "|0[xob]" HEX "(?:_?" HEX ")*"
#define REAL "[+-]?(?:inf|nan)|" DECIMAL "(?=[.eE])(?:\\." DIGITS ")?(?:[eE][+-]?" DIGITS ")?"
#define DATE "\\d{4}-\\d\\d-\\d\\d"

/* How a table was made. PARENT: as a parent of a header's table or of a pair's key; DEFINED: by a
   header; CLOSED: as a value. Its node has the state in `line`. */
enum state { PARENT, DEFINED, CLOSED };

struct reader {
	struct arena *arena;
	str text;
	size_t at;
	struct regex_match token; /* the last one taken */
	const char *error;
	unsigned depth;
};

/* Records the first mistake and drops the rest of the text, which ends all loops. */
static void
fail(struct reader *r, const char *what)
{
	unsigned line = 1;
	size_t i;

	if (r->error)
		return;
	for (i = 0; i < r->at; i++)
		line += r->text.p[i] == '\n';
	r->error = buf_format(r->arena, "toml: line %u: %s", line, what);
	r->at = r->text.n;
}

/* Takes a token that matches a pattern, which begins with \G. */
static bool
take(struct reader *r, const char *pattern)
{
	if (r->error || !regex_in(pattern, r->text, r->at, &r->token))
		return false;
	r->at = r->token.end;
	return true;
}

/* Skips blanks, line breaks and comments. */
static void
skip_space(struct reader *r)
{
	take(r, "\\G(?:[ \\t]+|\\r?\\n|#[^" CONTROL "]*(?=\\r?\\n|$))*+");
	if (take(r, "\\G#"))
		fail(r, "control character in a comment");
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
	return v.kind == VALUE_MAP ? (enum state)v.node->line : CLOSED;
}

/* Returns the text of the string that was taken, without escapes. */
static str
string(struct reader *r)
{
	static const char names[] = "btnfre\"\\", values[] = "\b\t\n\f\r\x1b\"\\";
	struct buf b = {.arena = r->arena};
	str s = r->token.group[1];
	struct regex_match m;
	size_t from;
	int64_t rune;

	if (!s.p)
		return r->token.group[2];
	for (from = 0; regex_in(ESCAPE, s, from, &m); from = m.end) {
		buf_add(&b, str_sub(s, from, m.begin - from));
		if (m.group[1].n > 0) {
			buf_addc(&b, values[strchr(names, *m.group[1].p) - names]);
		} else if (m.group[2].n > 0 && text_int(m.group[2], 16, &rune) &&
		    (rune < 0xd800 || (rune >= 0xe000 && rune < 0x110000))) {
			buf_rune(&b, (uint32_t)rune);
		} else if (m.group[2].n > 0 || m.group[0].n == 1) {
			r->at = (size_t)(m.group[0].p - r->text.p);
			fail(r, "an escape is unknown or not a Unicode character");
			return s;
		}
	}
	buf_add(&b, str_from(s, from));
	return buf_str(&b);
}

/* Follows a path up to its last key, which the caller handles. */
static struct value
take_path(struct reader *r, struct value table, bool in_pair, str *last)
{
	struct value next;

	for (;; table = next) {
		if (!take(r, HERE KEY)) {
			fail(r, "expected a key");
			return table;
		}
		*last = r->token.group[3].n > 0 ? r->token.group[3] : string(r);
		if (r->token.group[4].n == 0)
			return table;
		if (!value_get(&table, *last, &next)) {
			next = value_map(r->arena);
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

static struct value take_value(struct reader *r);

static void
take_pair(struct reader *r, struct value table)
{
	struct value v;
	str key = {0};

	table = take_path(r, table, true, &key);
	if (value_get(&table, key, &v))
		fail(r, "the key is already set");
	if (!take(r, HERE "="))
		fail(r, "= is missing");
	v = take_value(r);
	value_set(r->arena, table, key, v);
}

/* Takes the items of an array, or the pairs of an inline table, after its bracket. */
static struct value
take_items(struct reader *r, struct value v)
{
	bool table = v.kind == VALUE_MAP;

	if (table)
		v.node->line = CLOSED;
	for (skip_space(r); !r->error && !take(r, table ? "\\G}" : "\\G]"); skip_space(r)) {
		if (table)
			take_pair(r, v);
		else
			value_push(r->arena, &v, take_value(r));
		skip_space(r);
		if (!take(r, "\\G(?:,|(?=[]}]))"))
			fail(r, "expected a comma or the closing bracket");
	}
	return v;
}

/* Takes a value without quotes and brackets. A date is its text; the time may follow after a
   blank. */
static struct value
take_bare(struct reader *r)
{
	str s = take(r, HERE "(" DATE " \\d[\\w.:+-]*|[\\w.:+-]+)") ? r->token.group[1] : (str){0};
	int64_t n;
	double d;

	if (str_is(s, "true") || str_is(s, "false"))
		return value_bool(str_is(s, "true"));
	if (regex_in("^(?:" REAL ")$", s, 0, NULL)) {
		text_double(r->arena, s, &d);
		return value_float(d);
	}
	if (regex_in("^(?:" WHOLE ")$", s, 0, NULL) && text_int(s, 0, &n))
		return value_int(n);
	if (!regex_in("^(?:" DATE "|\\d\\d:\\d\\d)", s, 0, NULL))
		fail(r, "expected a value");
	return value_string(s);
}

static struct value
take_value(struct reader *r)
{
	struct value v = value_nil();

	if (take(r, HERE LONG) || take(r, HERE "(?!\"{3}|'{3})" SHORT))
		return value_string(string(r));
	if (take(r, HERE "[\"']"))
		fail(r, "a string does not end, or has a control character");
	if (++r->depth > DEPTH_MAX)
		fail(r, buf_format(r->arena, "values nest deeper than %d", DEPTH_MAX));
	else if (take(r, HERE "\\["))
		v = take_items(r, value_list(r->arena, 0));
	else if (take(r, HERE "{"))
		v = take_items(r, value_map(r->arena));
	else
		v = take_bare(r);
	r->depth--;
	return v;
}

/* Returns the table of a header, after its first bracket. */
static struct value
take_header(struct reader *r, struct value root)
{
	bool many = take(r, "\\G\\[");
	str key = {0};
	struct value parent = take_path(r, root, false, &key), there, table = value_map(r->arena);

	if (!take(r, many ? HERE "]]" : HERE "]"))
		fail(r, many ? "]] is missing" : "] is missing");
	if (!value_get(&parent, key, &there)) {
		there = many ? value_list(r->arena, 0) : value_map(r->arena);
		value_set(r->arena, parent, key, there);
	} else if (many ? there.kind != VALUE_LIST || state_of(newest(there)) == CLOSED
			: state_of(there) == CLOSED || state_of(there) == DEFINED) {
		/* As in BurntSushi/toml, a header may define a table that a pair began. */
		fail(r, "the table is already defined");
	}
	if (r->error)
		return root;
	if (many) {
		value_push(r->arena, &there, table);
		value_set(r->arena, parent, key, there);
	} else {
		table = there;
	}
	table.node->line = DEFINED;
	return table;
}

const char *
toml_read(struct arena *a, str text, struct value *out)
{
	struct reader r = {.arena = a, .text = text};
	struct value table = value_map(a);

	*out = table;
	if (utf8_bad(text) < text.n)
		return "toml: the text is not UTF-8";
	for (skip_space(&r); r.at < text.n; skip_space(&r)) {
		if (take(&r, "\\G\\["))
			table = take_header(&r, *out);
		else
			take_pair(&r, table);
		if (!take(&r, HERE "(?=#|\\r?\\n|$)"))
			fail(&r, "unexpected text at the end of the line");
	}
	return r.error;
}
