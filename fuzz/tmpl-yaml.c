/* Fuzzes templates in YAML mode. The input is a template and, after a NUL, the value of every
   string of the document. The output with that value must have the same structure, read by libyaml,
   as the output with a harmless value, or the value must be refused. If the template only prints
   values, every scalar must be read back, too. A value without text may remove a line that consists
   of it alone. Templates whose functions may depend on a value are only run. */
#include <ctype.h>
#include <stdlib.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "data/note.h"
#include "data/scalar.h"
#include "data/val.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc, scratch, regexes;

#define HARMLESS "hqv"

/* How a template uses values: its result depends on them, it writes them in another form, or it
   only prints them. */
enum use { LOOKS, FORMS, PRINTS };

/* Functions whose result is empty or structured whatever the text of an argument is. */
static const char *const blind[] = {"quote", "squote", "toYaml", "toJson", "indent", "nindent",
    "include", "print", "list", "default", "ternary", "coalesce", "b64enc", "and", "or", "not"};

static enum use
use_of(str text)
{
	enum use use = PRINTS;
	size_t i = 0, n, k;

	for (; i < text.n; i += n) {
		char before = i ? text.p[i - 1] : ' ';
		str name = {text.p + i, 0};

		while (i + name.n < text.n && isalnum((unsigned char)text.p[i + name.n]))
			name.n++;
		n = name.n ? name.n : 1;
		if (name.n == 0 || before == '.' || before == '$' || before == '_' ||
		    !func_find(name))
			continue;
		for (k = 0; k < sizeof blind / sizeof *blind && !str_is(name, blind[k]); k++)
			;
		if (k == sizeof blind / sizeof *blind)
			return LOOKS;
		use = FORMS;
	}
	return use;
}

/* The document: a value at many names, a number, a boolean, a list and a mapping. */
static struct val *
tree(str value)
{
	static const char *const names[] = {"x", "a", "b", "name"};
	struct val *root = val_new(&doc, VAL_MAPPING), *list = val_new(&doc, VAL_SEQUENCE);
	struct val *map = val_new(&doc, VAL_MAPPING), *bool_val = val_new(&doc, VAL_BOOL);
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		val_add(&doc, root, str_of(names[i]), val_string(&doc, value));
	for (i = 0; i < 2; i++)
		val_push(list, val_string(&doc, value));
	val_add(&doc, map, STR("k"), val_string(&doc, value));
	val_add(&doc, map, value, val_string(&doc, value));
	val_add(&doc, root, STR("l"), list);
	val_add(&doc, root, STR("m"), map);
	val_add(&doc, root, STR("f"), bool_val);
	val_add(&doc, root, STR("i"), val_scalar(&doc, VAL_INT, STR("0")));
	val_add(&doc, root, STR("n"), val_new(&doc, VAL_NULL));
	val_add(&doc, root, STR("e"), val_new(&doc, VAL_MAPPING));
	return root;
}

struct work {
	str text, value;
	struct buf *out;
};

static void
work(void *context)
{
	struct work *w = context;
	struct notes notes = {.arena = &doc};
	struct tmpl_set set;
	struct exec x = {.set = &set, .doc = &doc, .scratch = &scratch, .regexes = &regexes};
	struct tmpl *t;

	parse_set(&set, &run, NULL);
	set.yaml = true;
	exec_start(&x, tree(w->value), &notes);
	if (!(t = parse_file(&set, "fuzz", w->text)))
		end_input();
	exec_run(&x, t, w->out);
}

static bool
render(str text, str value, struct buf *out)
{
	struct buf message = {.arena = &run};

	return end_try(work, &(struct work){text, value, out}, &message);
}

/* Returns the expected scalar: the harmless scalar with all harmless values replaced. */
static str
expected(str s, str value)
{
	struct buf b = {.arena = &doc};
	size_t i;

	for (; (i = str_find(s, STR(HARMLESS))) < s.n; s = str_from(s, i + sizeof HARMLESS - 1)) {
		buf_add(&b, str_sub(s, 0, i));
		buf_add(&b, value);
	}
	buf_add(&b, s);
	return buf_str(&b);
}

static str
chomped(str s)
{
	while (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	return s;
}

/* A text without blanks and line breaks. */
static str
squeezed(str s)
{
	struct buf b = {.arena = &doc};
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!memchr(" \t\n", s.p[i], 3))
			buf_addc(&b, s.p[i]);
	return buf_str(&b);
}

/* Returns whether the scalar of the hostile output is the expected one. */
static bool
says(const yaml_event_t *a, const yaml_event_t *b, str value)
{
	str was = {(char *)a->data.scalar.value, a->data.scalar.length};
	str is = {(char *)b->data.scalar.value, b->data.scalar.length};
	str want = expected(was, value);
	struct scalar typed;

	/* A printed map: the order of its keys depends on the values. */
	if (str_find(was, STR("map[")) < was.n)
		return true;
	/* A line without text may be an empty line, or be removed. */
	if (value.n == 0)
		return str_eq(squeezed(is), squeezed(want));
	/* The template's chomping applies to a value's line breaks, too, also in a block scalar
	   that is written in quotes because of the template's own characters. */
	if (a->data.scalar.style == YAML_LITERAL_SCALAR_STYLE || str_ends(was, STR("\n")))
		return str_eq(chomped(is), chomped(want));
	if (!str_eq(is, want))
		return false;
	if (str_eq(is, was) || b->data.scalar.tag ||
	    b->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return true;
	return !scalar_plain(&doc, is, &typed) && typed.kind == VAL_STRING;
}

static void
begin(yaml_parser_t *parser, struct buf *b)
{
	const char *text = buf_cstr(b);

	yaml_parser_initialize(parser);
	yaml_parser_set_input_string(parser, (const unsigned char *)text, b->n);
}

static bool
is_readable(struct buf *b)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool good = true, more = true;

	begin(&parser, b);
	while (more && (good = yaml_parser_parse(&parser, &event) != 0)) {
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return good;
}

/* Returns whether an event is only something that a value without text may remove. */
static bool
is_nothing(const yaml_event_t *event)
{
	str text = {(char *)event->data.scalar.value, event->data.scalar.length};

	if (event->type == YAML_SCALAR_EVENT)
		return squeezed(expected(text, STR(""))).n == 0;
	return event->type == YAML_DOCUMENT_START_EVENT || event->type == YAML_DOCUMENT_END_EVENT;
}

static void
next(yaml_parser_t *parser, yaml_event_t *event, str value)
{
	bool skip;

	do {
		if (!yaml_parser_parse(parser, event))
			abort();
		if ((skip = value.n == 0 && is_nothing(event)))
			yaml_event_delete(event);
	} while (skip);
}

/* Returns whether an event is a plain scalar that begins with a value and continues with text of
   the template. If the value is nothing, the text may be other YAML: a tag, a list, a quoted
   text. */
static bool
continues_value(const yaml_event_t *event)
{
	str text = {(char *)event->data.scalar.value, event->data.scalar.length};

	return event->type == YAML_SCALAR_EVENT &&
	    event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    str_starts(text, STR(HARMLESS)) && text.n > sizeof HARMLESS - 1;
}

/* Reads both outputs; the harmless one is readable. */
static void
compare(struct buf *harmless, struct buf *hostile, str value, enum use use)
{
	yaml_parser_t parsers[2];
	yaml_event_t events[2];
	bool more = true, other;
	int i;

	begin(&parsers[0], harmless);
	begin(&parsers[1], hostile);
	while (more) {
		for (i = 0; i < 2; i++)
			next(&parsers[i], &events[i], value);
		other = value.n == 0 && continues_value(&events[0]);
		if (!other && events[0].type != events[1].type)
			abort();
		if (!other && use == PRINTS && events[0].type == YAML_SCALAR_EVENT &&
		    !says(&events[0], &events[1], value))
			abort();
		more = !other && events[0].type != YAML_STREAM_END_EVENT;
		for (i = 0; i < 2; i++)
			yaml_event_delete(&events[i]);
	}
	for (i = 0; i < 2; i++)
		yaml_parser_delete(&parsers[i]);
}

/* Returns whether the template may loop for a long time. */
static bool
is_slow(str text)
{
	return str_find(text, STR("until")) < text.n || str_find(text, STR("seq")) < text.n ||
	    str_find(text, STR("repeat")) < text.n;
}

/* Returns whether the template tests a value for being empty. */
static bool
asks_for_text(str text, enum use use)
{
	return use != PRINTS || str_find(text, STR("if")) < text.n ||
	    str_find(text, STR("with")) < text.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};
	str value = STR("w: |\n---\n- 'x' # \"y\"\n");
	size_t cut = str_find(text, STR("\0"));
	struct buf harmless = {.arena = &doc}, hostile = {.arena = &doc};

	if (cut < text.n)
		value = str_from(text, cut + 1);
	text = arena_str(&run, str_sub(text, 0, cut));
	/* The value is a key of the map: another name for the other key makes it shorter. */
	if (!str_is(value, "k") && !is_slow(text) && render(text, value, &hostile) &&
	    render(text, STR(HARMLESS), &harmless) && use_of(text) != LOOKS &&
	    !(value.n == 0 && asks_for_text(text, use_of(text))) &&
	    str_find(text, STR(HARMLESS)) == text.n && is_readable(&harmless))
		compare(&harmless, &hostile, value, use_of(text));
	arena_free(&scratch);
	arena_reset(&doc);
	arena_free(&regexes);
	arena_free(&run);
	return 0;
}
