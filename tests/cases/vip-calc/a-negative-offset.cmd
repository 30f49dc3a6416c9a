vip-calc -n -1 10.0.4.0/24
