/* Checks what the Kubernetes API server requires of every object: kind, name and labels. */
#ifndef SCHEMA_KUBE_SHAPE_H
#define SCHEMA_KUBE_SHAPE_H

struct check;
struct place;

/* shape_check reports the mistakes of a Kubernetes object: in apiVersion, kind, metadata (against
   c->metadata, the schema of compile_metadata), the name (by the rule of its kind), the namespace,
   labels, selectors, annotations and finalizers, also in the items of a list and in templates of
   pods and jobs. It calls workload_check, too. */
void shape_check(struct check *c, const struct place *at, void *context);

/* shape_texts reports labels, annotations, and data and stringData of ConfigMaps and Secrets that
   are not strings, also in the items of a list. Both are functions for check_each. */
void shape_texts(struct check *c, const struct place *at, void *context);

#endif
