cat >"$T/x.tmpl" <<'EOF'
a: {{ quote | upper .n .n }}
EOF
cd "$T"
tmpl-render  x.tmpl
