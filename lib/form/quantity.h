/* Reads quantities of resources: 500m, 1.5, 2Gi, 1e3 (k8s.io/apimachinery, pkg/api/resource). */
#ifndef FORM_QUANTITY_H
#define FORM_QUANTITY_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* quantity_fits returns whether s is a quantity: a decimal number, then a binary or decimal suffix,
   an exponent or nothing. */
bool quantity_fits(str s);

/* quantity_above returns whether the quantity x is greater than the quantity y. It returns false if
   one is not a quantity. */
bool quantity_above(str x, str y);

/* quantity_sum returns the sum of n quantities, in a, as Kubernetes writes it: without a fraction
   and with the largest suffix that fits. The suffix is binary if the first quantity that is not 0
   has a binary one. An exponent (1e3) becomes a suffix. */
str quantity_sum(struct arena *a, const str *x, size_t n);

#endif
