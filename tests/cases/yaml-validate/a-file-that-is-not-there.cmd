yaml-validate nowhere.yaml
