preset-resolve -c -b data/circle.yaml
