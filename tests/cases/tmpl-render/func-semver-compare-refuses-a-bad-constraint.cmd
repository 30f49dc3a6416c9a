cat >"$T/t" <<'EOF'
{{ semverCompare "oops" "1.2.3" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
