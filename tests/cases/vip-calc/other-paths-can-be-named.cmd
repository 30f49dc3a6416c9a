vip-calc -c -s ".net[0].cidr" -o ".net[0][\"virtual ip\"]" -n 7
