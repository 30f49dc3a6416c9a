/* Functions for base 64, base 32 and checksums. As in sprig, a text that cannot be decoded
   returns the error's message. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/formats/digest.h"
#include "tmpl/funcs/args.h"

enum { BASE64 = 6, BASE32 = 5 };

FUNC(do_b64enc)
{
	return value_string(digest_encode(func_arena(x), args_str(x, v[0]), BASE64));
}

FUNC(do_b32enc)
{
	return value_string(digest_encode(func_arena(x), args_str(x, v[0]), BASE32));
}

static struct value
decode(struct exec *x, str s, unsigned bits)
{
	struct buf b = {.arena = func_arena(x)};
	size_t bad;
	str out;

	if (digest_decode(b.arena, s, bits, &out, &bad))
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

static struct value
hex(struct exec *x, const unsigned char *p, size_t n)
{
	struct buf b = {.arena = func_arena(x)};
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(&b, "%02x", p[i]);
	return value_string(buf_str(&b));
}

FUNC(do_sha1sum)
{
	unsigned char out[20];

	digest_sha1(args_str(x, v[0]), out);
	return hex(x, out, sizeof out);
}

FUNC(do_sha256sum)
{
	unsigned char out[32];

	digest_sha256(args_str(x, v[0]), out);
	return hex(x, out, sizeof out);
}

FUNC(do_sha512sum)
{
	unsigned char out[64];

	digest_sha512(args_str(x, v[0]), out);
	return hex(x, out, sizeof out);
}

FUNC(do_adler32sum)
{
	struct buf b = {.arena = func_arena(x)};

	buf_printf(&b, "%u", (unsigned)digest_adler32(args_str(x, v[0])));
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
