#!/usr/bin/env bats
# vip-calc compared with an independent implementation, and properties that its golden cases cannot
# show.

load lib

@test "agrees with Python's ipaddress on a thousand networks, addresses and offsets" {
	command -v python3 >/dev/null || skip "needs python3"
	run python3 - <<'EOF'
import ipaddress, random, subprocess
random.seed(20260101)

def address(bits):
    n = random.getrandbits(bits)
    if random.random() < 0.5:  # long runs of zeros, at any place
        n &= ~(((1 << random.randrange(bits)) - 1) << random.randrange(bits)) & ((1 << bits) - 1)
    return (ipaddress.IPv4Address if bits == 32 else ipaddress.IPv6Address)(n)

script, wanted = [], []
for _ in range(1000):
    bits = random.choice((32, 128))
    base, prefix = address(bits), random.randint(0, bits)
    if bits == 128 and base.ipv4_mapped:
        continue
    net = ipaddress.ip_network((base, prefix), strict=False)
    if random.random() < 0.8:
        offset = random.choice((0, 1, 100, random.getrandbits(random.randint(1, 63))))
        at = int(net[0]) + offset
        script.append(f"vip-calc -n {offset} {base.exploded}/{prefix}")
    else:
        at = int(address(bits)) if random.random() < 0.5 else int(net[0]) + random.randrange(9)
        at &= (1 << bits) - 1
        script.append(f"vip-calc {base}/{prefix} {type(base)(at).exploded}")
    first, last = int(net[0]), int(net[-1])
    if prefix < bits - 1:
        first, last = first + 1, last - (bits == 32)
    wanted.append(str(type(base)(at)) if first <= at <= last else "refused")
out = subprocess.run(["bash", "-c", "\n".join(s + " 2>/dev/null || echo refused" for s in script)],
                     stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
assert len(out) == len(wanted)
bad = [(s, w, o) for s, w, o in zip(script, wanted, out) if w != o]
print(*bad[:5], sep="\n")
assert not bad and wanted.count("refused") > 50 and len(wanted) - wanted.count("refused") > 300
EOF
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "two documents have the same output in one stream as in two" {
	one='.spec.exposure.subnet="10.0.4.0/24" #@ a.yaml:3:5'
	two='.spec.exposure.subnet="fd00::/64" #@ b.yaml:3:5'
	together=$(printf '%s\n---\n%s\n' "$one" "$two" | vip-calc -c)
	apart=$(vip-calc -c <<<"$one" && echo --- && vip-calc -c <<<"$two")
	[ "$together" = "$apart" ]
}

@test "running it twice changes nothing" {
	once=$(echo '.spec.exposure.subnet="fd00::ff/64" #@ a.yaml:3:5' | vip-calc -c)
	[ "$(vip-calc -c <<<"$once")" = "$once" ]
}

@test "a full disk exits with 2" {
	run bash -c 'vip-calc 10.0.4.0/24 >/dev/full'
	[ "$status" -eq 2 ]
	[[ $output == "vip-calc: "*"No space left on device" ]]
}
