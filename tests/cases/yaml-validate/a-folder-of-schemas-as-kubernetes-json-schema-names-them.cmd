yaml-validate -S schemas -
