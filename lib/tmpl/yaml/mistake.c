/* Turns a syntax error of the parser into a message for the template's author: what the
   template does wrong, and where. */
#include "base/buf.h"
#include "tmpl/yaml/settle_state.h"

/* Returns a line of the input. */
static str
line_of(const struct settle *s, size_t line)
{
	str rest = s->in, text = str_split(&rest, '\n');

	while (line-- > 0)
		text = str_split(&rest, '\n');
	return text;
}

/* Returns the first hole of a line, or NULL. *begins: only blanks and dashes are before it. */
static const struct hole *
first_hole(const struct settle *s, str line, bool *begins)
{
	size_t at = hole_find(line, 0), id, i = 0;

	if (at == line.n)
		return NULL;
	while (i < at && (line.p[i] == ' ' || line.p[i] == '-'))
		i++;
	*begins = i == at;
	hole_read(line, at, &id);
	return &s->holes->hole[id];
}

/* Returns a message for a mistake in a line with a hole; NULL if the parser's own is good. */
static const char *
words(const struct settle *s, str problem, str line)
{
	bool begins = false;
	const struct hole *hole = first_hole(s, line, &begins);

	if (!hole)
		return NULL;
	if (str_is(problem, "could not find expected ':'") && begins)
		return "a string where a key is due: include and toYaml make structure, "
		       "other functions make strings";
	if (str_is(problem, "did not find expected key")) {
		if (hole->entry)
			return hole->value.kind == VALUE_LIST
			    ? "a list among the entries of a mapping"
			    : "a mapping that is not indented like the entries around it";
		return begins ? "a string where a key is due" : "text behind a value";
	}
	if (str_is(problem, "did not find expected '-' indicator"))
		return hole->entry ? "a mapping among the items of a list"
				   : "a string among the items of a list";
	if (str_is(problem, "mapping values are not allowed in this context"))
		return "a key within a value: quote the value, or put structure on lines of its "
		       "own with nindent";
	return NULL;
}

void
settle_source_mistake(struct settle *s)
{
	const yaml_parser_t *p = &s->source.parser;
	struct buf b = {.arena = s->arena};
	struct pos pos = yaml_event_mistake(&s->source, &b);
	yaml_mark_t mark = {.line = pos.line - 1, .column = pos.col - 1};
	str problem = str_of(p->problem);
	const char *own;

	/* The parser notices these long after the place to change. */
	if (str_is(problem, "could not find expected ':'") ||
	    str_is(problem, "found unexpected end of stream"))
		mark = p->context_mark;
	own = words(s, problem, line_of(s, mark.line));
	settle_refuse(s, &mark, "%s", own ? own : buf_cstr(&b));
}
