/* Which addresses of a network a host or a load balancer may take.

   IPv4: all but the first, the network's address, and the last, the broadcast address; both of a
   /31 (RFC 3021) and the one of a /32. IPv6, which has no broadcast: all but the first, which is
   the subnet-router anycast address (RFC 4291 §2.6.1); both of a /127 (RFC 6164) and the one of
   a /128. */
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
   NULL, or what is wrong, in a, in words that continue a sentence: about the subnet for pool_read
   and pool_pick, about the address for pool_vip. The words name the usable range. */
const char *pool_read(str subnet, struct pool *pool);
const char *pool_pick(struct arena *a, const struct pool *pool, uint64_t offset, struct ip *ip);
const char *pool_vip(struct arena *a, const struct pool *pool, str vip, struct ip *ip);

#endif
