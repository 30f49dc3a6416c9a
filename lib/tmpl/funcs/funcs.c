/* Finds functions by name, in a hash table of all functions. Checks and converts arguments, as Go
   and sprig do. */
#include "tmpl/funcs/funcs.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/regex.h"
#include "tmpl/go/fmt.h"
#include "tmpl/yaml/hole.h"

enum { SLOTS = 1024 };

static const struct func *const tables[] = {funcs_exec, funcs_include, funcs_core, funcs_print,
    funcs_strings, funcs_words, funcs_collections, funcs_math, funcs_regex, funcs_semver,
    funcs_encoding, funcs_yaml};

static const struct func *slots[SLOTS];

/* Returns the slot of name, which must not be "", or the free slot for it. Three letters and the
   length distinguish most of the names. */
static const struct func **
slot_of(str name)
{
	unsigned first = (unsigned char)name.p[0], middle = (unsigned char)name.p[name.n / 2],
		 last = (unsigned char)name.p[name.n - 1];
	size_t i = (first * 37 + middle * 57 + last * 7 + name.n * 13) % SLOTS;

	while (slots[i] && (strncmp(slots[i]->name, name.p, name.n) != 0 || slots[i]->name[name.n]))
		i = (i + 1) % SLOTS;
	return &slots[i];
}

/* Fills the hash table: each of a function's names gets its own struct func. */
static __attribute__((noinline)) void
fill(void)
{
	static struct arena arena;
	const struct func *f;
	struct func *one;
	str names, name;
	size_t i;

	for (i = 0; i < sizeof tables / sizeof tables[0]; i++)
		for (f = tables[i]; f->name; f++)
			for (names = str_of(f->name); names.n > 0;) {
				name = str_split(&names, ' ');
				one = arena_take(&arena, sizeof *one);
				*one = *f;
				one->name = arena_str(&arena, name).p;
				*slot_of(name) = one;
			}
}

const struct func *
func_find(str name)
{
	static bool filled;

	if (!filled)
		fill();
	filled = true;
	return *slot_of(name);
}

/* Why functions of Helm or sprig do not exist here. The pattern fits the first part of a name. */
static const struct {
	const char *lacks, *names;
} absent[] = {{"clock", "^(?:now|date|ago|toDate|mustToDate|mustDate|htmlDate|unixEpoch)"},
    {"randomness", "^(?:rand|uuidv4|shuffle|htpasswd|bcrypt)"},
    {"keys", "^(?:gen|buildCustomCert|derivePassword|encryptAES|decryptAES)"},
    {"environment", "^(?:env|expandenv)"}, {"network", "^getHostByName"}};

const char *
func_unknown(struct arena *a, str name)
{
	struct nearest near = {.wanted = name};
	struct buf b = {.arena = a};
	size_t i;

	buf_printf(&b, "function \"%.*s\" not defined", (int)name.n, name.p);
	for (i = 0; i < sizeof absent / sizeof absent[0]; i++)
		if (regex_in(absent[i].names, name, 0, NULL)) {
			buf_printf(&b, ": templates have no %s", absent[i].lacks);
			return buf_cstr(&b);
		}
	for (i = 0; i < SLOTS; i++)
		if (slots[i])
			nearest_try(&near, str_of(slots[i]->name));
	if (near.best.n)
		buf_printf(&b, "; did you mean %.*s?", (int)near.best.n, near.best.p);
	return buf_cstr(&b);
}

void
func_prepare(struct exec *x, const struct func *f, struct value *v, size_t n)
{
	const struct value *end = v + n;
	const char *p = f->params;

	for (; v < end; v++, p += p[1] != '*') {
		if (v->kind == VALUE_MISSING && !(f->flags & FUNC_MISSING)) {
			if (func_env(x)->strict)
				func_missing(x, v);
			*v = value_nil();
		} else if (v->markup &&
		    ((*p != 'A' && *p != 'S') || (v->from_tpl && !(f->flags & FUNC_INDENT)))) {
			*v = value_plain(v);
		}
		switch (*p) {
		case 's':
		case 'S':
			if (v->kind != VALUE_STRING)
				func_error_type(x, v, "string");
			break;
		case 'i':
			*v = value_int(func_int(x, v));
			break;
		case 'm':
		case 'M':
			if (v->kind > VALUE_NIL && v->kind != VALUE_MAP)
				func_error_type(x, v, "map[string]interface {}");
			if (v->kind != VALUE_MAP && *p == 'M')
				func_error(x, "assignment to entry in nil map");
			if (v->kind != VALUE_MAP)
				*v = value_map(func_env(x)->arena);
			break;
		case 'l':
		case 'L':
			if (v->kind != VALUE_LIST && (*p == 'l' || v->kind > VALUE_NIL))
				func_error(func_about(x, *v), "Cannot%s on type %s",
				    strchr(f->params, ' '), print_kind(*v));
			break;
		default:
			break;
		}
	}
}

int64_t
func_int(struct exec *x, const struct value *v)
{
	enum { EXACT = 53 };

	if (v->kind == VALUE_FLOAT && v->as.f == floor(v->as.f) && fabs(v->as.f) < ldexp(1, EXACT))
		return (int64_t)v->as.f;
	if (v->kind != VALUE_INT)
		func_error_type(x, v, "int");
	return v->as.i;
}

struct value
func_items(struct arena *a, struct value v)
{
	struct value list = v;

	if (v.kind != VALUE_LIST) {
		list = value_list(a, 1);
		value_push(a, &list, v);
	}
	return list;
}

str *
func_strings(struct arena *a, struct value v, size_t *n)
{
	struct value list = func_items(a, v);
	str *out = arena_array(a, value_len(list), sizeof *out);
	struct value_walk w;

	*n = 0;
	for (w = value_walk(list); value_next(&w);)
		if (!func_is_nil(w.item))
			out[(*n)++] = print_str(a, w.item);
	return out;
}

struct value
func_text(struct exec *x, str text)
{
	struct holes *h = x ? func_env(x)->holes : NULL;

	return h ? value_markup(text, &h->markup) : value_string(text);
}

void
func_operand(struct exec *x, struct buf *b, struct value v)
{
	struct holes *h = x ? func_env(x)->holes : NULL;

	if (!h)
		print_value(b, v);
	else if (v.markup)
		buf_add(b, v.s);
	else if (func_is_nil(v) && !func_env(x)->strict)
		buf_add(b, STR("<nil>"));
	else
		*hole_put(h, b) = (struct hole){.value = func_value(x, &v)};
}

bool
func_equal(struct value a, struct value b, int depth)
{
	struct value_walk w, u;
	struct value other;

	if (func_is_nil(a) && func_is_nil(b))
		return true;
	if (a.kind != b.kind || depth > VALUE_DEPTH)
		return false;
	if (a.kind == VALUE_BOOL)
		return a.as.b == b.as.b;
	if (a.kind == VALUE_INT)
		return a.as.i == b.as.i && a.literal == b.literal;
	if (a.kind == VALUE_FLOAT)
		return a.as.f <= b.as.f && a.as.f >= b.as.f;
	if (a.kind == VALUE_STRING)
		return str_eq(value_text(&a), value_text(&b));
	if (value_len(a) != value_len(b))
		return false;
	for (w = value_walk(a), u = value_walk(b); value_next(&w);)
		if (a.kind == VALUE_LIST
			? !value_next(&u) || !func_equal(w.item, u.item, depth + 1)
			: !value_get(&b, w.key, &other) || !func_equal(w.item, other, depth + 1))
			return false;
	return true;
}
