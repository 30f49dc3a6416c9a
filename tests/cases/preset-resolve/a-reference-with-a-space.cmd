preset-resolve -c -b data/space.yaml
