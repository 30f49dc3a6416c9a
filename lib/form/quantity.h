/* Quantities of resources: 500m, 1.5, 2Gi, 1e3 (k8s.io/apimachinery, api/resource). */
#ifndef FORM_QUANTITY_H
#define FORM_QUANTITY_H

#include <stdbool.h>

#include "base/str.h"

/* quantity_read reads a quantity that fills s: a decimal number, then a binary suffix, a decimal
   one or an exponent; false where s is something else. value may be NULL. */
bool quantity_read(str s, double *value);

/* quantity_more tells whether a is more than b by more than what a double cannot tell. */
bool quantity_more(double a, double b);

#endif
