preset-resolve -b data/presets/prod.yaml | grep -v backing
