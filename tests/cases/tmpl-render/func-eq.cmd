cat >"$T/t" <<'EOF'
{{ eq 1 1 }} {{ eq "a" "b" "a" }} {{ eq .nil .nil }} {{ eq 1.5 1.5 }} {{ eq true false }} {{ eq .int 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
