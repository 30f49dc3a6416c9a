preset-resolve -c -b data/circle-root.yaml
