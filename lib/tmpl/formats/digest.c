/* Computes SHA-1, SHA-256 and Adler-32, and encodes base 64 and 32. The two digests share
   padding and 64-byte blocks; the two bases differ only in the bits of a digit. */
#include "tmpl/formats/digest.h"

#include <string.h>

#include "base/arena.h"

enum { BLOCK = 64, LENGTH_BYTES = 8 };

static uint32_t
rotate_left(uint32_t x, unsigned n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
rotate_right(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint32_t
big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void
sha1_block(uint32_t h[5], const unsigned char *p)
{
	static const uint32_t k[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f, t;
	unsigned i;

	for (i = 0; i < 16; i++)
		w[i] = big_endian(p + 4 * i);
	for (; i < 80; i++)
		w[i] = rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (i = 0; i < 80; i++) {
		if (i / 20 == 0)
			f = (b & c) | (~b & d);
		else if (i / 20 == 2)
			f = (b & c) | (b & d) | (c & d);
		else
			f = b ^ c ^ d;
		t = rotate_left(a, 5) + f + e + k[i / 20] + w[i];
		e = d;
		d = c;
		c = rotate_left(b, 30);
		b = a;
		a = t;
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
}

static void
sha256_block(uint32_t h[8], const unsigned char *p)
{
	static const uint32_t k[] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b,
	    0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6,
	    0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
	    0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585,
	    0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa,
	    0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
	uint32_t w[64], v[8], s0, s1, t;
	unsigned i;

	for (i = 0; i < 16; i++)
		w[i] = big_endian(p + 4 * i);
	for (; i < 64; i++) {
		s0 = rotate_right(w[i - 15], 7) ^ rotate_right(w[i - 15], 18) ^ w[i - 15] >> 3;
		s1 = rotate_right(w[i - 2], 17) ^ rotate_right(w[i - 2], 19) ^ w[i - 2] >> 10;
		w[i] = w[i - 16] + s0 + w[i - 7] + s1;
	}
	memcpy(v, h, sizeof v);
	for (i = 0; i < 64; i++) {
		s1 = rotate_right(v[4], 6) ^ rotate_right(v[4], 11) ^ rotate_right(v[4], 25);
		t = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
		s0 = rotate_right(v[0], 2) ^ rotate_right(v[0], 13) ^ rotate_right(v[0], 22);
		s0 += (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		memmove(v + 1, v, 7 * sizeof v[0]);
		v[4] += t;
		v[0] = t + s0;
	}
	for (i = 0; i < 8; i++)
		h[i] += v[i];
}

/* Hashes all blocks of s, padded with a bit, zeros and the length in bits. */
static void
digest(uint32_t *h, void (*block)(uint32_t *h, const unsigned char *p), str s)
{
	unsigned char last[2 * BLOCK] = {0};
	uint64_t bits = (uint64_t)s.n * 8;
	size_t i, n;

	for (; s.n >= BLOCK; s = str_from(s, BLOCK))
		block(h, (const unsigned char *)s.p);
	if (s.n > 0)
		memcpy(last, s.p, s.n);
	last[s.n] = 0x80;
	n = s.n + 1 + LENGTH_BYTES > BLOCK ? 2 * BLOCK : BLOCK;
	for (i = 0; i < LENGTH_BYTES; i++)
		last[n - 1 - i] = (unsigned char)(bits >> (8 * i));
	for (i = 0; i < n; i += BLOCK)
		block(h, last + i);
}

static void
store(unsigned char *out, const uint32_t *h, size_t words)
{
	size_t i;

	for (i = 0; i < 4 * words; i++)
		out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

void
digest_sha1(str s, unsigned char out[20])
{
	uint32_t h[] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

	digest(h, sha1_block, s);
	store(out, h, 5);
}

void
digest_sha256(str s, unsigned char out[32])
{
	uint32_t h[] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
	    0x1f83d9ab, 0x5be0cd19};

	digest(h, sha256_block, s);
	store(out, h, 8);
}

uint32_t
digest_adler32(str s)
{
	enum { MODULUS = 65521 };
	uint32_t a = 1, b = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		a = (a + (unsigned char)s.p[i]) % MODULUS;
		b = (b + a) % MODULUS;
	}
	return b << 16 | a;
}

static const char *
alphabet(unsigned bits)
{
	return bits == 6 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
			 : "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
}

/* Returns how many digits make whole bytes: 4 of 6 bits, 8 of 5. */
static size_t
group(unsigned bits)
{
	return bits == 6 ? 4 : 8;
}

str
digest_encode(struct arena *a, str s, unsigned bits)
{
	const char *digits = alphabet(bits);
	size_t bytes = group(bits) * bits / 8, n = (s.n + bytes - 1) / bytes * group(bits), i,
	       k = 0;
	char *out = arena_bytes(a, n + 1);
	uint32_t hold = 0;
	unsigned held = 0;

	for (i = 0; i < s.n; i++) {
		hold = hold << 8 | (unsigned char)s.p[i];
		for (held += 8; held >= bits; held -= bits)
			out[k++] = digits[hold >> (held - bits) & ((1u << bits) - 1)];
	}
	if (held > 0)
		out[k++] = digits[hold << (bits - held) & ((1u << bits) - 1)];
	while (k < n)
		out[k++] = '=';
	return (str){out, n};
}

static size_t
skip_newlines(str s, size_t i)
{
	while (i < s.n && (s.p[i] == '\n' || s.p[i] == '\r'))
		i++;
	return i;
}

/* Checks the padding at byte i after n digits of a group of 4: one or two, at the end of s. */
static bool
padding64(str s, size_t i, size_t n, size_t *bad)
{
	*bad = i;
	if (n < 2)
		return false;
	i = skip_newlines(s, i + 1);
	if (n == 2) {
		*bad = i < s.n ? i - 1 : i;
		if (i == s.n || s.p[i] != '=')
			return false;
		i = skip_newlines(s, i + 1);
	}
	*bad = i;
	return i == s.n;
}

/* Checks the padding of a group of 8. */
static bool
padding32(str s, size_t i, size_t n, size_t *bad)
{
	size_t rest = s.n - i - 1, k;

	*bad = s.n;
	if (rest + n < 7)
		return false;
	for (k = 0; k < 7 - n; k++) {
		*bad = i + k;
		if (s.p[i + 1 + k] != '=')
			return false;
	}
	*bad = i;
	return n != 3 && n != 6;
}

static str
without_newlines(struct arena *a, str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		if (s.p[i] != '\n' && s.p[i] != '\r')
			p[n++] = s.p[i];
	return (str){p, n};
}

bool
digest_decode(struct arena *a, str s, unsigned bits, str *out, size_t *bad)
{
	const char *digits = alphabet(bits), *at;
	char *p = arena_bytes(a, s.n + 1);
	size_t i, count = 0;
	uint32_t hold = 0;
	unsigned held = 0;

	*out = (str){p, 0};
	if (bits == 5)
		s = without_newlines(a, s);
	for (i = skip_newlines(s, 0); i < s.n; i = skip_newlines(s, i + 1)) {
		size_t n = count % group(bits);

		if (s.p[i] == '=' && bits == 6)
			return padding64(s, i, n, bad);
		if (s.p[i] == '=' && n >= 2 && s.n - i - 1 < 8)
			return padding32(s, i, n, bad);
		at = s.p[i] ? strchr(digits, s.p[i]) : NULL;
		*bad = i;
		if (!at)
			return false;
		count++;
		hold = hold << bits | (uint32_t)(at - digits);
		held += bits;
		if (held >= 8) {
			held -= 8;
			p[out->n++] = (char)(hold >> held);
		}
	}
	*bad = s.n - count % group(bits);
	return count % group(bits) == 0;
}
