cat >"$T/t" <<'EOF'
{{ isAbs "/a" }} {{ isAbs "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
