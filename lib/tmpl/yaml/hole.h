/* A hole marks the place of a value in text. In YAML mode an action prints a hole instead of its
   value: U+E000, then an id of five characters. Markup is template text with holes. The table of
   holes contains, for each id, the value and how it is written within text. Markup never contains
   the text of a value, so a value cannot look like a hole or like YAML. */
#ifndef TMPL_YAML_HOLE_H
#define TMPL_YAML_HOLE_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;
struct plans;

#define HOLE_BEGIN "\xee\x80\x80"
enum { HOLE_BEGIN_SIZE = sizeof HOLE_BEGIN - 1, HOLE_SIZE = HOLE_BEGIN_SIZE + 5 };

/* How a value is written within text. A hole that is a whole YAML node becomes the value itself. */
enum hole_spelling {
	HOLE_PRINT,  /* as an action prints it; nothing for null */
	HOLE_NUMBER, /* the value is the text of a number, as printf has written it */
	HOLE_QUOTE,  /* in Go's double quotes */
	HOLE_SQUOTE,
	HOLE_YAML, /* as Helm's toYaml */
	HOLE_JSON,
	HOLE_RAW_JSON,
	HOLE_PRETTY_JSON,
	HOLE_PRETTY_YAML /* not of a hole: for hole_text in text mode */
};

/* The value is not markup; a collection is a tree. Within text, `pad` spaces follow each line break
   of the value. */
struct hole {
	struct value value;
	uint32_t pad;
	enum hole_spelling spelling;
};

/* All holes of one run of a template, in the arena; an id is an index. next is the text of the next
   hole; a run reaches its memory limit before it runs out of ids. plans is for settle. */
struct holes {
	struct markup markup;
	struct arena *arena;
	struct plans *plans;
	struct hole *hole;
	size_t n, cap;
	char next[HOLE_SIZE + 1];
};

void holes_init(struct holes *h, struct arena *a, struct plans *plans);

/* hole_put adds a hole to b and to the table. The caller sets the hole before it adds another. */
struct hole *hole_put(struct holes *h, struct buf *b);

/* hole_begins returns whether a hole begins at an offset. hole_find returns the offset of the first
   hole from byte `from` on, or the length of text; hole_id the id of the hole at an offset. */
static inline bool
hole_begins(str text, size_t i)
{
	return i + HOLE_BEGIN_SIZE <= text.n && text.p[i] == HOLE_BEGIN[0] &&
	    text.p[i + 1] == HOLE_BEGIN[1] && text.p[i + 2] == HOLE_BEGIN[2];
}

static inline size_t
hole_find(str text, size_t from)
{
	return from + str_find(str_from(text, from), STR(HOLE_BEGIN));
}

/* The digits of an id are the characters from 0 to O; the first digit is the least significant. */
enum { HOLE_DIGIT_BITS = 5, HOLE_DIGIT_LAST = 'O' };

static inline size_t
hole_id(str text, size_t at)
{
	const char *p = text.p + at + HOLE_BEGIN_SIZE;
	unsigned bits = HOLE_DIGIT_BITS;

	return (size_t)((p[0] - '0') | (p[1] - '0') << bits | (p[2] - '0') << 2 * bits |
	    (p[3] - '0') << 3 * bits | (p[4] - '0') << 4 * bits);
}

/* hole_only returns the hole if text is one hole and nothing else, or NULL. */
const struct hole *hole_only(const struct holes *h, str text);

/* hole_text returns a hole's text without its pad: the value's own, or a new one in arena a.
   in_yaml: the text becomes a part of YAML, so JSON must escape what YAML readers reject. hole_add
   adds a text to b, with `pad` spaces after each of its line breaks. */
str hole_text(struct arena *a, const struct hole *hole, bool in_yaml);
void hole_add(struct buf *b, str text, size_t pad);

/* hole_is_collection returns whether a hole is a mapping or a list; hole_is_empty whether it prints
   nothing. */
static inline bool
hole_is_collection(const struct hole *hole)
{
	return hole->value.kind >= VALUE_LIST;
}

static inline bool
hole_is_empty(const struct hole *hole)
{
	return hole->spelling == HOLE_PRINT &&
	    (hole->value.kind <= VALUE_NIL ||
		(hole->value.kind == VALUE_STRING && hole->value.s.n == 0));
}

/* hole_indent adds text with count spaces before each line, and adds count to its holes' pads. */
void hole_indent(struct holes *h, struct buf *b, str text, size_t count);

/* How to trim a text. front and back select the ends. left(what, text, front, back) trims these
   ends and returns the rest of the text; what it removes depends on `what`. */
struct hole_cut {
	bool front, back;
	str (*left)(const str *what, str text, bool front, bool back);
	const str *what;
};

/* hole_trim trims the ends of markup. In markup of one line it also trims a string whose hole is at
   an end. If it must trim another value, the result is a plain string. It never trims a collection
   of toYaml. */
struct value hole_trim(struct holes *h, struct value v, const struct hole_cut *cut);

#endif
