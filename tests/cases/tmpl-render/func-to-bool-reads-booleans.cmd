cat >"$T/t" <<'EOF'
{{ toBool "true" }} {{ toBool "F" }} {{ toBool 1 }} {{ toBool 0.0 }} {{ toBool true }} {{ toBool "0" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
