printf '%s\n' 'apiVersion: clusterctl.cluster.x-k8s.io/v1alpha3' 'kind: Metadata' 'releaseSeries: []' | yaml-validate -k -
printf '%s\n' 'apiVersion: clusterctl.cluster.x-k8s.io/v1alpha3' 'kind: Provider' 'type: x' | yaml-validate -k -
