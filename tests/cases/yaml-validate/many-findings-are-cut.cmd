{ echo 'a: 0'; for i in $(seq 10010); do echo 'a: 1'; done; } | yaml-validate - | tail -2
