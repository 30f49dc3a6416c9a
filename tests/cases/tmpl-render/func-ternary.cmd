cat >"$T/t" <<'EOF'
{{ ternary "yes" "no" true }} {{ false | ternary 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
