/* Tells whether a text is an IP address, a network or a MAC address. */
#ifndef FORM_ADDRESS_H
#define FORM_ADDRESS_H

#include <stdbool.h>

#include "base/str.h"

/* address_is_ipv4 and address_is_ipv6 tell whether s is an address (RFC 4291 §2.2 for IPv6, also
   with an IPv4 address at the end). loose allows leading zeros, as Go before 1.17 and Kubernetes
   do. */
bool address_is_ipv4(str s, bool loose);
bool address_is_ipv6(str s, bool loose);

/* address_is_cidr tells whether s is a network: an address, a slash and the number of bits. */
bool address_is_cidr(str s, bool loose);

/* address_is_mac tells whether s is 6, 8 or 20 bytes in hexadecimal: groups of two digits with : or
   - between them, or of four digits with dots. */
bool address_is_mac(str s);

#endif
