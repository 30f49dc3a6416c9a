/* Writes a change as text for people or as JSON for programs. */
#ifndef DIFF_SHOW_H
#define DIFF_SHOW_H

struct buf;
struct change;
struct object;

/* show_text adds a change as lines of text. `last` is the object of the previous change; if the
   object is another one, its title comes first, on a line of its own. A change that a rule refuses
   is marked !, and its `reason` and `instead` follow. Long values are cut around the difference.
   Control characters are escaped, so a value cannot end a line or command a terminal. */
void show_text(struct buf *b, const struct change *change, const struct object *last);

/* show_json adds a change as one JSON object on one line, with complete values. */
void show_json(struct buf *b, const struct change *change);

#endif
