yaml-validate -j -s boat.yaml
