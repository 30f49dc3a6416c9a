cat >"$T/t" <<'EOF'
{{ replace "a" "bb" "banana" }} {{ replace "" "-" "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
