vip-calc fd00::/64 FD00:0:0::07
