cat >"$T/t" <<'EOF'
{{ pluck "a" (dict "a" 1) (dict "b" 2) (dict "a" 3) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
