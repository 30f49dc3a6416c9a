/* IP addresses and networks, parsed and written. IPv4 is dotted decimal; IPv6 is read by RFC 4291
   §2.2 and written by RFC 5952; networks are in CIDR form (RFC 4632 §3.1). Nothing here looks up a
   name. */
#ifndef NET_IP_H
#define NET_IP_H

#include "base/str.h"

struct arena;

/* byte[0..n) in network order; n is 4 for IPv4, 16 for IPv6. */
struct ip {
	uint8_t byte[16];
	uint8_t n;
};

/* A network: all addresses from first to last, which differ only after the first `prefix` bits. */
struct ip_net {
	struct ip first, last;
	unsigned prefix;
};

/* ip_parse parses an address. ip_net_parse parses ADDRESS/PREFIX, with any address of the network.
   Both return NULL, or a message about the mistake. The message continues a sentence whose subject
   is the text: "has a number with a leading zero". */
const char *ip_parse(str text, struct ip *ip);
const char *ip_net_parse(str text, struct ip_net *net);

/* ip_text and ip_net_text return the canonical text. It ends with a NUL and lives in a. */
const char *ip_text(struct arena *a, const struct ip *ip);
const char *ip_net_text(struct arena *a, const struct ip_net *net);

/* ip_cmp returns < 0, 0 or > 0 if a is below, equal to or above b. Every IPv4 address is below
   every IPv6 address. */
int ip_cmp(const struct ip *a, const struct ip *b);

/* ip_add adds n to ip. It returns false if the sum is past the last address of the family; then ip
   has wrapped around. */
bool ip_add(struct ip *ip, uint64_t n);

/* ip_net_has returns whether net contains ip. */
bool ip_net_has(const struct ip_net *net, const struct ip *ip);

/* ip_special returns why no load balancer can assign the address, or NULL. The message continues a
   sentence whose subject is the address or its network: "is loopback, ...". */
const char *ip_special(const struct ip *ip);

#endif
