preset-resolve -c -b data/list.yaml
