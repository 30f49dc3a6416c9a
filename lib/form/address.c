/* Reads addresses from left to right; each eat_ function cuts off what it reads. */
#include "form/address.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* Cuts a decimal number of at most max off s; false without a number, or with a larger one. */
static bool
eat_number(str *s, unsigned max, bool loose)
{
	unsigned value = 0;
	size_t n = 0;

	for (; n < s->n && is_digit(s->p[n]); n++)
		if ((value = value * 10 + (unsigned)(s->p[n] - '0')) > max)
			return false;
	if (n == 0 || (!loose && n > 1 && s->p[0] == '0'))
		return false;
	*s = str_from(*s, n);
	return true;
}

static bool
eat_char(str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

bool
address_is_ipv4(str s, bool loose)
{
	int part;

	for (part = 0; part < 4; part++)
		if ((part > 0 && !eat_char(&s, '.')) || !eat_number(&s, 255, loose))
			return false;
	return s.n == 0;
}

/* Cuts off one to four hexadecimal digits; loose: leading zeros may make them more. */
static bool
eat_group(str *s, bool loose)
{
	size_t n = 0, significant = 0;

	for (; n < s->n && is_hex(s->p[n]); n++)
		significant += significant || s->p[n] != '0';
	if (n == 0 || significant > 4 || (!loose && n > 4))
		return false;
	*s = str_from(*s, n);
	return true;
}

bool
address_is_ipv6(str s, bool loose)
{
	bool gap = str_starts(s, STR("::"));
	unsigned groups = 0;

	if (gap)
		s = str_from(s, 2);
	while (groups < 8 && (s.n > 0 || !gap)) {
		str group = s;

		if (!eat_group(&s, loose))
			return false;
		if (s.n > 0 && s.p[0] == '.') {
			if (groups > 6 || (groups < 6 && !gap) || !address_is_ipv4(group, loose))
				return false;
			groups += 2;
			s.n = 0;
			break;
		}
		groups++;
		if (s.n == 0)
			break;
		if (!eat_char(&s, ':') || s.n == 0)
			return false;
		if (s.p[0] == ':') {
			if (gap)
				return false;
			gap = true;
			s = str_from(s, 1);
		}
	}
	return s.n == 0 && (gap ? groups < 8 : groups == 8);
}

bool
address_is_cidr(str s, bool loose)
{
	str address = str_sub(s, 0, str_find(s, STR("/"))), bits = str_from(s, address.n + 1);
	bool four = address_is_ipv4(address, loose);

	if (address.n == s.n || (!four && !address_is_ipv6(address, loose)))
		return false;
	return eat_number(&bits, four ? 32 : 128, loose) && bits.n == 0;
}

bool
address_is_mac(str s)
{
	size_t step = s.n > 4 && s.p[4] == '.' ? 5 : 3, i, bytes;
	char separator = s.n > 4 ? s.p[step - 1] : '-';

	if ((s.n + 1) % step || (step == 3 && separator != ':' && separator != '-'))
		return false;
	for (i = 0; i < s.n; i++)
		if (i % step == step - 1 ? s.p[i] != separator : !is_hex(s.p[i]))
			return false;
	bytes = (s.n + 1) / step * (step / 2);
	return bytes == 6 || bytes == 8 || bytes == 20;
}
