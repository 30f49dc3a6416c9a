/* Addresses.

       IPv4 = octet 3*("." octet)          octet: 0 to 255, no leading zero
       IPv6 = group 7*(":" group)          group: 1 to 4 hex digits; one "::" stands for one or
                                           more groups of zero; IPv4 may stand for the last two
       CIDR = (IPv4 / IPv6) "/" prefix     prefix: 0 to 32 or 128, no leading zero

   A leading zero is refused because readers differ over it: 010 is 10 to some and 8 to others. */
#include "net/ip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum { GROUPS = 8 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_v4_mapped(const struct ip *ip)
{
	static const uint8_t prefix[12] = {[10] = 0xff, [11] = 0xff};

	return ip->n == 16 && memcmp(ip->byte, prefix, sizeof prefix) == 0;
}

/* A decimal number up to max at the front of *rest. */
static const char *
decimal(str *rest, unsigned max, unsigned *value)
{
	size_t n = 0;

	for (*value = 0; n < rest->n && is_digit(rest->p[n]); n++)
		if ((*value = *value * 10 + (unsigned)(rest->p[n] - '0')) > max)
			return "has a number that is too large";
	if (n == 0)
		return "is not an address: IPv4 has four numbers with dots between";
	if (n > 1 && rest->p[0] == '0')
		return "has a number with a leading zero";
	*rest = str_from(*rest, n);
	return NULL;
}

static const char *
v4_parse(str rest, uint8_t *byte)
{
	const char *error;
	unsigned octet;
	int i;

	for (i = 0; i < 4; i++) {
		if (i > 0 && (rest.n == 0 || rest.p[0] != '.'))
			return "is not an address: IPv4 has four numbers with dots between";
		if (i > 0)
			rest = str_from(rest, 1);
		if ((error = decimal(&rest, 255, &octet)))
			return error;
		byte[i] = (uint8_t)octet;
	}
	return rest.n ? "is not an address: something follows IPv4's fourth number" : NULL;
}

static int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* How many hex digits stand at the front of s; their value, of four at most. */
static size_t
hex_run(str s, unsigned *value)
{
	size_t n;

	*value = 0;
	for (n = 0; n < s.n && hex_value(s.p[n]) >= 0; n++)
		if (n < 4)
			*value = *value << 4 | (unsigned)hex_value(s.p[n]);
	return n;
}

/* The groups as they are written, and where "::" stood among them; GROUPS: nowhere. */
struct groups {
	uint8_t byte[2 * GROUPS];
	size_t n, gap;
};

/* What stands between two groups, or ends the text. */
static const char *
separator(str *rest, struct groups *g)
{
	if (rest->n == 0)
		return NULL;
	if (rest->p[0] != ':')
		return "is not an address: IPv6 has hex digits and colons only";
	if (str_starts(*rest, STR("::"))) {
		if (g->gap < GROUPS)
			return "is not an address: \"::\" may stand in it once only";
		g->gap = g->n;
		*rest = str_from(*rest, 2);
		return NULL;
	}
	*rest = str_from(*rest, 1);
	return rest->n ? NULL : "is not an address: it ends in a colon";
}

static const char *
groups_parse(str rest, struct groups *g)
{
	const char *error;
	unsigned value;

	*g = (struct groups){.gap = GROUPS};
	if (str_starts(rest, STR("::")) && (error = separator(&rest, g)))
		return error;
	while (rest.n > 0) {
		size_t digits = hex_run(rest, &value);

		if (digits < rest.n && rest.p[digits] == '.') {
			if (g->n > GROUPS - 2)
				return "is not an address: IPv6 has eight groups";
			g->n += 2;
			return v4_parse(rest, g->byte + 2 * (g->n - 2));
		}
		if (digits == 0 || digits > 4)
			return "is not an address: a group of IPv6 has one to four hex digits";
		if (g->n == GROUPS)
			return "is not an address: IPv6 has eight groups";
		g->byte[2 * g->n] = (uint8_t)(value >> 8);
		g->byte[2 * g->n + 1] = (uint8_t)value;
		g->n++;
		rest = str_from(rest, digits);
		if ((error = separator(&rest, g)))
			return error;
	}
	return NULL;
}

static const char *
v6_parse(str text, uint8_t *byte)
{
	struct groups g;
	const char *error = groups_parse(text, &g);
	size_t head;

	if (error)
		return error;
	if (g.gap == GROUPS ? g.n < GROUPS : g.n == GROUPS)
		return g.n < GROUPS ? "is not an address: IPv6 has eight groups"
				    : "is not an address: \"::\" stands for no group in it";
	head = g.gap < g.n ? g.gap : g.n;
	memset(byte, 0, 2 * GROUPS);
	memcpy(byte, g.byte, 2 * head);
	memcpy(byte + 2 * (GROUPS - (g.n - head)), g.byte + 2 * head, 2 * (g.n - head));
	return NULL;
}

const char *
ip_parse(str text, struct ip *ip)
{
	*ip = (struct ip){0};
	if (text.n == 0)
		return "is not an address";
	if (memchr(text.p, '%', text.n))
		return "is not an address: it names a zone";
	if (memchr(text.p, '/', text.n))
		return "is not an address but a network";
	if (memchr(text.p, ':', text.n)) {
		ip->n = 16;
		return v6_parse(text, ip->byte);
	}
	if (!is_digit(text.p[0]) || !memchr(text.p, '.', text.n))
		return "is not an address";
	ip->n = 4;
	return v4_parse(text, ip->byte);
}

/* The bits of byte i that a prefix leaves to the hosts. */
static uint8_t
host_bits(unsigned prefix, size_t i)
{
	if (prefix >= 8 * (i + 1))
		return 0;
	return prefix <= 8 * i ? 0xff : (uint8_t)(0xff >> (prefix - 8 * i));
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
	if (rest.n == 0 || !is_digit(rest.p[0]))
		return "has no number for its prefix length";
	if (rest.n > 1 && rest.p[0] == '0')
		return "has a prefix length with a leading zero";
	if (decimal(&rest, 8u * net->first.n, &net->prefix))
		return net->first.n == 4 ? "has a prefix length past 32"
					 : "has a prefix length past 128";
	if (rest.n)
		return "has more than a number for its prefix length";
	for (i = 0; i < net->first.n; i++)
		net->first.byte[i] &= (uint8_t)~host_bits(net->prefix, i);
	return NULL;
}

static unsigned
group(const struct ip *ip, size_t i)
{
	return (unsigned)(ip->byte[2 * i] << 8 | ip->byte[2 * i + 1]);
}

/* The first longest run of two or more zero groups (RFC 5952 §4.2); its length. */
static size_t
zero_run(const struct ip *ip, size_t *start)
{
	size_t i, n, best = 1;

	for (i = 0; i < GROUPS; i += n + 1) {
		for (n = 0; i + n < GROUPS && group(ip, i + n) == 0; n++)
			;
		if (n > best) {
			best = n;
			*start = i;
		}
	}
	return best > 1 ? best : 0;
}

static void
v4_text(struct buf *b, const uint8_t *byte)
{
	buf_printf(b, "%u.%u.%u.%u", byte[0], byte[1], byte[2], byte[3]);
}

static void
v6_text(struct buf *b, const struct ip *ip)
{
	size_t start = GROUPS, i, n = zero_run(ip, &start);

	if (is_v4_mapped(ip)) { /* RFC 5952 §5 */
		buf_add(b, STR("::ffff:"));
		v4_text(b, ip->byte + 12);
		return;
	}
	for (i = 0; i < GROUPS; i++) {
		if (i == start) {
			buf_add(b, STR("::"));
			i += n - 1;
			continue;
		}
		buf_printf(b, i == 0 || i == start + n ? "%x" : ":%x", group(ip, i));
	}
}

const char *
ip_text(struct arena *a, const struct ip *ip)
{
	struct buf b = {.arena = a};

	if (ip->n == 4)
		v4_text(&b, ip->byte);
	else
		v6_text(&b, ip);
	return buf_cstr(&b);
}

const char *
ip_net_text(struct arena *a, const struct ip_net *net)
{
	struct buf b = {.arena = a};

	buf_printf(&b, "%s/%u", ip_text(a, &net->first), net->prefix);
	return buf_cstr(&b);
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
