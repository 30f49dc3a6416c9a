/* The kv stream instead of YAML: findings name where values come from. */
#ifndef VALIDATE_RECORDS_H
#define VALIDATE_RECORDS_H

#include <stdbool.h>

struct validate;

/* records_operand checks the records of a file ("-": standard input). */
void records_operand(struct validate *v, const char *path);

/* records_filter checks those of standard input and passes them on with their origins and notes:
   all documents when all are good or, where go_on is set, each as soon as it is checked, with its
   findings as notes. Then no finding counts for validate_end: the last stage of the chain prints
   them. */
void records_filter(struct validate *v, bool go_on);

#endif
