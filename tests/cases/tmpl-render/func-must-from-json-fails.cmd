cat >"$T/t" <<'EOF'
{{ mustFromJson "{" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
