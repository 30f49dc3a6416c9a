/* Names that an object's own spec determines. */
#ifndef SCHEMA_KUBE_SPECNAME_H
#define SCHEMA_KUBE_SPECNAME_H

struct check;
struct place;

/* specname_check reports a name that differs from what spec says: the name of a
   CustomResourceDefinition, an APIService or a ClusterTrustBundle. at is the place of the
   object. */
void specname_check(struct check *c, const struct place *at);

#endif
