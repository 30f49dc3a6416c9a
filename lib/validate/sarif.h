/* A SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format). */
#ifndef VALIDATE_SARIF_H
#define VALIDATE_SARIF_H

struct buf;
struct finding;
struct output;

/* The beginning of the log. */
#define SARIF_HEAD                                                                                 \
	"{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"       \
	"sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"                              \
	"\"columnKind\":\"unicodeCodePoints\",\"results\":["

/* The functions of output.h for this format. */
void sarif_finding(struct output *o, struct buf *b, const struct finding *f);
void sarif_end(struct output *o);

#endif
