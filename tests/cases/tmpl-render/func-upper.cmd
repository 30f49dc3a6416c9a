cat >"$T/t" <<'EOF'
{{ upper "straße ǆ é" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
