/* What the API server checks in Kubernetes' own kinds beyond the types of their fields, as far as
   it is cheap to check and often wrong. */
#ifndef SCHEMA_KUBE_WORKLOAD_H
#define SCHEMA_KUBE_WORKLOAD_H

struct check;
struct place;
struct val;

/* workload_check reports in a pod, or in the template of a workload: names that occur twice
   (containers, ports, volumes, variables), names of ports, quantities, requests over their limits;
   a selector that does not match the template's labels; a Service's ports; the quantities of
   claims, volumes, quotas and limit ranges; the name of a CustomResourceDefinition; the keys of
   ConfigMaps and Secrets. Objects of other kinds have nothing wrong. */
void workload_check(struct check *c, const struct val *doc, const struct place *place);

#endif
