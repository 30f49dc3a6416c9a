cat >"$T/t" <<'EOF'
{{ round 1.5 0 "x" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
