for o in -c -u "-s .a" "-o .a"; do vip-calc $o 10.0.4.0/24 >/dev/null 2>&1 || echo "$o: $?"; done
