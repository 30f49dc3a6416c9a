cat >"$T/t" <<'EOF'
{{ int64 "-5" }} {{ typeOf (int64 1) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
