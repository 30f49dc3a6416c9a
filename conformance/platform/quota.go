package main

import (
	"encoding/base64"
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"
)

func decoded(text string) string {
	data, err := base64.StdEncoding.DecodeString(text)
	fatal(err)
	return string(data)
}

// taken adds the resources of n pods of a template to sum, by key of a quota: the sum of the containers, or the
// largest init container, with the limit range's defaults.
func taken(sum map[string]*resource.Quantity, pod, limitRange any, n int64) {
	for _, kind := range []string{"requests", "limits"} {
		fill := map[string]string{"requests": "defaultRequest", "limits": "default"}[kind]
		for _, what := range []string{"cpu", "memory", "ephemeral-storage"} {
			of := func(container any) resource.Quantity {
				stated := at(container, "resources", kind, what)
				if stated == nil && kind == "requests" {
					stated = at(container, "resources", "limits", what)
				}
				if stated == nil {
					stated = at(limitRange, "spec", "limits", 0, fill, what)
				}
				return resource.MustParse(fmt.Sprint(stated))
			}
			var whole resource.Quantity
			containers, _ := at(pod, "spec", "containers").([]any)
			for _, container := range containers {
				whole.Add(of(container))
			}
			inits, _ := at(pod, "spec", "initContainers").([]any)
			for _, container := range inits {
				if one := of(container); one.Cmp(whole) > 0 {
					whole = one
				}
			}
			whole.Mul(n)
			add(sum, kind+"."+what, whole)
		}
	}
	add(sum, "count/pods", *resource.NewQuantity(n, resource.DecimalSI))
}

func add(sum map[string]*resource.Quantity, key string, amount resource.Quantity) {
	if sum[key] == nil {
		sum[key] = &resource.Quantity{}
	}
	sum[key].Add(amount)
}

// The part of the chart's quota that is for workloads.
var amounts = map[string]string{
	"requests.cpu": "10", "requests.memory": "20Gi", "requests.ephemeral-storage": "60Gi",
	"requests.storage": "100Gi", "limits.cpu": "20", "limits.memory": "40Gi",
	"limits.ephemeral-storage": "160Gi", "count/pods": "20", "count/persistentvolumeclaims": "20",
}

// checkQuota adds up what the control plane's pods and volumes ask for, with CoreDNS, which vcluster starts,
// and the sync Job, and compares the sum with the chart's quota.
func checkQuota(name string, made []object, values object, manifests []object) {
	quota, limitRange := find(manifests, "ResourceQuota", ""), find(manifests, "LimitRange", "")
	if quota == nil {
		return
	}
	sum := map[string]*resource.Quantity{}
	for _, manifest := range manifests {
		n, isSet := at(manifest, "spec", "replicas").(float64)
		if manifest["kind"] == "Deployment" {
			n++ // A rollout starts one more.
		} else if manifest["kind"] != "StatefulSet" || !isSet {
			continue
		}
		taken(sum, at(manifest, "spec", "template"), limitRange, int64(n))
		claims, _ := at(manifest, "spec", "volumeClaimTemplates").([]any)
		for _, claim := range claims {
			size := resource.MustParse(fmt.Sprint(at(claim, "spec", "resources", "requests", "storage")))
			size.Mul(int64(n))
			add(sum, "requests.storage", size)
			add(sum, "count/persistentvolumeclaims", *resource.NewQuantity(int64(n), resource.DecimalSI))
		}
	}
	dns, _ := at(values, "controlPlane", "coredns", "deployment", "replicas").(float64)
	resources := at(values, "controlPlane", "coredns", "deployment", "resources")
	pod := object{"spec": object{"containers": []any{object{"resources": resources}}}}
	taken(sum, pod, limitRange, int64(dns)+(int64(dns)+3)/4)
	taken(sum, at(find(made, "Job", ""), "spec", "template"), limitRange, 2)
	for key, amount := range amounts {
		needed := resource.MustParse(amount)
		if sum[key] != nil {
			needed.Add(*sum[key])
		}
		hard := resource.MustParse(fmt.Sprint(at(quota, "spec", "hard", key)))
		if hard.Cmp(needed) < 0 {
			complain(name, "the quota of %s is %s, needed are %s", key, hard.String(), needed.String())
		}
	}
}
