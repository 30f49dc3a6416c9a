/* Explains libyaml's errors by its error texts, its marks, the last event and the next token. */
#include <string.h>

#include "base/buf.h"
#include "data/yaml_event.h"

#define TAG "! begins a tag: quote a value that begins with !"

/* The words for a problem of libyaml that begins with `problem` and whose context contains
   `context`. begin: report the beginning of the construct, not the place at which libyaml
   stopped. */
static const struct words {
	const char *problem, *context;
	bool begin;
	const char *words;
} table[] = {
    {"could not find expected ':'", "", true, "a key needs a colon and a space after it"},
    {"found unexpected end of stream", "quoted", true, "the quote that begins here has no end"},
    {"found unexpected document indicator", "quoted", true,
	"the quote that begins here has no end in this document"},
    {"found a tab character", "", false, "a tab: indent with spaces"},
    {"did not find expected alphabetic", "alias", true,
	"* begins an alias: quote a value that begins with *"},
    {"did not find expected alphabetic", "anchor", true,
	"& begins an anchor: quote a value that begins with &"},
    {"found unknown escape", "", false,
	"unknown escape: write \\\\ for a backslash, or put the text in single quotes"},
    {"found invalid Unicode character escape", "", false, "the escape is not a Unicode character"},
    {"mapping keys are not allowed", "", false,
	"? begins a key here: quote a value that begins with ?"},
    {"did not find expected comment or line break", "block scalar", true,
	"text after | or >: begin it on the next line, or quote the value"},
    {"block sequence entries are not allowed", "", false,
	"a list must begin on a line of its own; quote a value that begins with \"- \""},
    {"did not find expected '-'", "", false,
	"wrong indentation, or no \"- \" before an item of the list"},
    {"did not find expected <document start>", "", false,
	"the document ends before this: a line --- must separate documents"},
    {"did not find expected hexdecimal number", "", false,
	"an escape has hexadecimal digits: \\xNN, \\uNNNN or \\UNNNNNNNN"},
    {"found an indentation indicator equal to 0", "", false,
	"the number after | or > must be 1 to 9"},
    {"found incompatible YAML document", "", false, "%YAML must be 1.1 or 1.2"},
    {"found undefined tag handle", "", false, TAG},
    {"", "directive", true, "% begins a directive: quote a text that begins with %"},
    {"", " a tag", true, TAG},
};

/* Returns the type of the token that the parser cannot use, or YAML_NO_TOKEN. */
static yaml_token_type_t
unexpected(const yaml_parser_t *p)
{
	return p->tokens.head < p->tokens.tail ? p->tokens.head->type : YAML_NO_TOKEN;
}

/* The functions below add to message. They change *place, where libyaml noticed the mistake, if it
   began earlier. */

/* Explains a colon that follows no key. The text before it may begin in an earlier line, because a
   plain scalar continues on lines that are indented more: as the value of a key, or as a key whose
   colon has no space after it. */
static void
explain_colon(const struct yaml_source *s, struct buf *message, yaml_mark_t *place)
{
	const struct yaml_last *last = &s->last;

	if (last->end.index == 0) {
		buf_add(message, STR("a colon without a key before it"));
	} else if (last->start.line == place->line) {
		buf_add(message, STR("a second \": \" in one line: quote the value"));
	} else if (last->line_before != last->start.line) {
		buf_add(message, STR("a key needs a colon and a space after it"));
		*place = last->start;
	} else {
		buf_printf(message,
		    "a key cannot continue the value of line %zu: indent it like the keys around "
		    "it, or quote the value",
		    s->in->line + last->start.line + 1);
	}
}

/* Explains other text in the place of a key of a block mapping. */
static void
explain_key(const struct yaml_source *s, struct buf *message, const yaml_mark_t *place)
{
	if (unexpected(&s->parser) == YAML_VALUE_TOKEN)
		buf_add(message, STR("a colon without a key before it"));
	else if (s->last.end.line == place->line && s->last.end.column > 0)
		buf_add(message, STR("text after the end of a value: quote all of it"));
	else if (unexpected(&s->parser) == YAML_BLOCK_ENTRY_TOKEN)
		buf_add(message, STR("an item of a list among keys: indent it below its own key"));
	else
		buf_printf(message,
		    "wrong indentation: no block above is indented by %zu space%s; indent the line "
		    "like the lines it belongs to",
		    place->column, place->column == 1 ? "" : "s");
}

/* Explains a flow collection that is not closed or lacks a comma. */
static void
explain_flow(const struct yaml_source *s, struct buf *message, yaml_mark_t *place)
{
	bool mapping = strstr(s->parser.context, "mapping") != NULL;

	if (s->parser.context_mark.line == place->line) {
		buf_printf(message, "expected a comma or %s", mapping ? "}" : "]");
		return;
	}
	buf_printf(message, "the %s is not closed, or a comma is missing before line %zu",
	    mapping ? "{" : "[", s->in->line + place->line + 1);
	*place = s->parser.context_mark;
}

/* Explains a token that cannot begin a value, or the end of the text in a flow collection. */
static void
explain_content(const yaml_parser_t *p, struct buf *message, yaml_mark_t *place)
{
	static const char mark[] = {[YAML_FLOW_SEQUENCE_END_TOKEN] = ']',
	    [YAML_FLOW_MAPPING_END_TOKEN] = '}',
	    [YAML_FLOW_ENTRY_TOKEN] = ','};
	yaml_token_type_t type = unexpected(p);

	if (type < sizeof mark && mark[type]) {
		buf_printf(message, "a value cannot begin with %c: quote it", mark[type]);
	} else if ((type == YAML_STREAM_END_TOKEN || type == YAML_DOCUMENT_START_TOKEN ||
		       type == YAML_DOCUMENT_END_TOKEN) &&
	    p->marks.top > p->marks.start) {
		buf_add(message, STR("the [ or { is not closed"));
		*place = p->marks.top[-1];
	} else {
		buf_add(message, STR("expected a value"));
	}
}

/* Explains a character that cannot begin a token. */
static void
explain_character(const yaml_parser_t *p, struct buf *message)
{
	char c = p->buffer.pointer < p->buffer.last ? (char)*p->buffer.pointer : '\t';

	if (c == '\t')
		buf_add(message, STR("a tab: indent with spaces"));
	else
		buf_printf(message, "a value cannot begin with %c: quote it", c);
}

yaml_mark_t
yaml_words(const struct yaml_source *s, struct buf *message)
{
	const yaml_parser_t *p = &s->parser;
	const char *context = p->context ? p->context : "";
	yaml_mark_t place = p->problem_mark;
	str problem = str_of(p->problem);
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (str_starts(problem, str_of(table[i].problem)) &&
		    strstr(context, table[i].context)) {
			buf_add(message, str_of(table[i].words));
			return table[i].begin ? p->context_mark : place;
		}
	if (str_starts(problem, STR("mapping values are not allowed")))
		explain_colon(s, message, &place);
	else if (str_is(problem, "did not find expected key"))
		explain_key(s, message, &place);
	else if (str_starts(problem, STR("did not find expected ','")))
		explain_flow(s, message, &place);
	else if (str_starts(problem, STR("did not find expected node content")))
		explain_content(p, message, &place);
	else if (str_starts(problem, STR("found character that cannot start any token")))
		explain_character(p, message);
	else
		buf_printf(message, "%s%s%s", p->problem, p->context ? " " : "", context);
	return place;
}
