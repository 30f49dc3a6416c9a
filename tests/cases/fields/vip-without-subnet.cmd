"$ROOT"/tests/change 'minimal' '.spec.exposure.vip="192.168.1.5"'
