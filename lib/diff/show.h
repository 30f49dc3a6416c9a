/* Writes a change as text for people or as JSON for programs. */
#ifndef DIFF_SHOW_H
#define DIFF_SHOW_H

struct buf;
struct change;
struct object;

/* show_text adds a change as lines of text. `last` is the object of the previous change; a change
   within another object comes after a line with that object's title. A change that a rule refuses
   is marked !, and the rule's `reason` and `instead` follow. Long values are cut around the
   difference. Control characters are escaped, so no value ends a line or commands a terminal. */
void show_text(struct buf *b, const struct change *change, const struct object *last);

/* show_json adds a change as one JSON object on one line, with complete values. */
void show_json(struct buf *b, const struct change *change);

#endif
