cat >"$T/t" <<'EOF'
{{ seq 5 }}|{{ seq -2 }}|{{ seq 2 5 }}|{{ seq 0 2 10 }}|{{ seq 5 -2 0 }}|{{ seq 0 -1 5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
