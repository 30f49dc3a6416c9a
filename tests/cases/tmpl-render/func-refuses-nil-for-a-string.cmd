cat >"$T/t" <<'EOF'
{{ upper (first (list)) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
