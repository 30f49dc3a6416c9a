preset-resolve -c -b data/null.yaml
