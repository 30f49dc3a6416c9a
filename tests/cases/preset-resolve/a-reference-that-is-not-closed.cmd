preset-resolve -c -b data/open.yaml
