cat >"$T/t" <<'EOF'
{{ keys (dict "a" 1) }} {{ keys (dict "a" 1) (dict "b" 2) | sortAlpha }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
