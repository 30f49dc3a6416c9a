/* How a template's text may begin, as far as that can be told without running it: an include whose
   text begins with a line break, as nindent's does, ends the line that it stands on. */
#ifndef TMPL_OPENING_H
#define TMPL_OPENING_H

#include <stdbool.h>

#include "base/str.h"

struct node;
struct tmpl;
struct tmpl_set;

/* With nothing, so that what follows begins it; with a line break, before which there are blanks
   only. */
enum { OPENS_EMPTY = 1, OPENS_BREAK = 2 };

/* opening_of gives all the ways in which what t gives may begin, 0 where it is only with something
   else; opening_of_text the way of a text. An action is taken to give something. */
unsigned opening_of(struct tmpl_set *set, struct tmpl *t);
unsigned opening_of_text(str text);

/* opening_front gives the call, or another operand, whose text an action begins with;
   opening_stays tells whether a line break at the front of that stays: the action gives what it
   begins with, indented at most. */
const struct node *opening_front(const struct node *action);
bool opening_stays(const struct node *action);

#endif
