/* Reads quantities of resources: 500m, 1.5, 2Gi, 1e3 (k8s.io/apimachinery, pkg/api/resource). */
#ifndef FORM_QUANTITY_H
#define FORM_QUANTITY_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* quantity_fits returns whether s is a quantity: a decimal number, then a binary or decimal suffix,
   an exponent or nothing. */
bool quantity_fits(str s);

/* quantity_above returns whether the quantity x is greater than the quantity y by more than the
   rounding errors of a double. It returns false if one is not a quantity. a is for temporary
   memory. */
bool quantity_above(struct arena *a, str x, str y);

/* quantity_add returns the sum of two quantities as Kubernetes writes it: without a fraction and
   with the largest suffix that fits. The suffix is binary if that of x is, or of y if x is 0. */
str quantity_add(struct arena *a, str x, str y);

#endif
