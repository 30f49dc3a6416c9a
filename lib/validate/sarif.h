/* A SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format). */
#ifndef VALIDATE_SARIF_H
#define VALIDATE_SARIF_H

struct finding;
struct form;

/* The functions of form.h for this format. */
void sarif_start(struct form *f);
void sarif_finding(struct form *f, const struct finding *finding);
void sarif_end(struct form *f);

#endif
