cat >"$T/t" <<'EOF'
{{ int "12" }} {{ int 3.9 }} {{ int "0x1F" }} {{ int "08" }} {{ int "3.0" }} {{ int true }} {{ int "x" }} {{ typeOf (int 1.5) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
