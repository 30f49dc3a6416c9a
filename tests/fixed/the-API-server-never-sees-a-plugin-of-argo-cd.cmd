printf '%s\n' 'apiVersion: argoproj.io/v1alpha1' 'kind: ConfigManagementPlugin' 'metadata: {name: A B}' | yaml-validate -k -
printf '%s\n' 'apiVersion: argoproj.io/v1alpha1' 'kind: Application' 'metadata: {name: A B}' | yaml-validate -k -
