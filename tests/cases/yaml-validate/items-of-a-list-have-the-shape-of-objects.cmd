yaml-validate -k -
