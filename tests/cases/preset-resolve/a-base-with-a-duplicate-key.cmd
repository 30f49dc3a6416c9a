preset-resolve -c -b data/dup.yaml
