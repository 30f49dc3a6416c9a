preset-resolve -b data/base.yaml -p data/presets -s .spec.vcluster.preset
