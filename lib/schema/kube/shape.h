/* Checks what the Kubernetes API server requires of an object besides its schema: names, labels,
   and rules of its own kinds. */
#ifndef SCHEMA_KUBE_SHAPE_H
#define SCHEMA_KUBE_SHAPE_H

struct check;
struct place;

/* shape_check reports the mistakes of a Kubernetes object: in apiVersion, kind, metadata (against
   c->metadata, the schema of compile_metadata), the name (by the rule of its kind), the namespace,
   labels, selectors, annotations and finalizers, also in the items of a list and in templates of
   pods and jobs.

   Of Kubernetes' own kinds it also reports, in a pod or the template of a workload: names that
   occur twice (containers, ports, volumes, variables), malformed names of ports, malformed
   quantities, requests over their limits, and a selector that is missing, empty, malformed or does
   not match the template's labels. It checks ports of Services; schedules of CronJobs; quantities
   of claims, volumes, quotas and limit ranges; keys and data of ConfigMaps and Secrets; the names
   of CustomResourceDefinitions, APIServices and ClusterTrustBundles, which their specs determine.

   If c->metadata is NULL it only reports labels, annotations, and data and stringData of ConfigMaps
   and Secrets that are not strings. It is a function for check_each. */
void shape_check(struct check *c, const struct place *at, void *context);

#endif
