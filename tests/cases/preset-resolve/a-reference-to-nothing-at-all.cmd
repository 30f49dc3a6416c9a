preset-resolve -c -b data/missing-all.yaml
