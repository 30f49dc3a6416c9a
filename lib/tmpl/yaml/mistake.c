/* Turns a syntax error of the parser into a message for the template's author: what the
   template does wrong, and where. */
#include "base/in.h"
#include "base/utf8.h"
#include "data/yaml_event.h"
#include "tmpl/yaml/settle_state.h"

/* Returns our own message for a mistake in a line that has a hole, or NULL to use the parser's.
   begin is the line's first byte. */
static const char *
words(const struct settle *s, str problem, size_t begin)
{
	const struct spot *spot = s->spot;
	enum spot_mark mark;
	bool begins;

	while (spot->at < begin)
		spot++;
	if (spot->at >= settle_next_line(s, begin))
		return NULL;
	mark = spot->mark;
	begins = settle_is_lead(str_sub(s->in, 0, spot->at), true);
	if (str_is(problem, "could not find expected ':'"))
		return begins ? "a string in place of a key: include and toYaml make structure, "
				"other functions make strings"
			      : NULL;
	if (str_is(problem, "did not find expected key")) {
		if (mark == SPOT_ITEM)
			return "a list among the entries of a mapping";
		if (mark == SPOT_ENTRY)
			return "a mapping that is not indented like the entries around it";
		return begins ? "a string in place of a key" : "text after a value";
	}
	if (str_is(problem, "did not find expected '-' indicator"))
		return mark ? "a mapping among the items of a list"
			    : "a string among the items of a list";
	if (str_is(problem, "mapping values are not allowed in this context"))
		return "a key within a value: quote the value, or put structure on lines of its "
		       "own with nindent";
	return NULL;
}

void
settle_syntax_mistake(struct settle *s, str document)
{
	size_t at = (size_t)(document.p - s->in.p), i;
	struct buf message = {.arena = s->arena};
	struct yaml_source source;
	const char *own;
	struct pos pos;
	struct in in;
	yaml_event_t e;
	uint32_t rune;

	in_text(&in, "output", document);
	for (i = 0; i < at; i = settle_next_line(s, i))
		in.line++;
	yaml_event_open(&source, &in);
	while (yaml_event_next(&source, &e))
		yaml_event_delete(&e);
	pos = yaml_event_mistake(&source, &message);
	for (pos.line -= in.line; pos.line > 1; pos.line--)
		at = settle_next_line(s, at);
	own = words(s, str_of(source.parser.problem), at);
	while (--pos.col > 0 && at < s->in.n)
		at += utf8_next(str_from(s->in, at), &rune);
	settle_refuse(s, at, "%s", own ? own : buf_cstr(&message));
	yaml_parser_delete(&source.parser);
}
