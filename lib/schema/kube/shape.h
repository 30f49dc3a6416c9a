/* Checks what the Kubernetes API server requires of an object besides its schema: names, labels,
   and rules of its own kinds. */
#ifndef SCHEMA_KUBE_SHAPE_H
#define SCHEMA_KUBE_SHAPE_H

struct check;
struct place;

/* shape_check reports the mistakes of a Kubernetes object that yaml-validate(1) lists under -k; it
   checks metadata against c->metadata, the schema of compile_metadata. If c->metadata is NULL it
   only reports labels, annotations, and data and stringData of ConfigMaps and Secrets that are not
   strings. It is a function for check_each. */
void shape_check(struct check *c, const struct place *at, void *context);

#endif
