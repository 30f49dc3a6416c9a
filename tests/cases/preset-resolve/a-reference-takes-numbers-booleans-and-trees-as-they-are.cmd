preset-resolve -c -b data/types.yaml
