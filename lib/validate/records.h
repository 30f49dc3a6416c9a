/* Checks records of a kv stream. Findings are at the origins of the values. */
#ifndef VALIDATE_RECORDS_H
#define VALIDATE_RECORDS_H

#include <stdbool.h>

struct validate;

/* records_operand checks the records of a file; "-" is standard input. */
void records_operand(struct validate *v, const char *path);

/* records_filter copies the records of standard input, with their origins and notes, to standard
   output if they have no findings. With keep_going it copies each document at once, adds its
   findings as notes, and does not count them for validate_end: the last stage of the pipe prints
   them. */
void records_filter(struct validate *v, bool keep_going);

/* records_name_schema copies standard input to standard output, after a line "# Schema: FILE". FILE
   has the schema of the first document whose group and kind have a schema. Without such a document
   the line has no FILE. */
void records_name_schema(struct validate *v);

#endif
