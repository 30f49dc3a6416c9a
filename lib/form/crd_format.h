/* The formats that the Kubernetes API server checks in custom resources, as loose and as strict as
   it is: k8s.io/kube-openapi, pkg/validation/strfmt, and what Go's packages take that it calls. */
#ifndef FORM_CRD_FORMAT_H
#define FORM_CRD_FORMAT_H

#include <stdbool.h>

#include "form/format.h"

/* crd_format_named: dashes in a name do not count. Names that the server does not know say nothing:
   FORMAT_NONE. */
enum format crd_format_named(str name);

/* crd_format_fits tells whether v has the format; a format of another kind of value fits. */
bool crd_format_fits(enum format f, const struct val *v);

#endif
