/* A SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format). */
#ifndef VALIDATE_SARIF_H
#define VALIDATE_SARIF_H

struct buf;
struct finding;
struct output;

/* The functions of output.h for this format. */
void sarif_start(struct output *o);
void sarif_finding(struct output *o, struct buf *b, const struct finding *f);
void sarif_end(struct output *o);

#endif
