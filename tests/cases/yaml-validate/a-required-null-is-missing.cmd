yaml-validate -s boat.yaml -
