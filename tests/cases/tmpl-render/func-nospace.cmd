cat >"$T/t" <<'EOF'
{{ nospace " a b\tc\n" }} {{ nospace "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
