vip-calc -n 1e2 10.0.4.0/24
