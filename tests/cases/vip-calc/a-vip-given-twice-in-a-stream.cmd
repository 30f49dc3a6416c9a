vip-calc -u
