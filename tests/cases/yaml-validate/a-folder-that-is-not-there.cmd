yaml-validate -S nowhere -
