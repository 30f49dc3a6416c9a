/* Parses, writes and checks IP addresses. inet_pton decides what is an address. It refuses a
   leading zero in IPv4: some programs read 010 as 10, others as 8. */
#include "net/ip.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"

/* Returns why inet_pton refuses a text. */
static const char *
reason(str text, bool v6)
{
	size_t i;

	if (str_find(text, STR("%")) < text.n)
		return "is not an address: it has a zone, the part after %";
	if (str_find(text, STR("/")) < text.n)
		return "is not an address but a network";
	if (v6)
		return "is not an address: IPv6 has eight groups of one to four hex digits; "
		       "one \"::\" may replace groups of zeros";
	for (i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '0' && char_is_digit(text.p[i + 1]) &&
		    (i == 0 || text.p[i - 1] == '.'))
			return "has a number with a leading zero";
	return "is not an address: IPv4 has four numbers from 0 to 255 with dots between";
}

const char *
ip_parse(str text, struct ip *ip)
{
	char copy[INET6_ADDRSTRLEN] = "";
	bool v6 = str_find(text, STR(":")) < text.n;

	*ip = (struct ip){.n = v6 ? 16 : 4};
	if (text.n < sizeof copy && str_find(text, STR("\0")) == text.n) {
		str_copy(copy, text.p, text.n);
		if (inet_pton(v6 ? AF_INET6 : AF_INET, copy, ip->byte) == 1)
			return NULL;
	}
	return reason(text, v6);
}

const char *
ip_net_parse(str text, struct ip_net *net)
{
	str rest = text, address = str_split(&rest, '/');
	const char *error;
	uint64_t prefix;
	size_t i;

	*net = (struct ip_net){0};
	if (address.n == text.n)
		return "is not a subnet: it needs a prefix length, as in 10.0.4.0/24";
	if ((error = ip_parse(address, &net->first)))
		return error;
	if (!num_uint(rest, 10, &prefix) || (rest.n > 1 && rest.p[0] == '0') ||
	    prefix > 8u * net->first.n)
		return net->first.n == 4
		    ? "needs a prefix length from 0 to 32, without leading zeros"
		    : "needs a prefix length from 0 to 128, without leading zeros";
	net->prefix = (unsigned)prefix;
	net->last = net->first;
	for (i = 0; i < net->first.n; i++) {
		size_t fixed = prefix > 8 * i ? prefix - 8 * i : 0;
		uint8_t host = (uint8_t)(fixed >= 8 ? 0 : 0xff >> fixed);

		net->first.byte[i] &= (uint8_t)~host;
		net->last.byte[i] |= host;
	}
	return NULL;
}

const char *
ip_text(struct arena *a, const struct ip *ip)
{
	char text[INET6_ADDRSTRLEN];

	inet_ntop(ip->n == 4 ? AF_INET : AF_INET6, ip->byte, text, sizeof text);
	/* glibc writes ::c000:280 as ::192.0.2.128. RFC 5952 §5 wants that only after a prefix
	   for IPv4 addresses, such as ::ffff:. */
	if (ip->n == 16 && strchr(text, '.') && ip->byte[10] == 0)
		return buf_format(a, "::%x:%x", ip->byte[12] << 8 | ip->byte[13],
		    ip->byte[14] << 8 | ip->byte[15]);
	return buf_format(a, "%s", text);
}

const char *
ip_net_text(struct arena *a, const struct ip_net *net)
{
	return buf_format(a, "%s/%u", ip_text(a, &net->first), net->prefix);
}

/* Returns < 0, 0 or > 0. Every IPv4 address is below every IPv6 address. */
static int
compare(const struct ip *a, const struct ip *b)
{
	return a->n == b->n ? memcmp(a->byte, b->byte, a->n) : a->n - b->n;
}

/* Adds n to ip. Returns false if the sum is past the last address of the family. */
static bool
add(struct ip *ip, uint64_t n)
{
	size_t i;

	for (i = ip->n; i-- > 0 && n > 0;) {
		unsigned sum = ip->byte[i] + (unsigned)(n & 0xff);

		ip->byte[i] = (uint8_t)sum;
		n = (n >> 8) + (sum >> 8);
	}
	return n == 0;
}

static bool
contains(const struct ip_net *net, const struct ip *ip)
{
	return compare(&net->first, ip) <= 0 && compare(ip, &net->last) <= 0;
}

/* The networks that the API server refuses for endpoints (k8s.io/kubernetes,
   pkg/apis/core/validation, ValidateNonSpecialIP), and others that are not for a single host. */
static const struct {
	const char *net, *why;
} special[] = {
    {"0.0.0.0/8", "is unspecified, so it names no host"},
    {"::/128", "is unspecified, so it names no host"},
    {"127.0.0.0/8", "is loopback, which never leaves the host"},
    {"::1/128", "is loopback, which never leaves the host"},
    {"169.254.0.0/16", "is link-local, which no router forwards"},
    {"fe80::/10", "is link-local, which no router forwards"},
    {"224.0.0.0/4", "is multicast, so it names no single host"},
    {"ff00::/8", "is multicast, so it names no single host"},
    {"255.255.255.255/32", "is broadcast, so it names no single host"},
};

const char *
ip_special(const struct ip *ip)
{
	struct ip_net net;
	size_t i;

	for (i = 0; i < sizeof special / sizeof special[0]; i++)
		if (!ip_net_parse(str_of(special[i].net), &net) && contains(&net, ip))
			return special[i].why;
	return NULL;
}

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
ip_pool_read(str subnet, struct ip_pool *pool)
{
	const char *error = ip_net_parse(subnet, &pool->net);

	if (error || (error = mapped_error(&pool->net.first)))
		return error;
	pool->first = pool->net.first;
	pool->last = pool->net.last;
	if (pool->net.prefix + 1 >= 8u * pool->first.n)
		return NULL;
	add(&pool->first, 1);
	if (pool->last.n == 4)
		pool->last.byte[3]--; /* it is odd, so this needs no borrow */
	return NULL;
}

static const char *
range_of(struct arena *a, const struct ip_pool *pool)
{
	const char *first = ip_text(a, &pool->first), *last = ip_text(a, &pool->last);

	return strcmp(first, last) == 0 ? first : buf_format(a, "%s to %s", first, last);
}

/* Returns the kind of an unusable address of the network, or NULL if the address is usable. */
static const char *
unusable(const struct ip_pool *pool, const struct ip *ip)
{
	if (compare(ip, &pool->first) < 0)
		return ip->n == 4 ? "network" : "subnet-router anycast";
	return compare(ip, &pool->last) > 0 ? "broadcast" : NULL;
}

const char *
ip_pool_pick(struct arena *a, const struct ip_pool *pool, uint64_t offset, struct ip *ip)
{
	const char *what;

	*ip = pool->net.first;
	if (!add(ip, offset) || !contains(&pool->net, ip))
		return buf_format(a, "is too small for offset %" PRIu64 " (usable: %s)", offset,
		    range_of(a, pool));
	if ((what = unusable(pool, ip)))
		return buf_format(a, "has its %s address at offset %" PRIu64 " (usable: %s)", what,
		    offset, range_of(a, pool));
	return NULL;
}

const char *
ip_pool_vip(struct arena *a, const struct ip_pool *pool, str vip, struct ip *ip)
{
	const char *what, *error = ip_parse(vip, ip);

	if (error || (error = mapped_error(ip)) || !pool)
		return error;
	if (!contains(&pool->net, ip))
		return buf_format(a, "is outside subnet %s (usable: %s)",
		    ip_net_text(a, &pool->net), range_of(a, pool));
	if ((what = unusable(pool, ip)))
		return buf_format(a, "is the %s address of subnet %s (usable: %s)", what,
		    ip_net_text(a, &pool->net), range_of(a, pool));
	return NULL;
}
