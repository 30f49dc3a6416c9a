vip-calc -o spec.vip
