yaml-validate -k folder
