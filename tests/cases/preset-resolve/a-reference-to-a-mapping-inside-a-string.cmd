preset-resolve -c -b data/mapping.yaml
