"$ROOT"/tests/change 'dev' '.spec.exposure.hostname="api.media.example.com"'
