cat >"$T/t" <<'EOF'
{{ any 0 "" "x" }} {{ any 0 "" }} {{ any }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
