/* IP and MAC addresses as texts. */
#ifndef FORM_ADDRESS_H
#define FORM_ADDRESS_H

#include <stdbool.h>

#include "base/str.h"

/* address_is_ipv4, address_is_ipv6: RFC 4291 §2.2, and its form with an IPv4 address at the end.
   Loose: any number of leading zeros, as Go took them before 1.17 and Kubernetes takes them. */
bool address_is_ipv4(str s, bool loose);
bool address_is_ipv6(str s, bool loose);

/* address_is_cidr: an address, a slash, and how many bits. */
bool address_is_cidr(str s, bool loose);

/* address_is_mac: 6, 8 or 20 bytes in hexadecimal, two digits and : or -, or four and a dot between
   them. */
bool address_is_mac(str s);

#endif
