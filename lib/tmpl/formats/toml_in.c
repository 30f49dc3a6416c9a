/* Reads TOML 1.1:

       text   = *(line newline)               line  = [header | pair] [comment]
       header = "[" path "]" | "[[" path "]]"
       pair   = path "=" value                path  = key *("." key)      key = bare | string
       value  = string | number | date | "true" | "false"
              | "[" *(value ",") "]" | "{" *(pair ",") "}"

   A table is a node; how a node was made decides what may be added to it. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "tmpl/formats/toml.h"
#include "tmpl/go/go_num.h"

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

/* Records the first mistake and returns false. */
static bool
fail(struct reader *r, const char *what)
{
	struct buf b = {.arena = r->arena};
	const char *p;
	unsigned line = 1;

	if (r->error)
		return false;
	for (p = r->text.p; p < r->rest.p; p++)
		line += *p == '\n';
	buf_printf(&b, "toml: line %u: %s", line, what);
	r->error = buf_cstr(&b);
	return false;
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

static void
skip_blanks(struct reader *r)
{
	while (at(r, " ") || at(r, "\t"))
		r->rest = str_from(r->rest, 1);
}

/* Skips to the line's end. Returns false at a control character. */
static bool
skip_comment(struct reader *r)
{
	if (!at(r, "#"))
		return true;
	while (r->rest.n > 0 && !at(r, "\n") && !at(r, "\r\n")) {
		unsigned char c = (unsigned char)r->rest.p[0];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return fail(r, "control character in a comment");
		r->rest = str_from(r->rest, 1);
	}
	return true;
}

/* Skips blanks, line breaks and comments. */
static bool
skip_space(struct reader *r)
{
	do {
		skip_blanks(r);
		if (!skip_comment(r))
			return false;
	} while (take(r, "\n") || take(r, "\r\n"));
	return true;
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

/* Reads the digits of an escape. */
static bool
take_code(struct reader *r, size_t digits, struct buf *b)
{
	uint32_t rune = 0;
	size_t i;

	for (i = 0; i < digits; i++) {
		char c = i < r->rest.n ? r->rest.p[i] : '\0', small = (char)(c | 0x20);
		bool letter = small >= 'a' && small <= 'f';

		if (!letter && (c < '0' || c > '9'))
			return fail(r, "the escape needs hexadecimal digits");
		rune = rune << 4 | (uint32_t)(letter ? small - 'a' + 10 : c - '0');
	}
	if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
		return fail(r, "the escape is not a Unicode character");
	r->rest = str_from(r->rest, digits);
	b->n += utf8_put(buf_need(b, 4), rune);
	return true;
}

/* Reads an escape after its backslash. With lines, a line break and the white space after it are
   an escape too. */
static bool
take_escape(struct reader *r, bool lines, struct buf *b)
{
	static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\x1b\"\\";
	const char *known = r->rest.n > 0 && r->rest.p[0] ? strchr(from, r->rest.p[0]) : NULL;
	struct reader ahead = *r;

	if (known) {
		r->rest = str_from(r->rest, 1);
		buf_addc(b, to[known - from]);
		return true;
	}
	if (take(r, "x"))
		return take_code(r, 2, b);
	if (take(r, "u"))
		return take_code(r, 4, b);
	if (take(r, "U"))
		return take_code(r, 8, b);
	skip_blanks(&ahead);
	if (!lines || !(at(&ahead, "\n") || at(&ahead, "\r\n")))
		return fail(r, "unknown escape");
	*r = ahead;
	while (take(r, "\n") || take(r, "\r\n"))
		skip_blanks(r);
	return true;
}

/* Reads a string from its quote on. */
static bool
take_string(struct reader *r, bool may_be_long, str *out)
{
	struct buf b = {.arena = r->arena};
	bool basic = at(r, "\""), lines;
	const char *end = basic ? "\"" : "'", *triple = basic ? "\"\"\"" : "'''";

	lines = may_be_long && take(r, triple);
	if (lines && !take(r, "\n"))
		take(r, "\r\n");
	if (!lines)
		take(r, end);
	else
		end = triple;
	while (!at(r, end)) {
		unsigned char c = r->rest.n > 0 ? (unsigned char)r->rest.p[0] : '\0';

		if (r->rest.n == 0 || (!lines && (c == '\n' || c == '\r')))
			return fail(r, "unterminated string");
		if (basic && take(r, "\\")) {
			if (!take_escape(r, lines, &b))
				return false;
			continue;
		}
		if ((c < ' ' && c != '\t' && c != '\n' && !at(r, "\r\n")) || c == 0x7f)
			return fail(r, "control character in a string");
		buf_addc(&b, (char)c);
		r->rest = str_from(r->rest, 1);
	}
	take(r, end);
	/* One or two quotes may directly precede the three quotes at the end. */
	for (; lines && r->rest.n > 0 && r->rest.p[0] == *end; r->rest = str_from(r->rest, 1))
		buf_addc(&b, *end);
	*out = buf_str(&b);
	return true;
}

static bool
is_bare(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	    c == '-';
}

static bool
take_key(struct reader *r, str *key)
{
	size_t n = 0;

	if (at(r, "\"") || at(r, "'"))
		return take_string(r, false, key);
	while (n < r->rest.n && is_bare(r->rest.p[n]))
		n++;
	*key = str_sub(r->rest, 0, n);
	r->rest = str_from(r->rest, n);
	return n > 0 || fail(r, "expected a key");
}

/* Returns the table at a key within a path, or NULL at a mistake. */
static struct node *
enter(struct reader *r, struct node *table, str key, bool in_pair)
{
	struct node *n = map_get(&table->below, key);

	if (!n)
		return add(r, table, node_new(r, key, in_pair ? DOTTED : IMPLICIT));
	if (n->state == TABLES && !in_pair)
		return n->last;
	if (n->state == CLOSED || n->state == TABLES || (in_pair && n->state == DEFINED)) {
		fail(r, "the key is already set, or nothing can be added to its table");
		return NULL;
	}
	return n;
}

/* Follows a path up to its last key, which the caller handles. Returns NULL at a mistake. */
static struct node *
take_path(struct reader *r, struct node *table, bool in_pair, str *last)
{
	for (;;) {
		skip_blanks(r);
		if (!take_key(r, last))
			return NULL;
		skip_blanks(r);
		if (!take(r, "."))
			return table;
		if (!(table = enter(r, table, *last, in_pair)))
			return NULL;
	}
}

static bool take_pair(struct reader *r, struct node *table);

static bool take_value(struct reader *r, struct value *v);

static bool
take_array(struct reader *r, struct value *v)
{
	struct value item;

	*v = value_list(r->arena, 0);
	for (;;) {
		if (!skip_space(r))
			return false;
		if (take(r, "]"))
			return true;
		if (!take_value(r, &item))
			return false;
		value_push(r->arena, *v, item);
		if (!skip_space(r))
			return false;
		if (!take(r, ",") && !at(r, "]"))
			return fail(r, "expected , or ] in an array");
	}
}

static bool
take_inline(struct reader *r, struct value *v)
{
	struct node *table = node_new(r, (str){0}, DEFINED);

	*v = table->value;
	for (;;) {
		if (!skip_space(r))
			return false;
		if (take(r, "}"))
			return true;
		if (!take_pair(r, table) || !skip_space(r))
			return false;
		if (!take(r, ",") && !at(r, "}"))
			return fail(r, "expected , or } in an inline table");
	}
}

/* Removes underscores. Returns false if one is not between digits. */
static bool
without_underscores(struct arena *a, str s, str *out)
{
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '_')
			buf_addc(&b, s.p[i]);
		else if (i == 0 || i + 1 == s.n || !is_bare(s.p[i - 1]) || !is_bare(s.p[i + 1]) ||
		    s.p[i + 1] == '_')
			return false;
	}
	*out = buf_str(&b);
	return true;
}

/* Converts the whole text of a number. */
static bool
number(struct reader *r, str s, struct value *v)
{
	static struct regex *real;
	bool sign = str_starts(s, STR("+")) || str_starts(s, STR("-"));
	str plain, digits;
	int64_t n;
	double d;

	if (!without_underscores(r->arena, s, &plain))
		return false;
	digits = str_from(plain, sign);
	if (str_is(digits, "inf") || str_is(digits, "nan")) {
		*v = value_float(str_is(digits, "nan") ? NAN
			: plain.p[0] == '-'            ? -INFINITY
						       : INFINITY);
		return true;
	}
	if (regex_in(&real, "^(?:0|[1-9]\\d*)(?=[.eE])(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$", digits, 0,
		NULL)) {
		go_num_double(plain, &d);
		*v = value_float(d);
		return true;
	}
	if (digits.n > 2 && digits.p[0] == '0' && !sign && memchr("xob", digits.p[1], 3)) {
		if (!go_num_int(plain, 0, &n))
			return false;
	} else if ((digits.n > 1 && digits.p[0] == '0') || !go_num_int(plain, 10, &n)) {
		return false;
	}
	*v = value_int(n);
	return true;
}

/* Reads a value that is written without quotes. The time may follow the date after a blank. */
static bool
take_bare(struct reader *r, struct value *v)
{
	static struct regex *bare, *date;
	str s = str_sub(r->rest, 0, str_find(r->rest, STR("\n")));
	struct regex_match m;

	if (!regex_in(&bare, "^(?:\\d{4}-\\d\\d-\\d\\d \\d[\\w.:+-]*|[\\w.:+-]+)", s, 0, &m))
		return fail(r, "expected a value");
	s = m.group[0];
	if (str_is(s, "true") || str_is(s, "false"))
		*v = value_bool(str_is(s, "true"));
	else if (regex_in(&date, "^(?:\\d{4}-\\d\\d-\\d\\d|\\d\\d:\\d\\d)", s, 0, NULL))
		*v = value_string(s);
	else if (!number(r, s, v))
		return fail(r, "expected a value");
	r->rest = str_from(r->rest, s.n);
	return true;
}

static bool
take_value(struct reader *r, struct value *v)
{
	bool good;
	str s;

	if (at(r, "\"") || at(r, "'")) {
		good = take_string(r, true, &s);
		*v = value_string(s);
		return good;
	}
	if (++r->depth > DEPTH_MAX)
		return fail(r, "values nest too deeply");
	good = take(r, "[") ? take_array(r, v) : take(r, "{") ? take_inline(r, v) : take_bare(r, v);
	r->depth--;
	return good;
}

static bool
take_pair(struct reader *r, struct node *table)
{
	struct node *n;
	str key;

	if (!(table = take_path(r, table, true, &key)))
		return false;
	if (map_get(&table->below, key))
		return fail(r, "the key is already set");
	if (!take(r, "="))
		return fail(r, "= is missing");
	skip_blanks(r);
	n = node_new(r, key, CLOSED);
	if (!take_value(r, &n->value))
		return false;
	add(r, table, n);
	return true;
}

/* Returns the table of a header, after its first bracket; NULL at a mistake. */
static struct node *
take_header(struct reader *r, struct node *root)
{
	bool many = take(r, "[");
	struct node *table, *n;
	str key;

	if (!(table = take_path(r, root, false, &key)))
		return NULL;
	n = map_get(&table->below, key);
	if (!take(r, many ? "]]" : "]")) {
		fail(r, many ? "]] is missing" : "] is missing");
		return NULL;
	}
	/* As in BurntSushi/toml, a header may define a table that a pair began. */
	if (n && n->state != (many ? TABLES : IMPLICIT) && (many || n->state != DOTTED)) {
		fail(r, "the table is already defined");
		return NULL;
	}
	if (!many && n) {
		n->state = DEFINED;
		return n;
	}
	if (!many)
		return add(r, table, node_new(r, key, DEFINED));
	if (!n) {
		n = node_new(r, key, TABLES);
		n->value = value_list(r->arena, 0);
		add(r, table, n);
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
	while (skip_space(&r) && r.rest.n > 0) {
		if (take(&r, "["))
			table = take_header(&r, root);
		else if (!take_pair(&r, table))
			table = NULL;
		if (!table)
			return r.error;
		skip_blanks(&r);
		if (!skip_comment(&r))
			return r.error;
		if (r.rest.n > 0 && !at(&r, "\n") && !at(&r, "\r\n")) {
			fail(&r, "unexpected text at the end of the line");
			return r.error;
		}
	}
	return r.error;
}
