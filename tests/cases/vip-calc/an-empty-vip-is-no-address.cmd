vip-calc
