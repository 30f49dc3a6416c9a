printf '.a=1 #@ f.yaml:3:4\n.a=2\n' | kv2yaml || printf '.a.b=1 #@ vip-calc 10.0.4.0/24 + 100\n.a=2\n' | kv2yaml
