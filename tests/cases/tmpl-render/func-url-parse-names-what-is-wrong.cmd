cat >"$T/t" <<'EOF'
{{ urlParse "http://h:x/" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
