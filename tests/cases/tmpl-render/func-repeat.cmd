cat >"$T/t" <<'EOF'
{{ repeat 3 "ab" }}[{{ repeat 0 "x" }}]
EOF
tmpl-render -t -m default "$T/t" <functions.kv
