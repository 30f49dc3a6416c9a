/* The one escaper: whatever a name or a value holds, it cannot forge a record, a line or a
   terminal's commands. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"

struct arena;
struct buf;

/* escape_json adds s as a JSON string (RFC 8259 §7) with its quotes. Escaped: " \ and control
   characters (C0, DEL, C1); all else stands as it is. s must be UTF-8. */
void escape_json(struct buf *b, str s);

/* escape_json_text adds it without the quotes: a long string can be written in pieces, cut between
   characters. */
void escape_json_text(struct buf *b, str s);

/* escape_plain_run gives the length of what stands for itself in double quotes at the front of s,
   JSON's or Go's: printable ASCII but quotes and backslashes. */
size_t escape_plain_run(str s);

/* unescape_json reads a JSON string, quotes included, from the front of *rest and cuts it off; *s
   is borrowed from there or, where it had escapes, stands in a. Gives NULL, or what is wrong; *rest
   then begins at the offending byte. */
const char *unescape_json(struct arena *a, str *rest, str *s);

/* unescape_json_copy is unescape_json, but *s stands in a whatever it held. */
const char *unescape_json_copy(struct arena *a, str *rest, str *s);

/* escape_line adds s so that it stays on its line and says nothing to a terminal: control
   characters, line and paragraph separators and bidirectional controls as \n, \x1b, \u2028; bytes
   that are not UTF-8 as \xNN. Backslashes and quotes stay, so that escaping twice changes
   nothing. */
void escape_line(struct buf *b, str s);

/* escape_show gives s for a message: quoted as by escape_json, its middle left out when it is
   long, NUL-terminated. */
const char *escape_show(struct arena *a, str s);

/* escape_cut gives s, or where it is longer than max bytes its beginning and an ellipsis, in a. */
str escape_cut(struct arena *a, str s, size_t max);

#endif
