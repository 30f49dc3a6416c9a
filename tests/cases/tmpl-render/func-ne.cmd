cat >"$T/t" <<'EOF'
{{ ne 1 2 }} {{ ne "a" "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
