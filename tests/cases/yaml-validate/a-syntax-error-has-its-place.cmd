yaml-validate -
