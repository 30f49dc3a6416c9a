/* Checks Kubernetes' own kinds for common mistakes that schemas do not find. */
#ifndef SCHEMA_KUBE_WORKLOAD_H
#define SCHEMA_KUBE_WORKLOAD_H

struct check;
struct place;

/* workload_check reports, in a pod or the template of a workload: names that occur twice
   (containers, ports, volumes, variables), malformed names of ports and quantities, requests over
   their limits, and a selector that does not match the template's labels. It also checks the ports
   of Services; the schedules of CronJobs; the quantities of claims, volumes, quotas and limit
   ranges; the keys and data of ConfigMaps and Secrets; the name of a CustomResourceDefinition, an
   APIService or a ClusterTrustBundle, which its spec determines. */
void workload_check(struct check *c, const struct place *at);

#endif
