preset-resolve -c -b data/bad.yaml
