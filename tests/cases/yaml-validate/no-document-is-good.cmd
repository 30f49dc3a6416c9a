yaml-validate -k
