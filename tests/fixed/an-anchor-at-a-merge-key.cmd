yaml2kv <<'EOF'
- &a old
- &a <<: {b: 1}
  c: *a
EOF
