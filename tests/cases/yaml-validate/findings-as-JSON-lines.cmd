yaml-validate -o json -s boat.yaml -
