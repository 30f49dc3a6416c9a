vip-calc -s .subnet -o .name.vip
