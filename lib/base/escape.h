/* Escapes names and values, so that they cannot forge a record, a line or a terminal command. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"
#include "base/utf8.h"

struct arena;
struct buf;

/* What escape_text escapes besides " \ and control characters (C0, DEL, C1). Without flags, as for
   kv, the text must be UTF-8. ESCAPE_GO does not escape DEL and C1. */
enum escape_how {
	ESCAPE_YAML = 1,  /* all special characters (escape_is_special) but UTF8_BAD */
	ESCAPE_GO = 2,    /* as Go's encoding/json: U+2028, U+2029; UTF8_BAD as \ufffd */
	ESCAPE_HTML = 4,  /* < > & */
	ESCAPE_LINE = 8,  /* all special characters, bidirectional controls; UTF8_BAD as \xNN */
	ESCAPE_BARE = 16, /* but not " and \ */
	ESCAPE_TOML = 32  /* as BurntSushi/toml: not C1 */
};

/* escape_text adds s with escapes: \n, \", \u001b. `how` is a set of flags. */
void escape_text(struct buf *b, str s, unsigned how);

/* escape_quoted adds a JSON string (RFC 8259 §7): s in double quotes. */
void escape_quoted(struct buf *b, str s, unsigned how);

/* escape_line adds s, and escapes line breaks and terminal commands in it (ESCAPE_LINE).
   Backslashes and quotes stay, so escaping twice changes nothing. escape_name returns the result,
   in a, NUL-terminated. */
void escape_line(struct buf *b, str s);
const char *escape_name(struct arena *a, str s);

/* escape_is_special returns whether a character must be escaped in YAML's double quotes: it is not
   printable (YAML 1.2.2 §5.1), or it is a line break for some readers, a byte order mark or
   UTF8_BAD. */
static inline bool
escape_is_special(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0x2028 || rune == 0x2029 ||
	    rune == 0xfeff || rune == 0xfffe || rune == 0xffff || rune == UTF8_BAD;
}

/* escape_plain_run returns the length of the text at the beginning of s that needs no escape in
   double quotes, in JSON or Go: printable ASCII except double quotes and backslashes. */
size_t escape_plain_run(str s);

/* escape_printable returns the length of the text at the beginning of s without special characters
   (escape_is_special), except those in `allowed`, a set of these flags. Unless chars is NULL, it
   adds the number of characters to *chars. */
enum { ESCAPE_TAB = 1 << '\t', ESCAPE_LF = 1 << '\n', ESCAPE_CR = 1 << '\r' };
size_t escape_printable(str s, unsigned allowed, size_t *chars);

/* unescape_json cuts a JSON string with its quotes off the front of *rest and sets *s to the
   decoded text, in a. It returns NULL, or an error message; then *rest begins at the bad byte. */
const char *unescape_json(struct arena *a, str *rest, str *s);

/* escape_show returns s for a message, in a: quoted, escaped by ESCAPE_LINE, NUL-terminated. It
   leaves out the middle of a long text. */
const char *escape_show(struct arena *a, str s);

/* escape_cut returns s, or if it is longer than max bytes, its beginning and an ellipsis, in a. */
str escape_cut(struct arena *a, str s, size_t max);

#endif
