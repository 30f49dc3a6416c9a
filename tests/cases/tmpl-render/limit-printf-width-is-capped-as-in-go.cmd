cat >"$T/t" <<'EOF'
{{ len (printf "%1000000d" 1) }} {{ printf "%20000000d" 1 }} {{ len (printf "%*d" 1000000 1) }} {{ printf "%*d" 1000001 1 }} {{ printf "%.*f" 1000001 1.5 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
