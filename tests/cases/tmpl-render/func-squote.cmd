cat >"$T/t" <<'EOF'
{{ squote "it's" 1 }} {{ squote .nil }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
