// Renders the real vcluster chart with the values that the pipeline makes, by Helm's own engine, and compares
// the result with the requests: the address, the names in the certificate, etcd, the quota and the resources of
// the pods, the network policies, the names of Secrets.
//
//	platform CHART REQUESTS MADE [MANIFESTS]
//
// REQUESTS and MADE are JSON, a document a line; the documents made of a request are in MADE in the
// order of REQUESTS, its status last. It prints what is wrong and exits with 1. It writes the chart's
// manifests to the file MANIFESTS in the same form.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

type object = map[string]any

var wrong int

func complain(name, format string, args ...any) {
	fmt.Printf("%s: %s\n", name, fmt.Sprintf(format, args...))
	wrong++
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "platform:", err)
		os.Exit(2)
	}
}

// lines reads the documents of a file, one a line.
func lines(name string) (documents []object) {
	file, err := os.Open(name)
	fatal(err)
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<26)
	for scanner.Scan() {
		var document object
		fatal(json.Unmarshal(scanner.Bytes(), &document))
		documents = append(documents, document)
	}
	fatal(scanner.Err())
	return documents
}

// at returns the value at the path of keys, or nil; a number is the index of a list.
func at(value any, keys ...any) any {
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			mapping, _ := value.(object)
			value = mapping[key]
		case int:
			list, _ := value.([]any)
			if key >= len(list) {
				return nil
			}
			value = list[key]
		}
	}
	return value
}

func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

func find(documents []object, kind, name string) object {
	for _, document := range documents {
		if document["kind"] == kind && (name == "" || text(at(document, "metadata", "name")) == name) {
			return document
		}
	}
	return nil
}

// render returns the manifests of the chart with the values, which its schema must accept.
func render(folder, release, namespace string, values object) (documents []object, err error) {
	chart, err := loader.Load(folder)
	fatal(err)
	options := chartutil.ReleaseOptions{Name: release, Namespace: namespace, IsInstall: true}
	all, err := chartutil.ToRenderValues(chart, values, options, chartutil.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	files, err := engine.Render(chart, all)
	if err != nil {
		return nil, err
	}
	for name, file := range files {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		for _, part := range strings.Split("\n"+file, "\n---") {
			var document object
			if err := yaml.Unmarshal([]byte(part), &document); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if document["kind"] != nil {
				documents = append(documents, document)
			}
		}
	}
	return documents, nil
}

// check compares the manifests of one virtual cluster with its request and its other resources.
func check(name string, request object, made, manifests []object) {
	values := at(find(made, "ArgoCDApplication", ""), "spec", "source", "helm", "valuesObject").(object)
	status := made[len(made)-1]
	service := find(manifests, "Service", name)
	checkAddress(name, request, status, service, at(values, "controlPlane", "service", "annotations"))

	config := object{}
	data := text(at(find(manifests, "Secret", "vc-config-"+name), "stringData", "config.yaml"))
	if data == "" {
		data = decoded(text(at(find(manifests, "Secret", "vc-config-"+name), "data", "config.yaml")))
	}
	fatal(yaml.Unmarshal([]byte(data), &config))
	sans := fmt.Sprint(at(config, "controlPlane", "proxy", "extraSANs"))
	if !strings.Contains(sans, text(status["hostname"])) {
		complain(name, "the certificate lacks %v: %s", status["hostname"], sans)
	}
	if api := at(status, "endpoints", "api"); at(config, "exportKubeConfig", "server") != api {
		complain(name, "the kubeconfig has %v, not %v", at(config, "exportKubeConfig", "server"), api)
	}

	deployed := at(values, "controlPlane", "backingStore", "etcd", "deploy", "enabled") == true
	if etcd := find(manifests, "StatefulSet", name+"-etcd"); (etcd != nil) != deployed {
		complain(name, "etcd is deployed: %v, wanted: %v", etcd != nil, deployed)
	}
	job := find(made, "Job", "")
	for _, set := range at(job, "spec", "template", "spec", "containers", 0, "env").([]any) {
		if at(set, "name") == "SECRET_NAME" && at(set, "value") != "vc-"+name {
			complain(name, "the Job waits for Secret %v", at(set, "value"))
		}
	}
	if rules := at(find(made, "Role", ""), "rules", 0, "resourceNames", 0); rules != "vc-"+name {
		complain(name, "the Job may read Secret %v", rules)
	}
	checkQuota(name, made, values, manifests)
	checkPolicies(name, values, manifests)
}

func checkAddress(name string, request, status object, service object, annotations any) {
	if at(service, "spec", "type") != "LoadBalancer" {
		complain(name, "the Service is of type %v", at(service, "spec", "type"))
	}
	vip := text(at(request, "spec", "exposure", "vip"))
	if got := text(at(service, "spec", "loadBalancerIP")); vip != "" && got != vip {
		complain(name, "the Service asks for %q, not %q", got, vip)
	}
	port := at(request, "spec", "exposure", "apiPort")
	if port == nil {
		port = float64(443)
	}
	open := false
	for _, p := range at(service, "spec", "ports").([]any) {
		open = open || reflect.DeepEqual(at(p, "port"), port) && text(at(p, "targetPort")) == "8443"
	}
	if !open {
		complain(name, "the Service has no port %v", port)
	}
	key := "external-dns.alpha.kubernetes.io/hostname"
	if at(service, "metadata", "annotations", key) != status["hostname"] {
		complain(name, "the Service's hostname is %v", at(service, "metadata", "annotations", key))
	}
}

// checkPolicies checks that the API and the workloads can be reached from outside if the chart's policies
// close the namespace.
func checkPolicies(name string, values object, manifests []object) {
	work := find(manifests, "NetworkPolicy", "vc-work-"+name)
	if (work != nil) != (at(values, "policies", "networkPolicy", "enabled") == true) {
		complain(name, "the chart's network policies: %v", work != nil)
	}
	open := func(policy object, port any) bool {
		types := fmt.Sprint(at(policy, "spec", "policyTypes"))
		if !strings.Contains(types, "Ingress") {
			return true
		}
		rules, _ := at(policy, "spec", "ingress").([]any)
		for _, rule := range rules {
			if at(rule, "from") == nil && (at(rule, "ports") == nil || reflect.DeepEqual(at(rule, "ports", 0, "port"), port)) {
				return true
			}
		}
		return false
	}
	if work != nil && !open(work, nil) {
		complain(name, "the workloads are shut off from outside")
	}
	if api := find(manifests, "NetworkPolicy", "vc-cp-"+name); api != nil && !open(api, float64(8443)) {
		complain(name, "the API is shut off from outside")
	}
}

func main() {
	if len(os.Args) != 4 && len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: platform CHART REQUESTS MADE [MANIFESTS]")
		os.Exit(2)
	}
	out := json.NewEncoder(io.Discard)
	if len(os.Args) == 5 {
		file, err := os.Create(os.Args[4])
		fatal(err)
		out = json.NewEncoder(file)
	}
	requests, made := lines(os.Args[2]), lines(os.Args[3])
	number, first := 0, 0
	for i, document := range made {
		if document["phase"] == nil {
			continue
		}
		request, group := requests[number], made[first:i+1]
		name := text(at(request, "spec", "name"))
		values := at(find(group, "ArgoCDApplication", ""), "spec", "source", "helm", "valuesObject").(object)
		manifests, err := render(os.Args[1], name, text(document["targetNamespace"]), values)
		if err != nil {
			complain(name, "%v", err)
		} else {
			check(name, request, group, manifests)
			for _, manifest := range manifests {
				fatal(out.Encode(manifest))
			}
		}
		number, first = number+1, i+1
	}
	if number != len(requests) || number == 0 {
		complain(os.Args[1], "%d requests, %d statuses", len(requests), number)
	}
	if wrong > 0 {
		os.Exit(1)
	}
	fmt.Printf("platform: %d requests are right with %s\n", number, os.Args[1])
}
