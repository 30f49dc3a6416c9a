preset-resolve -c -b data/nopath.yaml
