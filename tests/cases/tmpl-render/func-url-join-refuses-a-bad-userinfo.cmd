cat >"$T/t" <<'EOF'
{{ urlJoin (dict "host" "h" "userinfo" "a b") }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
