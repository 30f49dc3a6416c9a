cat >"$T/t" <<'EOF'
[{{ trim " \t\n a b \u00a0" }}]
EOF
tmpl-render -t -m default "$T/t" <functions.kv
