preset-resolve -c -b data/circle-through.yaml
