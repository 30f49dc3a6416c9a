yaml-validate - other.yaml
