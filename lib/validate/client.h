/* Files of a repository that are never sent to the API server. */
#ifndef VALIDATE_CLIENT_H
#define VALIDATE_CLIENT_H

#include <stdbool.h>

struct val;

/* client_is tells, by apiVersion and kind, whether a program reads doc and not the API server, so
   that doc need not have the shape of an object: kustomize's files, kubeconfigs, configurations of
   Kubernetes' own components, of Argo CD's plugins and of tools. A file that kustomize finds by its
   name may lack apiVersion and kind. */
bool client_is(const struct val *doc);

/* client_is_other tells whether doc is not an object: it has neither apiVersion nor kind (values of
   a chart, a workflow), or it is a chart's Chart.yaml. */
bool client_is_other(const struct val *doc);

#endif
