preset-resolve -c -b data/missing-item.yaml
