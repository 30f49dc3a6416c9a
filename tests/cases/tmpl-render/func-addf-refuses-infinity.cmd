cat >"$T/t" <<'EOF'
{{ addf 1e308 "Inf" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
