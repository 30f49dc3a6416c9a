cat >"$T/t" <<'EOF'
{{ ceil 1.1 }} {{ ceil -1.1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
