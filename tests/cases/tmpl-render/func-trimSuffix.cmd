cat >"$T/t" <<'EOF'
{{ trimSuffix "-" "a--" }} {{ trimSuffix "b" "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
