/* Parses files of templates and the statements in them. parse_expr.c parses expressions.

       file     = *(text / define / statement)
       define   = {{define STRING}} list {{end}}
       list     = *(text / statement)
       if       = {{if pipe}} list [else] {{end}}            with alike
       else     = {{else}} list / {{else if pipe}} list [else]     (no further end)
       range    = {{range pipe}} list [{{else}} list] {{end}}
       block    = {{block STRING pipe}} list {{end}}
       template = {{template STRING [pipe]}}

   The variables of a list are in scope up to its end. */
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

	if (!there || (is_empty(t->root) && !is_empty(there->root)))
		return;
	if (there->source == t->source && !is_empty(there->root))
		parse_fail(p, "template: multiple definition of template %s",
		    fmt_quote(p->arena, t->name));
	t->name = there->name;
	*there = *t;
}

/* Parses the list after the action with the keyword opener, up to the action that ends it. Without
   an opener, parses a file's text and statements, and its definitions as templates. */
static struct node *list(struct parse *p, const struct token *opener);

/* Parses the list of a template and adds the template to the set. */
static void
add_template(struct parse *p, str name, const struct token *opener, const char *context)
{
	struct tmpl *t = arena_alloc(p->arena, sizeof *t);
	struct scope outer = p->scope;

	t->name = name;
	t->source = p->source;
	p->scope = (struct scope){.tmpl = t, .first = outer.end, .end = outer.end};
	parse_declare(p, STR("$"));
	t->root = list(p, opener);
	if (opener && p->stop != TOKEN_END)
		parse_fail(p, "unexpected {{else}} in %s", context);
	/* As in Go, an empty definition replaces nothing. */
	if (!opener || !is_empty(t->root) || !parse_template(p->set, name))
		install(p, t);
	p->scope = outer;
}

/* Parses a define, block or template from its keyword on. */
static struct node *
named(struct parse *p, const char *context)
{
	struct token word = p->lex.token;
	struct node *n;

	parse_next(p);
	n = node_new(p->arena, NODE_TEMPLATE, p->lex.token.pos);
	parse_expect(p, TOKEN_STRING, context);
	if (!p->failed && !literal_string(p->arena, p->lex.token.text, &n->name))
		parse_fail(p, "invalid syntax");
	parse_next(p);
	if (word.kind == TOKEN_DEFINE)
		parse_expect(p, TOKEN_RIGHT, context);
	else if (word.kind == TOKEN_BLOCK || !parse_at(p, TOKEN_RIGHT))
		parse_clause(p, n, context);
	if (word.kind != TOKEN_TEMPLATE)
		add_template(p, n->name, &word, context);
	return n;
}

/* Parses an if, with or range, whose keyword is the current token, up to its end or else. */
static struct node *
branch(struct parse *p, const struct token *opener)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} kinds[] = {[TOKEN_IF] = {NODE_IF, "if"},
	    [TOKEN_WITH] = {NODE_WITH, "with"},
	    [TOKEN_RANGE] = {NODE_RANGE, "range"}};
	enum token_kind word = p->lex.token.kind;
	struct node *n = node_new(p->arena, kinds[word].kind, p->lex.token.pos);
	struct scope inner;
	size_t i;

	parse_next(p);
	parse_clause(p, n, kinds[word].name);
	inner = p->scope;
	p->scope.ranges += n->kind == NODE_RANGE;
	n->list = list(p, opener);
	/* As in Go, the else may name the variables of the list, but they are out of scope.
	   Those of the pipe are in scope. */
	for (i = inner.end; i < p->scope.end; i++)
		p->vars[i].slot = NODE_NO_SLOT;
	inner.end = p->scope.end;
	p->scope = inner;
	return n;
}

/* Parses a control statement. "else if x" is an else and an if that end with the same {{end}}. As
   in Go, an else if or else with that is not of this statement's kind is a mistake. */
static struct node *
control(struct parse *p)
{
	struct scope outer = p->scope;
	struct token opener = p->lex.token;
	struct node *first = branch(p, &opener), *n = first;

	while (p->stop == opener.kind)
		n = n->other = branch(p, &opener);
	if (p->stop == TOKEN_ELSE)
		n->other = list(p, &opener);
	else if (p->stop != TOKEN_END)
		parse_unexpected(p, "input");
	if (p->stop != TOKEN_END)
		parse_fail(p, "expected end; found {{else}}");
	p->scope = outer;
	return first;
}

static struct node *
jump(struct parse *p, enum node_kind kind, const char *name)
{
	struct node *n = node_new(p->arena, kind, p->lex.token.pos);

	parse_next(p);
	parse_expect(p, TOKEN_RIGHT, name);
	if (p->scope.ranges == 0)
		parse_fail(p, "%s outside {{range}}", name);
	return n;
}

/* Records how the list ends, at {{end or {{else; moves on to the if or with of an else. */
static void
stop(struct parse *p)
{
	const struct token *t = &p->lex.token;

	p->stop = t->kind;
	parse_next(p);
	if (p->stop == TOKEN_ELSE && (t->kind == TOKEN_IF || t->kind == TOKEN_WITH))
		p->stop = t->kind;
	else
		parse_expect(p, TOKEN_RIGHT, p->stop == TOKEN_END ? "end" : "else");
}

/* Parses a statement from its first token on. Returns NULL if it ends the list; then p->stop tells
   how. */
static struct node *
statement(struct parse *p)
{
	struct node *n;

	switch (p->lex.token.kind) {
	case TOKEN_BLOCK:
		return named(p, "block clause");
	case TOKEN_TEMPLATE:
		return named(p, "template clause");
	case TOKEN_BREAK:
		return jump(p, NODE_BREAK, "{{break}}");
	case TOKEN_CONTINUE:
		return jump(p, NODE_CONTINUE, "{{continue}}");
	case TOKEN_ELSE:
	case TOKEN_END:
		stop(p);
		return NULL;
	case TOKEN_IF:
	case TOKEN_RANGE:
	case TOKEN_WITH:
		return control(p);
	default:
		n = node_new(p->arena, NODE_ACTION, p->lex.token.pos);
		parse_clause(p, n, "command");
		return n;
	}
}

/* Moves to the first token of the next action, and adds the text before it at the end of a list.
   Returns the new end, or NULL if the file ends. */
static struct node **
outside(struct parse *p, struct node **end)
{
	str *text = &p->lex.text;

	do {
		lex_outside(&p->lex);
		if (text->n == 0)
			continue;
		*end = node_new(p->arena, NODE_TEXT, (uint32_t)(text->p - p->lex.input.p));
		(*end)->text = *text;
		end = &(*end)->next;
	} while (parse_at(p, TOKEN_COMMENT));
	if (parse_at(p, TOKEN_EOF))
		return NULL;
	parse_expect(p, TOKEN_LEFT, "input");
	if (p->depth == PARSE_DEPTH)
		parse_fail(p, "actions nest deeper than %d", PARSE_DEPTH);
	p->action = p->lex.token.pos + 1;
	parse_next(p);
	return end;
}

static struct node *
list(struct parse *p, const struct token *opener)
{
	struct node *first = NULL, **end = &first;

	while ((end = outside(p, end))) {
		if (!opener && parse_at(p, TOKEN_DEFINE)) {
			p->action = 0;
			named(p, "define clause");
			continue;
		}
		p->depth++;
		*end = statement(p);
		p->depth--;
		p->action = 0;
		if (*end)
			end = &(*end)->next;
		else if (opener)
			return first;
		else
			parse_fail(p, "unexpected {{%s}}", p->stop == TOKEN_END ? "end" : "else");
	}
	p->stop = TOKEN_EOF;
	if (opener)
		parse_fail(p, "unexpected EOF; {{%.*s}} of line %u has no {{end}}",
		    (int)opener->text.n, opener->text.p, node_place(p->source, opener->pos).line);
	return first;
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
			return;
		}
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
	if (set->yaml && !set->markup)
		parse_check_text(&p, text, NULL);
	add_template(&p, str_of(name), NULL, NULL);
	return p.faults ? NULL : parse_template(set, str_of(name));
}
