/* Runs the statements of a template: text, actions, if, with, range, template. They write text
   and values to the output. In YAML mode a value becomes a hole in the output; at the end settle
   fills the holes. */
#include "tmpl/exec/exec.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "tmpl/exec/eval.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/node.h"
#include "tmpl/parse/parse.h"
#include "tmpl/yaml/settle.h"

/* How a list of statements ended. */
enum end { END_NORMAL, END_BREAK, END_CONTINUE };

static enum end walk(struct exec *x, const struct value *dot, const struct node *list);

/* Notes that n writes the next part of the output, if this run looks for the writer of a mistake.
   The writer is the last action up to the mistake that wrote in its line or directly before it, or
   else the last text. */
static inline void
trace(struct exec *x, const struct node *n)
{
	size_t at = x->out->n;

	if (!x->mistake || x->out != x->own || at > x->mistake->at)
		return;
	if (n->kind == NODE_ACTION || !x->writer.node || x->writer.node->kind == NODE_TEXT ||
	    at < x->mistake->begin)
		x->writer = (struct exec_writer){n, x->tmpl, at};
}

/* Fails if an output has too many bytes. */
static void
check_size(struct exec *x, size_t size)
{
	if (size > EXEC_OUTPUT_MAX)
		exec_fail(x, "the output is larger than %d bytes", EXEC_OUTPUT_MAX);
}

/* Prints a value: markup as text; any other value as a hole in YAML mode, else as Go does. */
static void
print(struct exec *x, const struct value *v)
{
	if (v->markup && !v->from_tpl)
		buf_add(x->out, v->s);
	else if (x->set->yaml)
		*hole_put(&x->holes, x->out) = (struct hole){.value = func_value(x, v)};
	else if (!func_is_nil(*v))
		print_value(x->out, *v);
	else if (x->missing != EXEC_HELM)
		buf_add(x->out, STR("<no value>"));
}

static void
walk_action(struct exec *x, const struct value *dot, const struct node *n)
{
	struct value v;

	exec_pipe(x, dot, n, &v);
	if (n->decl_n)
		return;
	x->node = n;
	if (v.kind == VALUE_MISSING && x->missing == EXEC_STRICT)
		exec_not_set(x, v);
	trace(x, n);
	print(x, &v);
	check_size(x, x->out->n);
}

/* Runs an if or a with. A loop rather than recursion, because any number of else ifs may follow. */
static enum end
walk_branch(struct exec *x, const struct value *dot, const struct node *n)
{
	struct value v;

	while (!value_true(*exec_pipe(x, dot, n, &v))) {
		if (!n->other || n->other->kind != n->kind || n->other->next)
			return walk(x, dot, n->other);
		n = n->other;
	}
	if (n->kind == NODE_IF)
		return walk(x, dot, n->list);
	v = v.from_tpl ? value_plain(&v) : v;
	return walk(x, &v, n->list);
}

/* Runs one iteration of a range. The last variable is the item, the one before it the key. */
static enum end
walk_item(struct exec *x, const struct node *n, const struct value *key, const struct value *item)
{
	if (++x->turns > EXEC_TURNS_MAX) {
		x->node = n;
		exec_fail(x, "the ranges loop more than %d times in total", EXEC_TURNS_MAX);
	}
	if (n->decl_n > 0)
		x->vars[n->decl[n->decl_n - 1].slot] = *item;
	if (n->decl_n > 1)
		x->vars[n->decl[0].slot] = *key;
	return walk(x, item, n->list);
}

/* Handles a range that does not loop: runs its else, or fails because v is not a collection. */
static enum end
walk_no_item(struct exec *x, const struct value *dot, const struct node *n, struct value v)
{
	struct buf b = {.arena = x->scratch};
	enum end end;

	if (v.kind == VALUE_MISSING && x->missing == EXEC_STRICT)
		exec_not_set(x, v);
	if (v.kind >= VALUE_BOOL && v.kind <= VALUE_STRING && v.kind != VALUE_INT) {
		print_value(&b, v);
		exec_fail(func_about(x, v), "range can't iterate over %s", buf_cstr(&b));
	}
	/* As in Go, a break in the else ends this range, and a continue continues the outer
	   range. */
	end = walk(x, dot, n->other);
	return end == END_BREAK ? END_NORMAL : end;
}

/* Ranges over a list, a map or, as Go does since 1.22, the numbers from 0 to v - 1. */
static enum end
walk_range(struct exec *x, const struct value *dot, const struct node *n)
{
	struct value room, v = *exec_pipe(x, dot, n, &room), key = value_literal(0);
	struct value_walk w = value_sorted(x->scratch, v);
	int64_t i, len = v.kind == VALUE_INT ? v.as.i : (int64_t)w.n;

	if (v.kind == VALUE_INT && n->decl_n > 1)
		exec_fail(func_about(x, v), "can't use %lld to iterate over more than one variable",
		    (long long)v.as.i);
	if (len <= 0)
		return walk_no_item(x, dot, n, v);
	w.item = v;
	for (i = 0; i < len; i++) {
		key.as.i = i;
		if (!value_next(&w))
			w.item.as.i = i;
		if (v.kind == VALUE_MAP)
			key = value_string(w.key);
		if (walk_item(x, n, &key, &w.item) == END_BREAK)
			break;
	}
	return END_NORMAL;
}

/* Runs t with its own variables. It writes to the current output. Afterwards x->node is the
   caller's again, because it must be in x->tmpl. */
static void
call_template(struct exec *x, const struct tmpl *t, const struct value *dot)
{
	const struct tmpl *tmpl = x->tmpl;
	const struct node *node = x->node;
	struct value *vars = x->vars;

	if (x->depth++ > EXEC_DEPTH)
		exec_fail(x, "exceeded maximum template depth (%d)", EXEC_DEPTH);
	x->tmpl = t;
	x->vars = arena_array(x->scratch, t->slots, sizeof *x->vars);
	x->vars[0] = *dot;
	walk(x, dot, t->root);
	x->tmpl = tmpl;
	x->node = node;
	x->vars = vars;
	x->depth--;
}

static void
walk_template(struct exec *x, const struct value *dot, const struct node *n)
{
	const struct tmpl *t = parse_template(x->set, n->name);
	struct value v = value_nil();

	if (!t)
		exec_fail(x, "template %s not defined%s", fmt_quote(x->scratch, n->name),
		    exec_meant_template(x, n->name));
	if (n->commands)
		exec_pipe(x, dot, n, &v);
	x->node = n;
	call_template(x, t, &v);
}

static void
walk_text(struct exec *x, const struct node *n)
{
	trace(x, n);
	buf_add(x->out, n->text);
	check_size(x, x->out->n);
}

/* Runs a statement that may end its list. */
static enum end
walk_control(struct exec *x, const struct value *dot, const struct node *n)
{
	if (n->kind == NODE_RANGE)
		return walk_range(x, dot, n);
	if (n->kind == NODE_IF || n->kind == NODE_WITH)
		return walk_branch(x, dot, n);
	return n->kind == NODE_BREAK ? END_BREAK : END_CONTINUE;
}

static enum end
walk(struct exec *x, const struct value *dot, const struct node *n)
{
	enum end end = END_NORMAL;

	exec_enter(x);
	for (; n; n = n->next) {
		x->node = n;
		if (n->kind == NODE_TEXT)
			walk_text(x, n);
		else if (n->kind == NODE_ACTION)
			walk_action(x, dot, n);
		else if (n->kind == NODE_TEMPLATE)
			walk_template(x, dot, n);
		else if ((end = walk_control(x, dot, n)) != END_NORMAL)
			break;
	}
	exec_leave(x);
	return end;
}

struct value
exec_render(struct exec *x, const struct tmpl *t, struct value dot)
{
	struct buf out = {.arena = x->scratch}, *outer = x->out;

	x->out = &out;
	call_template(x, t, &dot);
	x->out = outer;
	x->written += out.n;
	check_size(x, x->written);
	return func_text(x, buf_str(&out));
}

/* Makes a node for a message: the first line of n's text from `from` on that is not blank. */
static struct node *
text_at(struct exec *x, const struct node *n, size_t from)
{
	struct node *at = node_new(x->scratch, NODE_TEXT, n->pos);
	str rest;

	from = str_span(n->text, from, " \n");
	if (from == n->text.n)
		from = 0;
	at->pos += (uint32_t)from;
	rest = str_from(n->text, from);
	at->text = str_sub(str_split(&rest, '\n'), 0, 40);
	return at;
}

static void
full(void *x)
{
	exec_fail(x, "values and outputs take more than %d bytes of memory", EXEC_MEMORY_MAX);
}

void
exec_start(struct exec *x, struct val *root, struct notes *notes)
{
	x->root = root;
	x->notes = notes;
	x->values_stay = false;
	x->env.arena = x->scratch;
	x->env.strict = x->missing == EXEC_STRICT;
	x->env.helm = x->missing == EXEC_HELM;
	x->env.patterns_n = 0;
	if (!x->env.patterns.arena || x->env.patterns.n >= FUNC_PATTERNS_MAX) {
		arena_reset(x->regexes);
		x->env.patterns = (struct map){.arena = x->regexes, .key = map_text};
		x->plans = (struct plans){.arena = x->regexes};
	}
	arena_limit(x->doc, EXEC_MEMORY_MAX, full, x);
}

/* Renders t with the document into out: as text, in YAML mode as markup. mistake is NULL, or a
   mistake in an equal output, for trace. */
static void
run(struct exec *x, const struct tmpl *t, struct buf *out, const struct settle_mistake *mistake)
{
	struct value dot = value_of(x->root);

	if (!x->values_stay) {
		arena_reset(x->scratch);
		arena_limit(x->scratch, EXEC_MEMORY_MAX, full, x);
	}
	holes_init(&x->holes, x->scratch, &x->plans);
	x->markups = (struct map){.arena = x->scratch, .key = map_number};
	x->tmpl = t;
	x->out = x->own = out;
	x->mistake = mistake;
	x->writer = (struct exec_writer){0};
	x->about = NULL;
	x->copied = x->written = 0;
	x->depth = x->nest = x->turns = 0;
	x->runs++;
	call_template(x, t, &dot);
}

/* A second run of a template, to find the statement that wrote a mistake. */
struct search {
	struct exec *exec;
	const struct tmpl *tmpl;
	const struct settle_mistake *mistake;
	struct buf markup;
};

static void
run_again(void *search)
{
	struct search *s = search;

	run(s->exec, s->tmpl, &s->markup, s->mistake);
}

/* Fails for a mistake in the markup of t, at the statement that wrote it. If t has changed the
   document, the second run may end early or write other markup: then fails at `start`. */
static _Noreturn void
refuse(struct exec *x, const struct tmpl *t, const struct node *start, str markup,
    const struct settle_mistake *mistake)
{
	/* The second run resets the scratch arena. */
	const struct settle_mistake copy = {buf_format(x->doc, "%s", mistake->message), mistake->at,
	    mistake->begin, mistake->line, mistake->col};
	struct search s = {x, t, &copy, {.arena = x->scratch}};
	struct buf message = {.arena = x->scratch};
	struct tmpl_set *set = x->set;
	const struct exec_writer *w = &x->writer;

	/* What it writes after the mistake does not matter. */
	markup = arena_str(x->doc, str_sub(markup, 0, copy.at + 1));
	end_try(run_again, &s, &message);
	x->node = start;
	x->tmpl = t;
	x->set = set;
	x->about = NULL;
	if (w->node && str_starts(buf_str(&s.markup), markup)) {
		x->node =
		    w->node->kind == NODE_TEXT ? text_at(x, w->node, copy.at - w->offset) : w->node;
		x->tmpl = w->tmpl;
	}
	exec_fail(x, "%s", copy.message);
}

bool
exec_run(struct exec *x, const struct tmpl *t, struct buf *out)
{
	static const unsigned flags[EXEC_HELM + 1] = {
	    [EXEC_STRICT] = SETTLE_STRICT, [EXEC_HELM] = SETTLE_HELM};
	struct node empty = {.kind = NODE_TEMPLATE, .name = t->name};
	const struct node *start = t->root ? t->root : &empty;
	struct buf markup = {.arena = x->scratch};
	struct settled settled = {.any = true};

	x->node = start;
	x->env.holes = x->set->yaml ? &x->holes : NULL;
	run(x, t, x->set->yaml ? &markup : out, NULL);
	if (x->set->yaml)
		settled = settle(&x->holes, x->scratch, buf_str(&markup), flags[x->missing], out);
	if (settled.mistake)
		refuse(x, t, start, buf_str(&markup), settled.mistake);
	check_size(x, out->n);
	x->out = NULL;
	return settled.any;
}
