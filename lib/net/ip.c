/* IP addresses and networks as text, by inet_pton and inet_ntop.

   inet_pton decides what is an address. It refuses a leading zero in IPv4: some programs read 010
   as 10, others as 8. It does not say why it refuses a text, so v4_error and v6_error find the
   reason. */
#include "net/ip.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/buf.h"

enum { GROUPS = 8 };

/* Reads a decimal number of at most max from the front of *rest, and moves *rest past it. Returns
   NULL, or the message for a number of an IPv4 address. */
static const char *
cut_decimal(str *rest, unsigned max, unsigned *value)
{
	size_t n = 0;

	for (*value = 0; n < rest->n && char_is_digit(rest->p[n]); n++)
		if ((*value = *value * 10 + (unsigned)(rest->p[n] - '0')) > max)
			return "has a number above 255";
	if (n == 0)
		return "is not an address: IPv4 has four numbers with dots between";
	if (n > 1 && rest->p[0] == '0')
		return "has a number with a leading zero";
	*rest = str_from(*rest, n);
	return NULL;
}

/* Returns the mistake in an IPv4 address, or NULL. */
static const char *
v4_error(str rest)
{
	const char *error;
	unsigned octet;
	int i;

	for (i = 0; i < 4; i++) {
		if (i > 0 && !str_starts(rest, STR(".")))
			return "is not an address: IPv4 has four numbers with dots between";
		rest = str_from(rest, i > 0);
		if ((error = cut_decimal(&rest, 255, &octet)))
			return error;
	}
	return rest.n ? "is not an address: something follows IPv4's fourth number" : NULL;
}

/* Counts the groups of a list separated by colons. An IPv4 address at the end counts as two.
   Returns the mistake in the list, or NULL. */
static const char *
groups_error(str list, bool at_end, size_t *groups)
{
	bool open = str_ends(list, STR(":"));
	size_t i;

	while (list.n > 0) {
		str group = str_split(&list, ':');

		if (at_end && list.n == 0 && str_find(group, STR(".")) < group.n) {
			*groups += 2;
			return v4_error(group);
		}
		for (i = 0; i < group.n && char_is_hex(group.p[i]); i++)
			;
		if (i < group.n || i == 0 || i > 4)
			return "is not an address: a group of IPv6 has one to four hex digits";
		++*groups;
	}
	return open ? "is not an address: it ends in a colon" : NULL;
}

/* Returns the mistake in an IPv6 address, or NULL. */
static const char *
v6_error(str text)
{
	size_t gap = str_find(text, STR("::")), groups = 0;
	str tail = str_from(text, gap + 2);
	const char *error;

	if (str_find(tail, STR("::")) < tail.n)
		return "is not an address: \"::\" may appear only once";
	if ((error = groups_error(str_sub(text, 0, gap), gap == text.n, &groups)) ||
	    (error = groups_error(tail, true, &groups)))
		return error;
	if (gap < text.n && groups == GROUPS)
		return "is not an address: it has eight groups beside \"::\"";
	return groups > GROUPS || gap == text.n ? "is not an address: IPv6 has eight groups" : NULL;
}

const char *
ip_parse(str text, struct ip *ip)
{
	char copy[INET6_ADDRSTRLEN] = "";
	bool v6 = text.n > 0 && memchr(text.p, ':', text.n);
	const char *error;

	*ip = (struct ip){.n = v6 ? 16 : 4};
	if (text.n > 0 && text.n < sizeof copy && !memchr(text.p, '\0', text.n)) {
		memcpy(copy, text.p, text.n);
		if (inet_pton(v6 ? AF_INET6 : AF_INET, copy, ip->byte) == 1)
			return NULL;
	}
	if (text.n > 0 && memchr(text.p, '%', text.n))
		return "is not an address: it has a zone, the part after %";
	if (text.n > 0 && memchr(text.p, '/', text.n))
		return "is not an address but a network";
	if (!v6 && (text.n == 0 || !char_is_digit(text.p[0]) || !memchr(text.p, '.', text.n)))
		return "is not an address";
	error = v6 ? v6_error(text) : v4_error(text);
	return error ? error : "is not an address";
}

/* Returns the bits of byte i that come after the prefix. */
static uint8_t
host_bits(unsigned prefix, size_t i)
{
	size_t fixed = prefix > 8 * i ? prefix - 8 * i : 0;

	return (uint8_t)(fixed >= 8 ? 0 : 0xff >> fixed);
}

const char *
ip_net_parse(str text, struct ip_net *net)
{
	str rest = text, address = str_split(&rest, '/');
	const char *error;
	size_t i;

	*net = (struct ip_net){0};
	if (address.n == text.n)
		return "is not a subnet: it has no prefix length, as in 10.0.4.0/24";
	if ((error = ip_parse(address, &net->first)))
		return error;
	if (rest.n == 0 || !char_is_digit(rest.p[0]))
		return "has no number for its prefix length";
	if (rest.n > 1 && rest.p[0] == '0')
		return "has a prefix length with a leading zero";
	if (cut_decimal(&rest, 8u * net->first.n, &net->prefix))
		return net->first.n == 4 ? "has a prefix length above 32"
					 : "has a prefix length above 128";
	if (rest.n)
		return "has more than a number for its prefix length";
	for (i = 0; i < net->first.n; i++)
		net->first.byte[i] &= (uint8_t)~host_bits(net->prefix, i);
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

const char *
ip_family(const struct ip *ip)
{
	return ip->n == 4 ? "IPv4" : "IPv6";
}

int
ip_cmp(const struct ip *a, const struct ip *b)
{
	return a->n == b->n ? memcmp(a->byte, b->byte, a->n) : a->n - b->n;
}

bool
ip_add(struct ip *ip, uint64_t n)
{
	size_t i;

	for (i = ip->n; i-- > 0 && n > 0;) {
		unsigned sum = ip->byte[i] + (unsigned)(n & 0xff);

		ip->byte[i] = (uint8_t)sum;
		n = (n >> 8) + (sum >> 8);
	}
	return n == 0;
}

struct ip
ip_net_last(const struct ip_net *net)
{
	struct ip last = net->first;
	size_t i;

	for (i = 0; i < last.n; i++)
		last.byte[i] |= host_bits(net->prefix, i);
	return last;
}

bool
ip_net_has(const struct ip_net *net, const struct ip *ip)
{
	struct ip last = ip_net_last(net);

	return ip->n == last.n && ip_cmp(&net->first, ip) <= 0 && ip_cmp(ip, &last) <= 0;
}

/* As the API server's check of endpoints (k8s.io/kubernetes, pkg/apis/core/validation,
   ValidateNonSpecialIP), and other addresses that belong to no single host. */
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
		if (!ip_net_parse(str_of(special[i].net), &net) && ip_net_has(&net, ip))
			return special[i].why;
	return NULL;
}
