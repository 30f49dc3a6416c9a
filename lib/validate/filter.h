/* Checks the input and copies it to standard output. */
#ifndef VALIDATE_FILTER_H
#define VALIDATE_FILTER_H

#include <stdbool.h>

struct in;
struct validate;

/* filter_yaml copies the input if it has no findings. With keep_going it copies each unit without
   findings, as soon as it has read the unit.

   A unit is a document or a group. A group begins with a line "# Source: FILE" at the start of a
   document and ends with a line "# End: PREFIX". Of a group with findings only the last line is
   copied. Findings in a group name FILE, and the line after "# Source: FILE" is line 1 of FILE. If
   the next Source line names the same FILE, the count continues. */
void filter_yaml(struct validate *v, struct in *in, bool keep_going);

/* filter_records copies the records of the input, with their origins and notes, if they have no
   findings. With keep_going it copies each document at once, adds its findings as notes, and
   does not count them for validate_end: the last stage of the pipe prints them. */
void filter_records(struct validate *v, struct in *in, bool keep_going);

/* filter_name_schema writes a line "# Schema: FILE", then copies all records. FILE has the schema
   of the first document whose group and kind have a schema. If no document has a schema, the line
   has no FILE. */
void filter_name_schema(struct validate *v, struct in *in);

#endif
