/* Turns a syntax error of the parser into a message for the template's author: what the
   template does wrong, and where. */
#include "base/arena.h"
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

/* Returns a message for a mistake in a line with a hole, or NULL to use the parser's. */
static const char *
words(const struct settle *s, str problem, str line)
{
	size_t at = hole_find(line, 0), id;
	bool begins = settle_is_lead(str_sub(line, 0, at));
	enum hole_mark mark;

	if (at == line.n)
		return NULL;
	hole_read(line, at, &id);
	mark = s->holes->hole[id].mark;
	if (str_is(problem, "could not find expected ':'"))
		return begins ? "a string in place of a key: include and toYaml make structure, "
				"other functions make strings"
			      : NULL;
	if (str_is(problem, "did not find expected key"))
		return mark == HOLE_ITEM ? "a list among the entries of a mapping"
		    : mark == HOLE_ENTRY
		    ? "a mapping that is not indented like the entries around it"
		    : begins ? "a string in place of a key"
			     : "text after a value";
	if (str_is(problem, "did not find expected '-' indicator"))
		return mark ? "a mapping among the items of a list"
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

	own = words(s, problem, line_of(s, mark.line));
	settle_refuse(s, settle_byte(s, mark), "%s", own ? own : buf_cstr(&b));
}
