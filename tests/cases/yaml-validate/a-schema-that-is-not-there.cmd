yaml-validate -s nowhere.yaml -
