/* Checks the formats of custom resources exactly as the Kubernetes API server does. Rules:
   k8s.io/kube-openapi, pkg/validation/strfmt, and the packages of Go that it calls. */
#ifndef FORM_CRD_FORMAT_H
#define FORM_CRD_FORMAT_H

#include <stdbool.h>

#include "form/format.h"

/* crd_format_named returns the format with this name, in which dashes do not count; FORMAT_NONE if
   the server does not know the name. */
enum format crd_format_named(str name);

/* crd_format_fits tells whether v has the format. A value of a type that the format is not for
   always fits. */
bool crd_format_fits(enum format f, const struct val *v);

#endif
