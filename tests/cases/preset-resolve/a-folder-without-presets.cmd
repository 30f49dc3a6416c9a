preset-resolve -b data/base.yaml -p data/none -s .spec.vcluster.preset
