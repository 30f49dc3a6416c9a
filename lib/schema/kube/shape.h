/* The shape that the Kubernetes API server wants of every object. */
#ifndef SCHEMA_KUBE_SHAPE_H
#define SCHEMA_KUBE_SHAPE_H

struct check;
struct schema;
struct val;

/* shape_check reports what is wrong with a document as a Kubernetes object: apiVersion, kind,
   metadata (its fields and their types, by compile_metadata's schema), the name as its kind's names
   must be, the namespace, keys and values of labels and selectors, keys and size of annotations,
   finalizers; also in a list's items and in the templates of pods and jobs; and what
   schema/workload.h says of Kubernetes' own kinds. An empty document is
   no object and has nothing wrong. */
void shape_check(struct check *c, const struct schema *metadata, const struct val *doc);

/* shape_texts reports what is not a string among the labels and annotations of any object, the data
   of ConfigMaps and Secrets, stringData; also in the items of a list. */
void shape_texts(struct check *c, const struct val *doc);

#endif
