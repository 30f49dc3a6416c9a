preset-resolve -b data/base.yaml -p data/presets -s .spec.flavour
