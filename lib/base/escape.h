/* Escapes names and values, so that they cannot forge a record, a line or a terminal command. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"

struct arena;
struct buf;

/* escape_json adds s as a JSON string (RFC 8259 §7) with its quotes. It escapes only " \ and
   control characters (C0, DEL, C1). s must be UTF-8. */
void escape_json(struct buf *b, str s);

/* escape_json_text adds s without the quotes, so that a long string can be written in pieces, cut
   between characters. */
void escape_json_text(struct buf *b, str s);

/* escape_char adds a character's escape: \n, \", \u001b. */
void escape_char(struct buf *b, uint32_t rune);

/* escape_plain_run returns the length of the text at the beginning of s that needs no escape in
   double quotes, in JSON or Go: printable ASCII except quotes and backslashes. */
size_t escape_plain_run(str s);

/* unescape_json cuts a JSON string with its quotes off the front of *rest and sets *s to the
   decoded text, in a. It returns NULL, or an error message; then *rest begins at the bad byte. */
const char *unescape_json(struct arena *a, str *rest, str *s);

/* escape_line adds s so that it stays on its line and cannot command a terminal. Control
   characters, line and paragraph separators and bidirectional controls become \n, \u001b, \u2028;
   bytes that are not UTF-8 become \xNN. Backslashes and quotes stay, so escaping twice changes
   nothing. */
void escape_line(struct buf *b, str s);

/* escape_show returns s for a message, in a: quoted as by escape_json, NUL-terminated. It leaves
   out the middle of a long text. */
const char *escape_show(struct arena *a, str s);

/* escape_cut returns s, or if it is longer than max bytes, its beginning and an ellipsis, in a. */
str escape_cut(struct arena *a, str s, size_t max);

#endif
