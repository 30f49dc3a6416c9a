preset-resolve -c -b data/circle-inside.yaml
