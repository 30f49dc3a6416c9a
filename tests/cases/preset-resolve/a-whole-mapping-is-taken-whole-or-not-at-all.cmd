preset-resolve -c -b data/base.yaml -p data/presets -s .spec.vcluster.preset | grep -e backingStore -e ---
