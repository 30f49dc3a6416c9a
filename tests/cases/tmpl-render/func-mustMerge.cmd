cat >"$T/t" <<'EOF'
{{ mustMerge (dict "a" 1) (dict "b" 2) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
