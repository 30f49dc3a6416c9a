cat >"$T/t" <<'EOF'
{{ lookup "v1" "Secret" "ns" "name" }} {{ len (lookup "v1" "Secret" "ns" "") }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
