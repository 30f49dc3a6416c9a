yaml-validate -k -s boat.yaml -
