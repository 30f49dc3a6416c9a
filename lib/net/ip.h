/* IP addresses, networks and their usable addresses. IPv4 is dotted decimal; IPv6 is read by RFC
   4291 §2.2 and written by RFC 5952; networks are in CIDR form (RFC 4632 §3.1). Nothing here looks
   up a name. */
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

/* ip_special returns why no load balancer can assign the address, or NULL. The message continues a
   sentence whose subject is the address or its network: "is loopback, ...". */
const char *ip_special(const struct ip *ip);

/* A network and the first and last address that a host or a load balancer may use.

   IPv4: all except the first (the network address) and the last (the broadcast address); in a /31
   both (RFC 3021), in a /32 the only one. IPv6: all except the first (the subnet-router anycast
   address, RFC 4291 §2.6.1); in a /127 both (RFC 6164), in a /128 the only one. */
struct ip_pool {
	struct ip_net net;
	struct ip first, last;
};

/* ip_pool_read parses a subnet. ip_pool_pick sets *ip to the network address + offset, which must
   be usable. ip_pool_vip parses an address, which must be usable if pool is not NULL. Each returns
   NULL, or a message that continues a sentence about the subnet or, from ip_pool_vip, about the
   address. The message about an unusable address names the usable range. */
const char *ip_pool_read(str subnet, struct ip_pool *pool);
const char *ip_pool_pick(
    struct arena *a, const struct ip_pool *pool, uint64_t offset, struct ip *ip);
const char *ip_pool_vip(struct arena *a, const struct ip_pool *pool, str vip, struct ip *ip);

#endif
