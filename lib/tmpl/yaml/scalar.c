/* Writes scalars that contain holes. A plain scalar that is a single hole becomes the value, any
   other scalar a string. */
#include <math.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/json_out.h"
#include "data/scalar.h"
#include "data/yaml_out.h"
#include "tmpl/go/fmt.h"
#include "tmpl/yaml/settle_state.h"

/* The longest key on one line, in bytes. YAML readers accept 1024 characters. */
enum { KEY_MAX = 1000 };

/* The place of a scalar. begin is its first byte, end the byte after it; first is its first hole,
   last the first hole after it. */
struct place {
	const struct plan_event *event;
	size_t begin, end;
	const struct spot *first, *last;
};

/* Adds a scalar, already written, to its collection. */
static void
add(struct settle *s, const struct place *p, enum val_kind kind, str text)
{
	if (p->event->key)
		settle_key(s, text, s->base + p->event->begin, true);
	else
		settle_value(s, s->flags & SETTLE_TREE ? val_scalar(s->arena, kind, text) : NULL);
}

/* Turns a line that prints nothing into an empty line. In folded text the parser turned one line
   break into a blank and kept the others; the empty line adds one break. i is the end of the line's
   holes. Returns the offset at which the text continues. */
static size_t
empty_line(struct buf *b, str text, size_t i, bool fold)
{
	size_t breaks = 0, right = i;

	b->n--; /* the # */
	if (!fold)
		return i;
	for (b->n = settle_text_end(b); b->n > 0 && b->p[b->n - 1] == '\n'; b->n--)
		breaks++;
	for (; i < text.n && text.p[i] == '\n'; i++)
		breaks++;
	/* If the text has no other line, its last break already counts for this line. */
	buf_pad(b, '\n', breaks + (b->n > 0 || i < text.n || i == right));
	return i == right && i < text.n && text.p[i] == ' ' ? i + 1 : i;
}

/* Returns the text of a scalar with its holes filled. Makes the pad of each hole smaller by `less`.
   fold: the parser has folded the lines of text. */
static str
fill(struct settle *s, str text, const struct place *p, size_t less, bool fold)
{
	struct buf b = {.arena = s->arena};
	const struct spot *spot = p->first;
	size_t from = 0, at;
	const struct hole *hole;
	enum spot_mark mark;

	while ((at = hole_find(text, from)) < text.n && spot < p->last) {
		buf_add(&b, str_sub(text, from, at - from));
		from = at + HOLE_BEGIN_SIZE;
		hole = settle_hole(s, spot);
		mark = spot++->mark;
		if (mark == SPOT_NOTHING) {
			from = empty_line(&b, text, from, fold);
			continue;
		}
		/* Remove what settle_input added. */
		if (mark == SPOT_ITEM && b.n >= 2)
			b.n -= 2;
		if (mark == SPOT_ENTRY && from < text.n && text.p[from] == ':')
			from++;
		hole_add(
		    &b, hole_text(s->arena, hole, true), hole->pad > less ? hole->pad - less : 0);
	}
	if (at < text.n)
		settle_refuse(s, p->first->at,
		    "a text with values cannot contain U+E000, which marks values");
	buf_add(&b, str_from(text, from));
	return buf_str(&b);
}

/* Copies the comments and empty lines after a block, from byte `from` on. Moves comments to column
   `margin` or less, so that they do not become part of the block. */
static void
after_block(struct settle *s, size_t from, size_t margin)
{
	size_t text, column;

	for (s->done = from;;) {
		text = str_span(s->in, s->done, SETTLE_BLANKS);
		if (text == s->in.n || !memchr("#\n", s->in.p[text], 2))
			return;
		column = text - s->done;
		if (s->in.p[text] == '#')
			buf_pad(s->out, ' ', column < margin ? column : margin);
		s->done = text;
		settle_copy(s, settle_next_line(s, text));
	}
}

/* Writes a string in place of a scalar. quote is '"', '\'', or '\0' to choose the style. */
static void
string(struct settle *s, const struct place *p, str text, char quote)
{
	const struct frame *f = s->top;
	size_t from = s->out->n, column = f->col + 2;
	bool lines = !quote && text.n > 0 && memchr(text.p, '\n', text.n);

	if (lines && f == s->frame)
		settle_refuse(s, p->first->at,
		    "a string of several lines is the whole document; to make structure, "
		    "use include or toYaml");
	/* After an anchor or a tag the column is unknown: write no indentation indicator. */
	if (lines && !p->event->key && !f->flow && settle_line_ends(s, p->end) &&
	    !str_ends(text, STR("\n\n")) &&
	    yaml_out_block(s->out, text, column, f->has_properties ? 0 : 2))
		after_block(s, settle_next_line(s, p->end), column - 1);
	else if (quote)
		yaml_out_quoted(s->out, text, quote == '\'');
	else
		yaml_out_string(s->out, text, f->flow);
	if (p->event->key && s->out->n - from > KEY_MAX)
		settle_refuse(s, p->first->at, "a key is longer than %d bytes", KEY_MAX);
	add(s, p, VAL_STRING, text);
}

/* Returns whether a collection has a key that is too long for a collection on one line. */
static bool
has_long_key(struct arena *a, const struct val *tree)
{
	const struct val *v;

	for (v = val_first(tree); v; v = val_next(tree, v)) {
		struct buf key = {.arena = a};

		escape_quoted(&key, val_key(v), ESCAPE_YAML);
		if (key.n > KEY_MAX || has_long_key(a, v))
			return true;
	}
	return false;
}

/* Writes a collection in flow style. */
static void
write_flow(struct settle *s, const struct place *p, const struct val *tree)
{
	if (has_long_key(s->arena, tree))
		settle_refuse(s, p->first->at, "a key is longer than %d bytes", KEY_MAX);
	json_out(s->out, tree, JSON_YAML);
}

static const char *
kind_name(const struct hole *hole)
{
	return hole->value.kind == VALUE_MAP ? "a mapping"
	    : hole->value.kind == VALUE_LIST ? "a list"
					     : "null";
}

/* Writes a hole that is a whole scalar. As a key, a number or a boolean becomes a string. */
static void
write_value(struct settle *s, const struct place *p)
{
	const struct hole *hole = settle_hole(s, p->first);
	struct value v = hole->value;
	bool printed = hole->spelling == HOLE_PRINT || hole->spelling == HOLE_YAML;
	struct scalar number;
	size_t n = settle_text_end(s->out);
	const struct val *tree;

	if (hole->spelling == HOLE_NUMBER && !scalar_plain(s->arena, v.s, &number))
		v = value_of(val_scalar(s->arena, number.kind, number.text));
	if (hole_is_empty(hole) && !p->event->key && !s->top->flow && n > 0 &&
	    s->out->p[n - 1] == '\n') {
		/* Alone on its line, before a comment, it prints nothing. */
		add(s, p, VAL_NULL, STR("null"));
	} else if (v.kind == VALUE_STRING) {
		string(s, p, v.s, printed ? '\0' : hole->spelling == HOLE_SQUOTE ? '\'' : '"');
	} else if (p->event->key && (v.kind <= VALUE_NIL || hole_is_collection(hole))) {
		settle_refuse(s, p->first->at, "%s where a key is needed", kind_name(hole));
	} else if (p->event->key) {
		string(s, p, print_str(s->arena, v), '\0');
	} else if (v.kind == VALUE_INT && !(s->flags & SETTLE_TREE)) {
		/* Without a node: for a million numbers this saves half of the memory. */
		buf_int(s->out, v.as.i);
		settle_value(s, NULL);
	} else if (v.kind == VALUE_FLOAT && !isfinite(v.as.f)) {
		settle_refuse(s, p->first->at, "the value is not a finite number");
	} else {
		tree = value_tree(s->arena, v, NULL);
		if (val_is_scalar(tree))
			yaml_out_scalar(s->out, tree, s->top->flow);
		else
			write_flow(s, p, tree);
		settle_value(s, s->flags & SETTLE_TREE ? val_copy(s->arena, tree) : NULL);
	}
}

/* Returns the indentation of the first line that is not blank. */
static size_t
margin(str text)
{
	size_t i = str_span(text, 0, " \n\r");

	return i - str_after_last(str_sub(text, 0, i), '\n');
}

/* Writes a block scalar's header (or quoted text), the comment up to byte `end`, and the text. A
   blank precedes the comment: libyaml reads a comment without one, other readers do not. */
static void
write_block(struct settle *s, str text, size_t end, size_t indent, size_t digit)
{
	struct buf b = {.arena = s->arena};
	size_t n = settle_text_end(s->out);
	str rest;

	if (indent == 0 || !yaml_out_block(&b, text, indent, digit)) {
		/* libyaml accepts a block scalar in its key's column, but not a quoted string. */
		if (n > 0 && s->out->p[n - 1] == '\n')
			buf_addc(s->out, ' ');
		escape_quoted(&b, text, ESCAPE_YAML);
		buf_addc(&b, '\n');
	}
	rest = buf_str(&b);
	buf_add(s->out, str_split(&rest, '\n'));
	if (s->in.p[s->done] == '#')
		buf_addc(s->out, ' ');
	settle_copy(s, end);
	buf_addc(s->out, '\n');
	buf_add(s->out, rest);
}

/* Writes a block scalar: as a literal one with the same indentation if a literal one can contain
   the text, else in double quotes. */
static void
block(struct settle *s, struct place *p)
{
	const struct plan_event *e = p->event;
	str text = settle_text(s, e);
	str body = str_from(str_sub(s->in, 0, p->end), p->begin), header = str_split(&body, '\n');
	size_t i, indent = margin(body) > margin(text) ? margin(body) - margin(text) : 0;
	size_t end = p->end, digit = s->top->has_properties ? 0 : indent - s->top->col;
	char chomp = '\0'; /* the chomping indicator: '+', '-', or '\0' if absent */

	for (i = 1; i < header.n && !memchr(" \t#", header.p[i], 3); i++)
		if (header.p[i] == '+' || header.p[i] == '-')
			chomp = header.p[i];
	s->done = p->begin + i;
	for (s->next = p->first; p->first->at < p->begin + header.n;)
		p->first++;
	text = fill(s, text, p, indent, e->style == YAML_FOLDED_SCALAR_STYLE);
	/* A value may end in more line breaks than the indicator allows. */
	while (
	    chomp != '+' && (str_ends(text, chomp ? STR("\n") : STR("\n\n")) || str_is(text, "\n")))
		text.n--;
	write_block(
	    s, text, p->begin + header.n, indent, s->top == s->frame || digit > 9 ? 0 : digit);
	s->next = p->last;
	/* after_block copies the empty lines at the end that are not part of the text. */
	while (chomp != '+' && memchr(" \n\r", s->in.p[end - 1], 3))
		end--;
	after_block(s, chomp == '+' ? end : settle_next_line(s, end), indent ? indent - 1 : 0);
	add(s, p, VAL_STRING, text);
}

/* Writes the entries or items of a collection of toYaml, each with a line break. The first begins
   at the end of the output. A comment after them gets a line of its own. Leaves out an empty
   collection, and its line if nothing else is on it. */
static void
write_lines(struct settle *s, const struct place *p, size_t column)
{
	const struct val *tree = settle_hole(s, p->first)->value.node;
	bool ends = settle_line_ends(s, s->done);
	size_t n = settle_text_end(s->out), next = ends ? settle_next_line(s, s->done) : s->done;

	if (tree->n > 0) {
		settle_members(s, tree, p->begin);
		yaml_out_children(s->out, tree, column, true);
		after_block(s, next, column);
		return;
	}
	s->top->col = column;
	if (ends && (n == 0 || s->out->p[n - 1] == '\n')) {
		s->out->n = n;
		s->done = next;
	}
}

/* Writes the entries of a mapping of toYaml. Skips the value of the key `HOLE:`, which must be
   empty. */
static void
mapping(struct settle *s, const struct place *p)
{
	const struct val *tree = settle_hole(s, p->first)->value.node;
	const struct plan_event *value;
	struct frame *f = s->top;

	s->done++; /* the colon */
	if (!f->flow) {
		if (f->list_place && tree->n > 0)
			settle_refuse(s, p->first->at,
			    "a mapping must be indented deeper than its key; only a "
			    "list may be in the same column");
		write_lines(s, p, p->event->col);
		f->list_place = false;
	} else if (f->start == p->begin) {
		/* In [] the parser reads `HOLE:` alone on a line as a mapping with one key. */
		write_flow(s, p, tree);
		s->partial = true;
	} else {
		settle_refuse(s, p->first->at,
		    "toYaml of a mapping between { and }: use lines instead of { and }");
	}
	if (s->event == s->last)
		return;
	value = s->event++;
	if (value->type != YAML_SCALAR_EVENT || value->begin != value->end)
		settle_refuse(s, p->first->at,
		    "toYaml writes the whole mapping: the line below must not be indented deeper");
}

/* Returns whether all strings in a spot's value are UTF-8. */
static bool
is_utf8(const struct settle *s, const struct spot *spot)
{
	str text = print_str(s->arena, settle_hole(s, spot)->value);

	return utf8_bad(text) == text.n;
}

void
settle_check_output(struct settle *s, str output)
{
	const struct spot *spot = s->spot;

	if (utf8_bad(output) == output.n)
		return;
	while (spot->at < UINT32_MAX && is_utf8(s, spot))
		spot++;
	settle_refuse(s, spot->at, "the value is not UTF-8");
}

/* Refuses a value that cannot be within the text of a scalar. plain: the scalar is plain. */
static void
check_within(struct settle *s, const struct place *p, const struct spot *spot, bool plain)
{
	const struct hole *hole = settle_hole(s, spot);
	size_t end = spot->at + HOLE_BEGIN_SIZE;

	if (s->flags & SETTLE_STRICT && hole->spelling == HOLE_PRINT &&
	    hole->value.kind <= VALUE_NIL)
		settle_refuse(s, spot->at, "null beside text: use default");
	/* quote and toJson would hide the bytes from settle_check_output. */
	if (hole->spelling > HOLE_NUMBER && !is_utf8(s, spot))
		settle_refuse(s, spot->at, "the value is not UTF-8");
	if (plain && hole->spelling == HOLE_YAML && hole_is_collection(hole))
		settle_refuse(s, spot->at,
		    "toYaml of %s beside text: put it on lines of its own with nindent",
		    kind_name(hole));
	if (plain && s->top->flow && hole->spelling > HOLE_NUMBER && end < p->end &&
	    s->in.p[end] == ':')
		settle_refuse(s, spot->at, "a blank must follow the colon");
}

/* Skips the anchor and the tag at byte i, and blanks and comments up to the scalar. libyaml
   reads `&a:b` as an anchor and text, other readers as an anchor. */
static size_t
skip_properties(struct settle *s, size_t i)
{
	str in = s->in;

	while (i < in.n && (in.p[i] == '&' || in.p[i] == '!')) {
		size_t from = i;

		for (i++; i < in.n && !memchr(" \t\r\n", in.p[i], 4); i++)
			if (in.p[from] == '&' && memchr(",:?]}%@`", in.p[i], 8))
				settle_refuse(s, from, "a blank must follow the anchor");
		while (i < in.n && memchr(" \t\r\n#", in.p[i], 5))
			i = in.p[i] == '#' ? settle_next_line(s, i) : i + 1;
	}
	return i;
}

/* After a plain scalar libyaml accepts tabs in empty lines and before a comment, but not after
   quotes or brackets: if the output has a quote or a bracket at byte `from`, removes the tabs. */
static void
remove_tabs(struct settle *s, size_t from)
{
	char first = s->out->n > from ? s->out->p[from] : ' ';
	size_t line, i;

	if (first != '\'' && first != '"' && first != '[' && first != '{')
		return;
	line = settle_next_line(s, s->done);
	i = str_span(s->in, line, " \r\n");
	if (i < s->in.n && s->in.p[i] == '\t' && settle_line_ends(s, s->done)) {
		settle_copy(s, line);
		after_block(s, line, SIZE_MAX);
	}
}

void
settle_scalar(struct settle *s, const struct plan_event *e)
{
	bool plain = e->style == YAML_PLAIN_SCALAR_STYLE, whole;
	struct place p = {.event = e, .begin = s->base + e->begin, .end = s->base + e->end};
	enum spot_mark mark = SPOT_TEXT;
	size_t from;

	if (e->has_properties) {
		p.begin = skip_properties(s, p.begin);
		settle_copy(s, p.begin);
	}
	p.first = p.last = s->next;
	whole = plain && p.end - p.begin == HOLE_BEGIN_SIZE;
	if (whole)
		mark = p.last++->mark;
	for (; p.last->at < p.end; p.last++)
		check_within(s, &p, p.last, plain);
	if (mark == SPOT_ITEM)
		s->out->n -= 2; /* the dash that settle_input added */
	from = s->out->n;
	s->done = p.end;
	s->next = p.last;
	if (e->style == YAML_LITERAL_SCALAR_STYLE || e->style == YAML_FOLDED_SCALAR_STYLE)
		block(s, &p);
	else if (mark == SPOT_ENTRY)
		mapping(s, &p);
	else if (mark == SPOT_ITEM)
		write_lines(s, &p, e->col - 2);
	else if (whole)
		write_value(s, &p);
	else
		string(s, &p, fill(s, settle_text(s, e), &p, SIZE_MAX, true),
		    plain                                             ? '\0'
			: e->style == YAML_SINGLE_QUOTED_SCALAR_STYLE ? '\''
								      : '"');
	if (plain && mark == SPOT_TEXT)
		remove_tabs(s, from);
}
