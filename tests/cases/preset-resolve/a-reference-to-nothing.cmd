preset-resolve -c -b data/missing.yaml
