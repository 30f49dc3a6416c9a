cat >"$T/t" <<'EOF'
{{ eq 1 1.0 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
