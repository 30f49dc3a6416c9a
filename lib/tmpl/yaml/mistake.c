/* Turns a syntax error of the parser into a message for the template's author: what the
   template does wrong, and where. */
#include "base/buf.h"
#include "base/in.h"
#include "base/utf8.h"
#include "data/yaml_event.h"
#include "tmpl/yaml/settle_state.h"

/* Returns our own message for a mistake in a line that has a hole, or NULL to use the parser's.
   begin is the line's first byte. */
static const char *
words(const struct settle *s, str problem, size_t begin)
{
	size_t end = settle_next_line(s, begin), i = 0;
	enum spot_mark mark;
	bool begins;

	while (i < s->spots && s->spot[i].at < begin)
		i++;
	if (i == s->spots || s->spot[i].at >= end)
		return NULL;
	mark = s->spot[i].mark;
	begins = settle_is_lead(str_sub(s->in, 0, s->spot[i].at), true);
	if (str_is(problem, "could not find expected ':'"))
		return begins ? "a string in place of a key: include and toYaml make structure, "
				"other functions make strings"
			      : NULL;
	if (str_is(problem, "did not find expected key"))
		return mark == SPOT_ITEM ? "a list among the entries of a mapping"
		    : mark == SPOT_ENTRY
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

/* Parses the whole input again, because the message may depend on text before the document. */
void
settle_syntax_mistake(struct settle *s)
{
	struct buf b = {.arena = s->arena};
	struct yaml_source source;
	const char *own;
	yaml_event_t e;
	size_t at = 0;
	struct pos pos;
	uint32_t rune;
	struct in in;

	in_text(&in, "output", s->in);
	yaml_event_open(&source, &in);
	while (yaml_event_next(&source, &e) && e.type != YAML_STREAM_END_EVENT)
		yaml_event_done(&e);
	pos = yaml_event_mistake(&source, &b);
	while (--pos.line > 0)
		at = settle_next_line(s, at);
	own = words(s, str_of(source.parser.problem), at);
	yaml_parser_delete(&source.parser);
	while (--pos.col > 0 && at < s->in.n)
		at += utf8_next(str_from(s->in, at), &rune);
	settle_refuse(s, at, "%s", own ? own : buf_cstr(&b));
}
