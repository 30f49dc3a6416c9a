/* A change as text for people, or as JSON for programs. */
#ifndef DIFF_SHOW_H
#define DIFF_SHOW_H

#include "base/str.h"

struct buf;
struct change;
struct object;

/* show_text adds a change as lines of text: the object's title on a line of its own where last, the
   object of the change before, is another; then the change, marked ! where a rule refuses it, and
   below it the rule's words. Long values are cut around what differs. No character of a value
   can end a line or reach a terminal as a command. */
void show_text(struct buf *b, const struct change *change, const struct object *last);

/* show_json adds a change as one JSON object on one line, values whole. */
void show_json(struct buf *b, const struct change *change);

#endif
