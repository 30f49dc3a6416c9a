printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations:\n    a: %0262144d\n' 0 | sed 's/a: /a: x/' | yaml-validate -k -
