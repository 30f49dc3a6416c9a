cat >"$T/t" <<'EOF'
{{ eq (dict) (dict) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
