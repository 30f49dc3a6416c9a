/* Reads TOML 1.1:

       text   = *(line newline)               line  = [header | pair] [comment]
       header = "[" path "]" | "[[" path "]]"
       pair   = path "=" value                path  = key *("." key)      key = bare | string
       value  = string | number | date | "true" | "false"
              | "[" *(value ",") "]" | "{" *(pair ",") "}"

   A table is a node; how a node was made decides what may be added to it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "tmpl/formats/toml.h"
#include "tmpl/go/go_num.h"
#include "tmpl/go/text.h"

enum { DEPTH_MAX = 100 };

/* How a node was made. IMPLICIT: as a parent of a header's table; DEFINED: by a header; DOTTED:
   as a parent of a pair's key; TABLES: as a list of [[…]], whose newest table is last; CLOSED:
   as a value. */
enum state { IMPLICIT, DEFINED, DOTTED, TABLES, CLOSED };

struct node {
	str key;
	enum state state;
	struct value value;
	struct map below;
	struct node *last;
};

struct reader {
	struct arena *arena;
	str text, rest;
	const char *error;
	unsigned depth;
};

static str
key_of(const void *node)
{
	return ((const struct node *)node)->key;
}

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
match(struct reader *r, struct regex **compiled, const char *pattern)
{
	struct regex_match m;

	if (!regex_in(compiled, pattern, r->text, (size_t)(r->rest.p - r->text.p), &m))
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
	static struct regex *space;

	match(r, &space, "\\G(?:[ \\t]+|\\r?\\n|#[^\\x00-\\x08\\x0a-\\x1f\\x7f]*(?=\\r?\\n|$))*+");
	if (at(r, "#"))
		fail(r, "control character in a comment");
}

static struct node *
node_new(struct reader *r, str key, enum state state)
{
	struct node *n = arena_alloc(r->arena, sizeof *n);

	n->key = key;
	n->state = state;
	n->below = (struct map){.arena = r->arena, .key = key_of};
	if (state != CLOSED && state != TABLES)
		n->value = value_map(r->arena);
	return n;
}

/* Adds a node to a table. */
static struct node *
add(struct reader *r, struct node *table, struct node *n)
{
	map_add(&table->below, n);
	value_set(r->arena, table->value, n->key, n->value);
	return n;
}

/* Reads the hexadecimal digits of an escape. */
static void
take_code(struct reader *r, size_t digits, struct buf *b)
{
	int64_t rune;
	size_t i;

	for (i = 0; i < digits; i++)
		if (i >= r->rest.n || !char_is_hex(r->rest.p[i]))
			fail(r, "the escape needs hexadecimal digits");
	if (r->error || !go_num_int(str_sub(r->rest, 0, digits), 16, &rune))
		return;
	if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
		fail(r, "the escape is not a Unicode character");
	else
		b->n += utf8_put(buf_need(b, 4), (uint32_t)rune);
	r->rest = str_from(r->rest, digits);
}

/* Reads an escape after its backslash. With lines, a line break and the white space after it are
   an escape too. */
static void
take_escape(struct reader *r, bool lines, struct buf *b)
{
	static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\x1b\"\\";
	static struct regex *breaks;
	const char *known = r->rest.n > 0 && r->rest.p[0] ? strchr(from, r->rest.p[0]) : NULL;

	if (known) {
		buf_addc(b, to[known - from]);
		r->rest = str_from(r->rest, 1);
	} else if (take(r, "x")) {
		take_code(r, 2, b);
	} else if (take(r, "u")) {
		take_code(r, 4, b);
	} else if (take(r, "U")) {
		take_code(r, 8, b);
	} else if (!lines || !match(r, &breaks, "\\G[ \\t]*\\r?\\n(?:[ \\t]+|\\r?\\n)*").n) {
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
	static struct regex *bare;
	str key;

	if (at(r, "\"") || at(r, "'"))
		return take_string(r, false);
	key = match(r, &bare, "\\G[A-Za-z0-9_-]+");
	if (key.n == 0)
		fail(r, "expected a key");
	return key;
}

/* Follows a path up to its last key, which the caller handles. */
static struct node *
take_path(struct reader *r, struct node *table, bool in_pair, str *last)
{
	struct node *n;

	for (;;) {
		skip_blanks(r);
		*last = take_key(r);
		skip_blanks(r);
		if (!take(r, "."))
			return table;
		n = map_get(&table->below, *last);
		if (!n)
			table = add(r, table, node_new(r, *last, in_pair ? DOTTED : IMPLICIT));
		else if (n->state == TABLES && !in_pair)
			table = n->last;
		else if (n->state == IMPLICIT || n->state == DOTTED ||
		    (n->state == DEFINED && !in_pair))
			table = n;
		else
			fail(r, "the key is already set, or nothing can be added to its table");
	}
}

static void take_pair(struct reader *r, struct node *table);

static struct value take_value(struct reader *r);

/* Takes the items of an array, or of an inline table if table is not NULL, after its bracket. */
static struct value
take_items(struct reader *r, struct node *table)
{
	struct value v = table ? table->value : value_list(r->arena, 0);
	const char *end = table ? "}" : "]";

	for (skip_space(r); !r->error && !take(r, end); skip_space(r)) {
		if (table)
			take_pair(r, table);
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
	static struct regex *underscores, *real;
	str plain = text_replace(r->arena, s, STR("_"), (str){0}), digits;
	bool sign = str_starts(s, STR("+")) || str_starts(s, STR("-")), based;
	int64_t n;
	double d;

	if (regex_in(&underscores, "^_|_$|[^\\w-]_|_[^\\w-]|__", s, 0, NULL))
		return false;
	digits = str_from(plain, sign);
	if (regex_in(&real, "^(?:inf|nan|(?:0|[1-9]\\d*)(?=[.eE])(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)$",
		digits, 0, NULL)) {
		go_num_double(plain, &d);
		*v = value_float(d);
		return true;
	}
	based = digits.n > 2 && digits.p[0] == '0' && !sign && memchr("xob", digits.p[1], 3);
	if ((!based && digits.n > 1 && digits.p[0] == '0') ||
	    !go_num_int(plain, based ? 0 : 10, &n))
		return false;
	*v = value_int(n);
	return true;
}

/* Reads a value that is written without quotes. The time may follow the date after a blank. */
static struct value
take_bare(struct reader *r)
{
	static struct regex *bare, *date;
	str s = match(r, &bare, "\\G(?:\\d{4}-\\d\\d-\\d\\d \\d[\\w.:+-]*|[\\w.:+-]+)");
	struct value v = value_string(s);

	if (str_is(s, "true") || str_is(s, "false"))
		return value_bool(str_is(s, "true"));
	if (!regex_in(&date, "^(?:\\d{4}-\\d\\d-\\d\\d|\\d\\d:\\d\\d)", s, 0, NULL) &&
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
		v = take_items(r, NULL);
	else if (take(r, "{"))
		v = take_items(r, node_new(r, (str){0}, DEFINED));
	else
		v = take_bare(r);
	r->depth--;
	return v;
}

static void
take_pair(struct reader *r, struct node *table)
{
	struct node *n = node_new(r, (str){0}, CLOSED);

	table = take_path(r, table, true, &n->key);
	if (map_get(&table->below, n->key))
		fail(r, "the key is already set");
	if (!take(r, "="))
		fail(r, "= is missing");
	skip_blanks(r);
	n->value = take_value(r);
	add(r, table, n);
}

/* Returns the table of a header, after its first bracket. */
static struct node *
take_header(struct reader *r, struct node *root)
{
	bool many = take(r, "[");
	str key;
	struct node *table = take_path(r, root, false, &key), *n = map_get(&table->below, key);

	if (!take(r, many ? "]]" : "]"))
		fail(r, many ? "]] is missing" : "] is missing");
	/* As in BurntSushi/toml, a header may define a table that a pair began. */
	if (n && n->state != (many ? TABLES : IMPLICIT) && (many || n->state != DOTTED))
		fail(r, "the table is already defined");
	if (r->error)
		return root;
	if (!n) {
		n = node_new(r, key, many ? TABLES : DEFINED);
		n->value = many ? value_list(r->arena, 0) : n->value;
		add(r, table, n);
	}
	if (!many) {
		n->state = DEFINED;
		return n;
	}
	n->last = node_new(r, key, DEFINED);
	value_push(r->arena, n->value, n->last->value);
	return n->last;
}

const char *
toml_read(struct arena *a, str text, struct value *out)
{
	struct reader r = {.arena = a, .text = text, .rest = text};
	struct node *root = node_new(&r, (str){0}, DEFINED), *table = root;

	*out = root->value;
	if (utf8_bad(text) < text.n)
		return "toml: the text is not UTF-8";
	for (skip_space(&r); r.rest.n > 0; skip_space(&r)) {
		if (take(&r, "["))
			table = take_header(&r, root);
		else
			take_pair(&r, table);
		skip_blanks(&r);
		if (r.rest.n > 0 && !at(&r, "#") && !at(&r, "\n") && !at(&r, "\r\n"))
			fail(&r, "unexpected text at the end of the line");
	}
	return r.error;
}
