preset-resolve -c -b data/empty.yaml
