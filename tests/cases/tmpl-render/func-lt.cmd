cat >"$T/t" <<'EOF'
{{ lt 1 2 }} {{ lt "a" "b" }} {{ lt 2.5 1.5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
