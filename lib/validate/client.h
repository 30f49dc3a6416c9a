/* Files of a repository that are no objects of the API server. */
#ifndef VALIDATE_CLIENT_H
#define VALIDATE_CLIENT_H

#include <stdbool.h>

struct val;

/* client_is tells whether doc is read by a program and not by the API server, so that the shape of
   objects is not asked of it: kustomize's files, kubeconfigs, configurations of Kubernetes' own
   components and of tools around it. Its apiVersion tells, with its kind; a file of kustomize's own
   name may lack both. */
bool client_is(const struct val *doc);

/* client_is_other tells whether doc is no object at all: it has neither apiVersion nor kind (values
   of a chart, a workflow), or it is a chart's Chart.yaml. */
bool client_is_other(const struct val *doc);

#endif
