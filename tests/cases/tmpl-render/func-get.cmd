cat >"$T/t" <<'EOF'
{{ get .map "a" }}[{{ get .map "none" }}]
EOF
tmpl-render -t -m default "$T/t" <functions.kv
