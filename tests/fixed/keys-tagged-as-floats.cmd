yaml2kv <<'EOF'
!!float 30000000 : as Kubernetes writes it
!!float .INF : a string
EOF
