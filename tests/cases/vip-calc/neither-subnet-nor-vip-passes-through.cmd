vip-calc -c
