cat >"$T/t" <<'EOF'
{{ dir "/a/b/c" }} {{ dir "a" }} {{ dir "/" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
