/* Finds the usable addresses of a subnet (the rules are in pool.h) and explains why an address is
   not usable. */
#include "net/pool.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"

/* Most programs read ::ffff:10.0.4.1 as 10.0.4.1. */
static const char *
mapped_error(const struct ip *ip)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

	return ip->n == 16 && memcmp(ip->byte, mapped, sizeof mapped) == 0
	    ? "is IPv4 in the form of IPv6; write it as IPv4"
	    : NULL;
}

const char *
pool_read(str subnet, struct pool *pool)
{
	const char *error = ip_net_parse(subnet, &pool->net);

	if (error || (error = mapped_error(&pool->net.first)))
		return error;
	pool->first = pool->net.first;
	pool->last = pool->net.last;
	if (pool->net.prefix + 1 >= 8u * pool->first.n)
		return NULL;
	ip_add(&pool->first, 1);
	if (pool->last.n == 4)
		pool->last.byte[3]--; /* it is odd, so this needs no borrow */
	return NULL;
}

static const char *
with_range(struct buf *b, const struct pool *pool)
{
	buf_printf(b, " (usable: %s", ip_text(b->arena, &pool->first));
	if (ip_cmp(&pool->first, &pool->last) != 0)
		buf_printf(b, " to %s", ip_text(b->arena, &pool->last));
	buf_addc(b, ')');
	return buf_cstr(b);
}

/* Returns the kind of an unusable address of the network, or NULL if the address is usable. */
static const char *
unusable(const struct pool *pool, const struct ip *ip)
{
	if (ip_cmp(ip, &pool->first) < 0)
		return ip->n == 4 ? "network" : "subnet-router anycast";
	return ip_cmp(ip, &pool->last) > 0 ? "broadcast" : NULL;
}

const char *
pool_pick(struct arena *a, const struct pool *pool, uint64_t offset, struct ip *ip)
{
	struct buf b = {.arena = a};
	const char *what;

	*ip = pool->net.first;
	if (!ip_add(ip, offset) || !ip_net_has(&pool->net, ip))
		buf_printf(&b, "is too small for offset %" PRIu64, offset);
	else if ((what = unusable(pool, ip)))
		buf_printf(&b, "has its %s address at offset %" PRIu64, what, offset);
	else
		return NULL;
	return with_range(&b, pool);
}

const char *
pool_vip(struct arena *a, const struct pool *pool, str vip, struct ip *ip)
{
	struct buf b = {.arena = a};
	const char *what, *error = ip_parse(vip, ip);

	if (error || (error = mapped_error(ip)) || !pool)
		return error;
	if (!ip_net_has(&pool->net, ip))
		buf_printf(&b, "is outside subnet %s", ip_net_text(a, &pool->net));
	else if ((what = unusable(pool, ip)))
		buf_printf(&b, "is the %s address of subnet %s", what, ip_net_text(a, &pool->net));
	else
		return NULL;
	return with_range(&b, pool);
}
