preset-resolve -c -b data/two.yaml
