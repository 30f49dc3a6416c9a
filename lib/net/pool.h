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

/* first and last are the usable ones. */
struct pool {
	struct ip_net net;
	struct ip first, last;
};

/* pool_read makes the pool of a subnet's text, pool_pick gives the address that stands offset after
   the network's first, pool_vip reads an address, which must be usable in pool unless that is NULL.
   All give NULL, or what is wrong, in a, with the usable range: pool_read and pool_pick in words
   that go on after the subnet, pool_vip after the address. */
const char *pool_read(str subnet, struct pool *pool);
const char *pool_pick(struct arena *a, const struct pool *pool, uint64_t offset, struct ip *ip);
const char *pool_vip(struct arena *a, const struct pool *pool, str vip, struct ip *ip);

#endif
