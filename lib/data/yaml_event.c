/* Runs libyaml's parser: feeds it, limits directives, and turns its errors into our messages. */
#include "data/yaml_event.h"

#include <string.h>

#include "base/buf.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/utf8.h"

/* The maximum number of %TAG directives of a document. The parser compares each one with all others
   before it returns the first event. It adds DEFAULTS of its own. */
enum { DIRECTIVES_MAX = 1000, DEFAULTS = 2 };

/* The maximum number of bytes that libyaml's decoder and read_ahead get at once. libyaml's
   buffer has room for 48 KiB; a few pages of it are enough. If the parser has fewer unread
   characters than AHEAD_MIN, it gets more text. Most events need fewer. */
enum { FEED = 256, AHEAD = 4 << 10, AHEAD_MIN = 1024 };

static bool
is_break(uint32_t rune)
{
	return rune == '\n' || rune == '\r' || rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

/* Returns whether the document has too many directives. */
static bool
is_overfull(const yaml_parser_t *p)
{
	return p->tag_directives.top - p->tag_directives.start > DIRECTIVES_MAX + DEFAULTS;
}

/* Takes text from the input. Remembers the first bytes and the last one. */
static void
take(struct yaml_source *s, str text)
{
	str head = str_sub(text, 0, sizeof s->head - s->head_n);

	str_copy(s->head + s->head_n, head.p, head.n);
	s->head_n += head.n;
	if (text.n > 0)
		s->last_byte = text.p[text.n - 1];
	s->in->begin += text.n;
}

/* Adds the newline that the last line lacks, as kubectl does before it parses, so that a block
   scalar at the end has its line break. Returns the number of bytes added. */
static size_t
end_line(struct yaml_source *s, unsigned char *p)
{
	/* The input ends within a UTF-8 character. */
	bool cut = s->parser.raw_buffer.pointer < s->parser.raw_buffer.last;

	if (s->line_ended || s->parser.encoding != YAML_UTF8_ENCODING || cut ||
	    s->last_byte == '\n' || s->last_byte == '\r')
		return 0;
	s->line_ended = true;
	*p = '\n';
	return 1;
}

/* libyaml calls feed for text, and has room for more than FEED bytes. It gets little, so that
   read_ahead can add the rest. */
static int
feed(void *context, unsigned char *p, size_t n, size_t *got)
{
	struct yaml_source *s = context;
	str text = str_sub(in_ahead(s->in), 0, FEED);

	(void)n;
	memcpy(p, text.p, text.n);
	take(s, text);
	*got = text.n ? text.n : end_line(s, p);
	return !is_overfull(&s->parser);
}

/* Copies text into libyaml's buffer of decoded characters, up to a byte that its decoder would
   refuse or a few rare characters. The decoder takes 33 instructions for each byte, a sixth of
   libyaml's parse loop; this function takes 5. */
static void
read_ahead(struct yaml_source *s)
{
	yaml_parser_t *p = &s->parser;
	str text = str_sub(in_ahead(s->in), 0, AHEAD);
	size_t left = (size_t)(p->buffer.last - p->buffer.pointer);

	if (p->encoding == YAML_ANY_ENCODING && (unsigned char)*text.p < 0x80)
		yaml_parser_set_encoding(p, YAML_UTF8_ENCODING);
	if (p->encoding != YAML_UTF8_ENCODING || p->raw_buffer.pointer != p->raw_buffer.last)
		return;
	text.n = escape_printable(text, ESCAPE_TAB | ESCAPE_LF | ESCAPE_CR, &p->unread);
	memmove(p->buffer.start, p->buffer.pointer, left);
	memcpy(p->buffer.start + left, text.p, text.n);
	p->buffer.pointer = p->buffer.start;
	p->buffer.last = p->buffer.start + left + text.n;
	p->offset += text.n;
	take(s, text);
}

bool
yaml_event_next(struct yaml_source *s, yaml_event_t *e)
{
	if (s->parser.unread < AHEAD_MIN && s->in->begin < s->in->end)
		read_ahead(s);
	if (!yaml_parser_parse(&s->parser, e))
		return false;
	if (e->type == YAML_DOCUMENT_START_EVENT && is_overfull(&s->parser)) {
		yaml_event_delete(e);
		return false;
	}
	if (e->start_mark.index != e->end_mark.index) {
		s->last.line_before = s->last.start.line;
		s->last.start = e->start_mark;
		s->last.end = e->end_mark;
	}
	return true;
}

void
yaml_event_open(struct yaml_source *s, struct in *in)
{
	/* Empty input gets no newline. */
	*s = (struct yaml_source){.in = in, .last_byte = '\n', .last.start.line = SIZE_MAX};
	if (!yaml_parser_initialize(&s->parser))
		end_memory();
	yaml_parser_set_input(&s->parser, feed, s);
}

bool
yaml_event_records(const struct yaml_source *s)
{
	str rest = {s->head, s->head_n}, line, path;

	do
		line = str_split(&rest, '\n');
	while (rest.n > 0 && (line.n == 0 || line.p[0] == '#' || str_eq(line, STR("---"))));
	path = str_sub(line, 0, str_find(line, STR("=")));
	return path.n < line.n && str_starts(path, STR(".")) &&
	    str_find(path, STR(": ")) == path.n &&
	    (str_find(path, STR(" ")) == path.n || str_find(path, STR("[\"")) < path.n);
}

/* Returns where libyaml's decoder stopped. libyaml only tells the byte offset, so this moves the
   scanner's mark over the text that is decoded but not scanned. */
static struct pos
reader_pos(const struct yaml_source *s)
{
	const yaml_parser_t *p = &s->parser;
	struct pos pos = yaml_event_pos(s, &p->mark);
	str ahead = {(const char *)p->buffer.pointer, (size_t)(p->buffer.last - p->buffer.pointer)};
	uint32_t rune, before = 0;

	for (; ahead.n > 0; before = rune) {
		ahead = str_from(ahead, utf8_next(ahead, &rune));
		pos.col++;
		if (!is_break(rune))
			continue;
		pos.col = 1;
		pos.line += rune != '\n' || before != '\r';
	}
	return pos;
}

const char yaml_event_template[] =
    "{{ begins an action of a template: render it first, or quote the value";

/* Returns the place of two braces among the tokens scanned ahead, or NULL. */
static const yaml_mark_t *
braces(const yaml_parser_t *p)
{
	const yaml_token_t *t, *before = NULL;

	for (t = p->tokens.head; t < p->tokens.tail; t++) {
		if (t->type != YAML_FLOW_MAPPING_START_TOKEN)
			continue;
		if (before && t->start_mark.index == before->start_mark.index + 1)
			return &before->start_mark;
		before = t;
	}
	return NULL;
}

const char *
yaml_event_bad_key(
    const struct yaml_source *s, const yaml_event_t *e, struct pos outer, struct pos *pos)
{
	const yaml_mark_t *template = braces(&s->parser);

	if (template && template->index == e->start_mark.index)
		return yaml_event_template;
	if (e->type != YAML_MAPPING_START_EVENT)
		return "a list as a key, which JSON cannot hold";
	if (outer.line != pos->line || outer.col + 1 != pos->col)
		return "a mapping as a key, which JSON cannot hold";
	*pos = outer;
	return yaml_event_template;
}

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

/* The maximum length of a key that has no ? before it, in libyaml. */
enum { KEY_MAX = 1024 };

#define LONG_KEY "a key of more than 1024 characters: put \"? \" before the key"

/* Returns whether the last event is too long for a key. */
static bool
is_long(const struct yaml_source *s)
{
	return s->last.end.index - s->last.start.index > KEY_MAX;
}

/* Returns whether the parser has just read a closing quote. */
static bool
is_after_quote(const yaml_parser_t *p)
{
	const unsigned char *c = p->buffer.pointer;

	while (c > p->buffer.start && c[-1] == ' ')
		c--;
	return c > p->buffer.start && (c[-1] == '"' || c[-1] == '\'');
}

#define MARKED "the line begins with a byte order mark, which is invisible: delete it"

/* Returns whether the line of `place` begins with a byte order mark, which counts as a column. Only
   the text that libyaml still has is searched. */
static bool
is_marked(const yaml_parser_t *p, const yaml_mark_t *place)
{
	const unsigned char *c = p->buffer.pointer;
	size_t line = p->mark.line;

	for (; c > p->buffer.start; c--)
		if (c[-1] == '\n' && line-- == place->line)
			return p->buffer.last - c >= 3 && memcmp(c, "\xef\xbb\xbf", 3) == 0;
	return false;
}

/* The functions below return a message, which is constant or in a. *place is where libyaml noticed
   the mistake; the functions change it if the mistake began earlier. */

/* Explains a colon that follows no key. The text before it may begin in an earlier line, because a
   plain scalar continues on lines that are indented more: as the value of a key, or as a key whose
   colon has no space after it. */
static const char *
explain_colon(const struct yaml_source *s, struct arena *a, yaml_mark_t *place)
{
	if (s->last.end.index == 0)
		return "a colon without a key before it";
	if (is_long(s))
		return "a second \": \" in one line, or " LONG_KEY;
	if (s->last.start.line != s->last.end.line && is_after_quote(&s->parser)) {
		*place = s->last.start;
		return "a key must be on one line";
	}
	if (s->last.start.line == place->line)
		return "a second \": \" in one line: quote the value";
	if (s->last.line_before != s->last.start.line) {
		*place = s->last.start;
		return "a key needs a colon and a space after it";
	}
	return buf_format(a,
	    "a key cannot continue the value of line %zu: indent it like the keys around it, or "
	    "quote the value",
	    s->in->line + s->last.start.line + 1);
}

/* Explains a token in a block mapping at which libyaml expected a key. */
static const char *
explain_key(const struct yaml_source *s, struct arena *a, const yaml_mark_t *place)
{
	if (unexpected(&s->parser) == YAML_VALUE_TOKEN)
		return "a colon without a key before it";
	if (s->last.end.line == place->line && s->last.end.column > 0)
		return "text after the end of a value: quote all of it";
	if (is_marked(&s->parser, place))
		return MARKED;
	if (unexpected(&s->parser) == YAML_BLOCK_ENTRY_TOKEN)
		return "an item of a list among keys: indent it below its own key";
	return buf_format(a,
	    "wrong indentation: no block above is indented by %zu space%s; indent the line like "
	    "the lines it belongs to",
	    place->column, place->column == 1 ? "" : "s");
}

/* Explains a flow collection that is not closed or lacks a comma. */
static const char *
explain_flow(const struct yaml_source *s, struct arena *a, yaml_mark_t *place)
{
	bool mapping = strstr(s->parser.context, "mapping") != NULL;
	bool long_key = is_long(s) && unexpected(&s->parser) == YAML_VALUE_TOKEN;
	size_t line = place->line;

	if (s->parser.context_mark.line == line)
		return buf_format(a, "expected a comma or %s%s", mapping ? "}" : "]",
		    long_key ? ", or " LONG_KEY : "");
	*place = s->parser.context_mark;
	return buf_format(a, "the %s is not closed, or a comma is missing before line %zu",
	    mapping ? "{" : "[", s->in->line + line + 1);
}

/* Explains a token that cannot begin a value, or the end of the text in a flow collection. */
static const char *
explain_content(const yaml_parser_t *p, struct arena *a, yaml_mark_t *place)
{
	static const char begin[] = {[YAML_FLOW_SEQUENCE_END_TOKEN] = ']',
	    [YAML_FLOW_MAPPING_END_TOKEN] = '}',
	    [YAML_FLOW_ENTRY_TOKEN] = ','};
	yaml_token_type_t type = unexpected(p);
	bool ended = type == YAML_STREAM_END_TOKEN || type == YAML_DOCUMENT_START_TOKEN ||
	    type == YAML_DOCUMENT_END_TOKEN;

	if (type < sizeof begin && begin[type])
		return buf_format(a, "a value cannot begin with %c: quote it", begin[type]);
	if (!ended || p->marks.top == p->marks.start)
		return "expected a value";
	*place = p->marks.top[-1];
	return "the [ or { is not closed";
}

/* Explains text after the end of a document. */
static const char *
explain_end(const yaml_parser_t *p, const yaml_mark_t *place)
{
	yaml_token_type_t type = unexpected(p);

	if (is_marked(p, place))
		return MARKED;
	if (type == YAML_FLOW_SEQUENCE_END_TOKEN)
		return "a ] without a [ before it";
	if (type == YAML_FLOW_MAPPING_END_TOKEN)
		return "a } without a { before it";
	return "the document ends before this: a line --- must separate documents";
}

/* Explains a character that cannot begin a token. */
static const char *
explain_character(const yaml_parser_t *p, struct arena *a)
{
	char c = p->buffer.pointer < p->buffer.last ? (char)*p->buffer.pointer : '\t';

	return c == '\t' ? "a tab: indent with spaces"
			 : buf_format(a, "a value cannot begin with %c: quote it", c);
}

/* Explains a mistake by libyaml's error text, its marks, the last event and the next token. */
static const char *
explain(const struct yaml_source *s, struct arena *a, yaml_mark_t *place)
{
	const yaml_parser_t *p = &s->parser;
	const char *context = p->context ? p->context : "";
	str problem = str_of(p->problem);
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (str_starts(problem, str_of(table[i].problem)) &&
		    strstr(context, table[i].context)) {
			*place = table[i].begin ? p->context_mark : *place;
			return table[i].words;
		}
	if (str_starts(problem, STR("mapping values are not allowed")))
		return explain_colon(s, a, place);
	if (str_is(problem, "did not find expected key"))
		return explain_key(s, a, place);
	if (str_is(problem, "did not find expected '-' indicator"))
		return is_marked(p, place)
		    ? MARKED
		    : "wrong indentation, or no \"- \" before an item of the list";
	if (str_starts(problem, STR("did not find expected ','")))
		return explain_flow(s, a, place);
	if (str_is(problem, "did not find expected <document start>"))
		return explain_end(p, place);
	if (str_starts(problem, STR("did not find expected node content")))
		return explain_content(p, a, place);
	if (str_starts(problem, STR("found character that cannot start any token")))
		return explain_character(p, a);
	return buf_format(a, "%s%s%s", p->problem, p->context ? " " : "", context);
}

const char *
yaml_event_mistake(const struct yaml_source *s, struct arena *a, struct pos *pos)
{
	const yaml_parser_t *p = &s->parser;
	const yaml_mark_t *template = p->error == YAML_SCANNER_ERROR ? braces(p) : NULL;
	yaml_mark_t place = p->problem_mark;
	const char *message;

	if (p->error == YAML_MEMORY_ERROR)
		end_memory();
	if (template) {
		*pos = yaml_event_pos(s, template);
		return yaml_event_template;
	}
	if (p->error < YAML_SCANNER_ERROR && is_overfull(p)) {
		*pos = yaml_event_pos(s, &s->last.end);
		return buf_format(a, "more than %d directives before a document", DIRECTIVES_MAX);
	}
	if (p->error != YAML_READER_ERROR) {
		message = explain(s, a, &place);
		*pos = yaml_event_pos(s, &place);
		return message;
	}
	*pos = reader_pos(s);
	return buf_format(a, "%s%s%s", p->problem,
	    p->problem_value < 0 ? "" : buf_format(a, ": 0x%02X", (unsigned)p->problem_value),
	    strstr(p->problem, "UTF-8") ? "; save the file as UTF-8" : "");
}
