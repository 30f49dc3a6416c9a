yaml-validate -s promise-of-boats.yaml -
