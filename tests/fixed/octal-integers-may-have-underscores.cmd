yaml2kv <<'EOF'
a: !!int 0_20
07_777_777: key
EOF
