/* The addresses of a network that a host or a load balancer may use.

   IPv4: all except the first (the network address) and the last (the broadcast address); in a /31
   both (RFC 3021), in a /32 the only one. IPv6: all except the first (the subnet-router anycast
   address, RFC 4291 §2.6.1); in a /127 both (RFC 6164), in a /128 the only one. */
#ifndef NET_POOL_H
#define NET_POOL_H

#include "base/str.h"
#include "net/ip.h"

struct arena;

/* A network and its first and last usable address. */
struct pool {
	struct ip_net net;
	struct ip first, last;
};

/* pool_read parses a subnet. pool_pick sets *ip to the network's first address + offset, which must
   be usable. pool_vip parses an address, which must be usable if pool is not NULL. Each returns
   NULL, or a message in a. The message continues a sentence about the subnet (pool_read, pool_pick)
   or the address (pool_vip), and names the usable range. */
const char *pool_read(str subnet, struct pool *pool);
const char *pool_pick(struct arena *a, const struct pool *pool, uint64_t offset, struct ip *ip);
const char *pool_vip(struct arena *a, const struct pool *pool, str vip, struct ip *ip);

#endif
