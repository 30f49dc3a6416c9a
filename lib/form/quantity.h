/* Reads quantities of resources: 500m, 1.5, 2Gi, 1e3 (k8s.io/apimachinery, pkg/api/resource). */
#ifndef FORM_QUANTITY_H
#define FORM_QUANTITY_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* quantity_read reads s: a decimal number, then a binary or decimal suffix, an exponent or nothing.
   It returns false if s is not a quantity. a is for temporary memory; if it is NULL, s is only
   checked. */
bool quantity_read(struct arena *a, str s, double *value);

/* quantity_more returns whether a is greater than b by more than the rounding errors of a
   double. */
bool quantity_more(double a, double b);

#endif
