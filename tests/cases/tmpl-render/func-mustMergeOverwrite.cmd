cat >"$T/t" <<'EOF'
{{ mustMergeOverwrite (dict "a" 1) (dict "a" 2) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
