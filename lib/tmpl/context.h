/* YAML mode: what stands in the output is followed character by character, so that every value can
   be written as its place demands. A value never changes the structure of the document: it is
   encoded for where it stands, or refused. */
#ifndef TMPL_CONTEXT_H
#define TMPL_CONTEXT_H

#include "base/str.h"
#include "tmpl/value.h"

struct arena;
struct buf;
struct context;

/* context_new begins a YAML stream at the end of out; inner: not the document itself. refuse is
   called with what is wrong, and the offset in the text being added (0 for values); it must not
   return. */
struct context *context_new(struct arena *a, struct buf *out, bool inner,
    void (*refuse)(void *argument, size_t offset, const char *message), void *argument);

/* context_odd_break finds the first line break in a template's text that some readers take for one
   and others do not: CR alone, NEL, U+2028, U+2029. Gives its offset, the text's length without
   one. */
size_t context_odd_break(str text);

/* context_text adds text of the template, context_value what an action gives. indent: the action
   ends in indent or nindent of this width, -1 for neither; newline: it was nindent; ends: text that
   begins with a newline follows at once. */
void context_text(struct context *c, str text);
void context_value(
    struct context *c, const struct value *v, int indent, bool newline, bool ends);

/* context_structural tells whether structure (toYaml's, an include's) with this indent and newline
   may stand at this place, context_at_line whether it would be the first on its line. */
bool context_structural(const struct context *c, int indent, bool newline);
bool context_at_line(const struct context *c);

/* context_indent gives the indentation of the first line of text that is not blank. */
int context_indent(str text);

/* context_end ends the stream; tells whether it holds anything but comments. */
bool context_end(struct context *c);

#endif
