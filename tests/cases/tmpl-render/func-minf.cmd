cat >"$T/t" <<'EOF'
{{ minf 1.5 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
