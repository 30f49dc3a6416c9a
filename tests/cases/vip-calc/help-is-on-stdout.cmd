vip-calc -h
