/* Files of a repository that are never sent to the API server. */
#ifndef VALIDATE_CLIENT_H
#define VALIDATE_CLIENT_H

#include <stdbool.h>

struct val;

/* client_is returns whether doc is a file of a program and need not be an object: a kustomization,
   a kubeconfig, or the configuration of a Kubernetes component or of a tool. */
bool client_is(const struct val *doc);

/* client_is_other returns whether doc has neither apiVersion nor kind (a chart's values, a CI
   workflow) or is a Chart.yaml. It returns false for null. */
bool client_is_other(const struct val *doc);

#endif
