preset-resolve -c -b data/circle-one.yaml
