cat >"$T/t" <<'EOF'
{{ urlJoin (dict "scheme" "https" "host" "h:1" "path" "/a b" "query" "x=1" "fragment" "f" "userinfo" "u:p") }} {{ urlParse "http://[::1]:80/x?y" | urlJoin }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
