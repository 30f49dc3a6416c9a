/* Findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format). */
#ifndef VALIDATE_SARIF_H
#define VALIDATE_SARIF_H

struct finding;
struct form;

/* What form.h's functions do for this form. A result is written as soon as it is found; the rules
   that they refer to come behind them. */
void sarif_start(struct form *f);
void sarif_finding(struct form *f, const struct finding *finding);
void sarif_end(struct form *f);

#endif
