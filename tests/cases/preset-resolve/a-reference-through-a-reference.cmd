preset-resolve -c -b data/through.yaml
