yaml-validate -S boat.yaml -
