cat >"$T/t" <<'EOF'
{{ clean "a//b/../c/./d/" }} {{ clean "../../a" }} {{ clean "/../x" }} {{ clean "" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
