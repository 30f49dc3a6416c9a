/* Parses files of templates and the statements define, block and template. parse_list.c parses
   lists of statements, parse_expr.c expressions.

       define   = {{define STRING}} list {{end}}     block = {{block STRING pipe}} list {{end}}
       template = {{template STRING [pipe]}} */
#include "tmpl/parse/parse.h"

#include "base/arena.h"
#include "base/nearest.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/literal.h"
#include "tmpl/parse/parse_state.h"

static str
tmpl_key(const void *t)
{
	return ((const struct tmpl *)t)->name;
}

void
parse_set(struct tmpl_set *set, struct arena *a, const struct tmpl_set *outer)
{
	*set = (struct tmpl_set){.arena = a,
	    .table = {.arena = a, .key = tmpl_key},
	    .outer = outer,
	    .lenient = outer && outer->lenient,
	    .yaml = outer && outer->yaml};
}

struct tmpl *
parse_template(const struct tmpl_set *set, str name)
{
	struct tmpl *t = map_get(&set->table, name);

	while (!t && (set = set->outer))
		t = map_get(&set->table, name);
	return t;
}

void
parse_suggest(const struct tmpl_set *set, struct nearest *n)
{
	size_t i;

	for (; set; set = set->outer)
		for (i = 0; i < set->table.cap; i++)
			if (set->table.slots[i])
				nearest_try(n, tmpl_key(set->table.slots[i]));
}

static bool
is_empty(const struct node *n)
{
	for (; n; n = n->next)
		if (n->kind != NODE_TEXT || str_trim(n->text).n > 0)
			return false;
	return true;
}

/* Adds a template to the set. A file may define a name only once. */
static void
install(struct parse *p, struct tmpl *t)
{
	struct tmpl *there = map_add(&p->set->table, t);

	if (!there)
		return;
	if (there->source == t->source && !is_empty(there->root) && !is_empty(t->root))
		parse_fail(p, "template: multiple definition of template %s",
		    fmt_quote(p->arena, t->name));
	if (is_empty(there->root) || !is_empty(t->root)) {
		t->name = there->name;
		*there = *t;
	}
}

/* Reads a template's name and moves past it. */
static str
name_of(struct parse *p, const char *context)
{
	str name;

	parse_expect(p, TOKEN_STRING, context);
	if (!literal_string(p->arena, p->lex.token.text, &name))
		parse_fail(p, "invalid syntax");
	lex_inside(&p->lex);
	return name;
}

/* Parses the list of a template, up to {{end}}, or all of a file, and adds it to the set. */
static void
add_template(struct parse *p, str name, uint32_t opener, const char *context)
{
	struct tmpl *t = arena_alloc(p->arena, sizeof *t);
	struct scope outer = p->scope;

	t->name = name;
	t->source = p->source;
	p->scope = (struct scope){.tmpl = t, .first = outer.end, .end = outer.end};
	parse_declare(p, STR("$"));
	t->root = parse_list(p, opener);
	if (opener != PARSE_FILE && p->stop != TOKEN_END)
		parse_fail(p, "unexpected {{else}} in %s", context);
	/* As in Go, an empty definition replaces nothing. */
	if (opener == PARSE_FILE || !is_empty(t->root) || !parse_template(p->set, name))
		install(p, t);
	p->scope = outer;
}

void
parse_define(struct parse *p)
{
	uint32_t opener = p->action - 1;
	str name;

	p->action = 0;
	lex_inside(&p->lex);
	name = name_of(p, "define clause");
	parse_expect(p, TOKEN_RIGHT, "define clause");
	add_template(p, name, opener, "define clause");
}

struct node *
parse_call(struct parse *p)
{
	bool block = parse_at(p, TOKEN_BLOCK);
	const char *context = block ? "block clause" : "template clause";
	uint32_t opener = p->action - 1;
	struct node *n;

	lex_inside(&p->lex);
	n = node_new(p->arena, NODE_TEMPLATE, p->lex.token.pos);
	n->name = name_of(p, context);
	if (block || !parse_at(p, TOKEN_RIGHT))
		parse_clause(p, n, context);
	if (block)
		add_template(p, n->name, opener, context);
	return n;
}

void
parse_check_text(struct parse *p, str text, const char *at)
{
	size_t i = 0;

	for (; (i += str_find(str_from(text, i), STR("\xee\x80"))) + 2 < text.n; i++)
		if (text.p[i + 2] == '\x80' || text.p[i + 2] == '\x81') {
			p->lex.token.pos = (uint32_t)((at ? at : text.p + i) - p->lex.input.p);
			parse_fail(
			    p, "a template cannot contain U+E000 or U+E001, which mark values");
		}
}

/* Parses the file, up to a mistake after which parsing cannot continue. */
static void
parse_all(struct parse *p, str name)
{
	jmp_buf here;

	p->back = &here;
	if (setjmp(here) != 0)
		return;
	if (p->set->yaml && !p->set->markup)
		parse_check_text(p, p->source->text, NULL);
	add_template(p, name, PARSE_FILE, NULL);
}

struct tmpl *
parse_file(struct tmpl_set *set, const char *name, str text)
{
	struct source *source = arena_alloc(set->arena, sizeof *source);
	struct parse p = {.lex = {.arena = set->arena, .input = text, .at = text.p},
	    .arena = set->arena,
	    .set = set,
	    .source = source};

	*source = (struct source){name, text};
	parse_all(&p, str_of(name));
	return p.faults ? NULL : parse_template(set, str_of(name));
}
