/* IP addresses and networks as text and as numbers: IPv4 in dotted decimal, IPv6 by RFC 4291 §2.2
   in and RFC 5952 out, networks in CIDR form (RFC 4632 §3.1). No name is ever looked up. */
#ifndef NET_IP_H
#define NET_IP_H

#include "base/str.h"

struct arena;

/* byte[0..n) in network order; n is 4 for IPv4, 16 for IPv6. */
struct ip {
	uint8_t byte[16];
	uint8_t n;
};

/* first is the network's first address: no bit set behind the prefix, which counts bits. */
struct ip_net {
	struct ip first;
	unsigned prefix;
};

/* ip_parse reads an address that fills text; ip_net_parse one with "/PREFIX", any address of the
   network standing for it. Both give NULL, or what is wrong with text, in words that go on after
   it ("… has a leading zero"). */
const char *ip_parse(str text, struct ip *ip);
const char *ip_net_parse(str text, struct ip_net *net);

/* ip_text and ip_net_text give the canonical text, NUL-terminated in a. */
const char *ip_text(struct arena *a, const struct ip *ip);
const char *ip_net_text(struct arena *a, const struct ip_net *net);

/* ip_family is "IPv4" or "IPv6". */
const char *ip_family(const struct ip *ip);

/* ip_cmp orders addresses of one family: < 0, 0, > 0; of two, IPv4 comes first. */
int ip_cmp(const struct ip *a, const struct ip *b);

/* ip_add adds n to ip in place; false when that wraps around past the family's last address. */
bool ip_add(struct ip *ip, uint64_t n);

/* ip_net_last is the network's last address, ip_net_has tells whether ip is one of its. */
struct ip ip_net_last(const struct ip_net *net);
bool ip_net_has(const struct ip_net *net, const struct ip *ip);

#endif
