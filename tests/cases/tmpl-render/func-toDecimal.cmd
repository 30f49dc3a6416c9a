cat >"$T/t" <<'EOF'
{{ toDecimal "777" }} {{ toDecimal 10 }} {{ toDecimal "9" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
