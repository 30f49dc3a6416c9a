/* Reports mistakes in templates: Go's message, then the line of the template with a caret. */
#ifndef TMPL_PARSE_FAULT_H
#define TMPL_PARSE_FAULT_H

#include <stdarg.h>
#include <stdint.h>

struct arena;
struct source;

/* fault_parse reports: "template: NAME:LINE: …". */
void fault_parse(struct arena *a, const struct source *s, uint32_t pos, const char *fmt, va_list ap)
    __attribute__((format(printf, 4, 0)));

/* fault_exec ends the run with "template: NAME:LINE:COL: …", COL counted as in Go. note, if not
   NULL, is printed as the last line: the origin of the value. */
_Noreturn void fault_exec(
    struct arena *a, const struct source *s, uint32_t pos, const char *message, const char *note);

#endif
