cat >"$T/t" <<'EOF'
{{ trimPrefix "-" "--a" }} {{ trimPrefix "b" "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
