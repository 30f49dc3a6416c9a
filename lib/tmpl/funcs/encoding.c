/* Functions for base 64, base 32 and checksums. As in sprig, decoding a malformed text
   returns the error's message. */
#include <sha1.h>
#include <sha2.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"

enum { BASE64 = 6, BASE32 = 5 };

FUNC(do_b64enc)
{
	return value_string(basenc_encode(func_arena(x), args_str(x, v[0]), BASE64));
}

FUNC(do_b32enc)
{
	return value_string(basenc_encode(func_arena(x), args_str(x, v[0]), BASE32));
}

static struct value
decode(struct exec *x, str s, unsigned bits)
{
	struct buf b = {.arena = func_arena(x)};
	size_t bad;
	str out;

	if (basenc_decode(b.arena, s, bits, &out, &bad))
		return value_string(out);
	buf_printf(&b, "illegal base%d data at input byte %zu", bits == BASE64 ? 64 : 32, bad);
	return value_string(buf_str(&b));
}

FUNC(do_b64dec)
{
	return decode(x, args_str(x, v[0]), BASE64);
}

FUNC(do_b32dec)
{
	return decode(x, args_str(x, v[0]), BASE32);
}

/* Returns a checksum in hexadecimal: one of libmd's functions writes it, size bytes with a NUL. */
static struct value
checksum(struct exec *x, str s, char *(*write)(const uint8_t *, size_t, char *), size_t size)
{
	char *hex = arena_bytes(func_arena(x), size);

	write((const uint8_t *)s.p, s.n, hex);
	return value_string((str){hex, size - 1});
}

FUNC(do_sha1sum)
{
	return checksum(x, args_str(x, v[0]), SHA1Data, SHA1_DIGEST_STRING_LENGTH);
}

FUNC(do_sha256sum)
{
	return checksum(x, args_str(x, v[0]), SHA256Data, SHA256_DIGEST_STRING_LENGTH);
}

FUNC(do_sha512sum)
{
	return checksum(x, args_str(x, v[0]), SHA512Data, SHA512_DIGEST_STRING_LENGTH);
}

/* RFC 1950, section 8.2. */
FUNC(do_adler32sum)
{
	enum { MODULUS = 65521 };
	struct buf b = {.arena = func_arena(x)};
	str s = args_str(x, v[0]);
	uint32_t sum = 1, sums = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		sum = (sum + (unsigned char)s.p[i]) % MODULUS;
		sums = (sums + sum) % MODULUS;
	}
	buf_uint(&b, sums << 16 | sum);
	return value_string(buf_str(&b));
}

const struct func funcs_encoding[] = {
    {"b64enc", 1, 1, 0, do_b64enc},
    {"b64dec", 1, 1, 0, do_b64dec},
    {"b32enc", 1, 1, 0, do_b32enc},
    {"b32dec", 1, 1, 0, do_b32dec},
    {"sha1sum", 1, 1, 0, do_sha1sum},
    {"sha256sum", 1, 1, 0, do_sha256sum},
    {"sha512sum", 1, 1, 0, do_sha512sum},
    {"adler32sum", 1, 1, 0, do_adler32sum},
    {0},
};
