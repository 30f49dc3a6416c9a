cat >"$T/t" <<'EOF'
{{ values (dict "a" 1) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
