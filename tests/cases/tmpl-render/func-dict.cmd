cat >"$T/t" <<'EOF'
{{ dict "b" 1 "a" (list 2) }} {{ dict "odd" }} {{ dict 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
