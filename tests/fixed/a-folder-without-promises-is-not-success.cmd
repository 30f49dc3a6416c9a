cd "$T"
mkdir empty
"$ROOT/pipeline.sh" -T empty -c "$ROOT/examples/dev.yaml" || echo $?
"$ROOT/pipeline.sh" -T nowhere -o out "$ROOT/examples/dev.yaml" || echo $?
