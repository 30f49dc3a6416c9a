/* Parses e-mail addresses by recursive descent:

       address  = spec [comment] | [phrase] "<" spec ">" | phrase ":" [address {"," address}] ";"
       spec     = (quoted | atom) "@" (atom | "[" IP address "]")
       phrase   = word {comment | word};   word = quoted | atom

   Blanks may come before each part, comments after an address and between words. Each eat_ function
   cuts off what it reads, or returns false. Characters beyond ASCII are letters; the text is valid
   UTF-8. */
#include "form/email.h"

#include "form/address.h"

static void
skip_blanks(str *s)
{
	while (s->n > 0 && (s->p[0] == ' ' || s->p[0] == '\t'))
		*s = str_from(*s, 1);
}

static bool
eat(str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static bool
is_visible(char c)
{
	return (unsigned char)c > ' ' && c != 0x7f;
}

static bool
is_special(char c)
{
	return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == ':' ||
	    c == ';' || c == '@' || c == '\\' || c == ',' || c == '"';
}

/* Cuts off an atom; strict: without dots at its ends and without two dots in a row. */
static bool
eat_atom(str *s, bool strict)
{
	size_t n = 0;

	while (n < s->n && is_visible(s->p[n]) && !is_special(s->p[n]))
		n++;
	if (n == 0)
		return false;
	if (strict) {
		str atom = str_sub(*s, 0, n);

		if (s->p[0] == '.' || s->p[n - 1] == '.' || str_find(atom, STR("..")) < n)
			return false;
	}
	*s = str_from(*s, n);
	return true;
}

/* Cuts off a string in quotes; some: it must not be empty. */
static bool
eat_quoted(str *s, bool some)
{
	size_t i = 1, n = 0;

	for (; i < s->n && s->p[i] != '"'; i++, n++) {
		if (s->p[i] == '\\' && ++i == s->n)
			return false;
		if (!is_visible(s->p[i]) && s->p[i] != ' ' && s->p[i] != '\t')
			return false;
	}
	if (i >= s->n || (some && n == 0))
		return false;
	*s = str_from(*s, i + 1);
	return true;
}

/* Cuts off the rest of a comment whose first parenthesis is read. */
static bool
eat_comment(str *s)
{
	unsigned depth = 1;

	while (s->n > 0 && depth > 0) {
		if (s->p[0] == '\\' && s->n > 1)
			*s = str_from(*s, 1);
		else if (s->p[0] == '(')
			depth++;
		else if (s->p[0] == ')')
			depth--;
		*s = str_from(*s, 1);
	}
	return depth == 0;
}

static bool
skip_comments(str *s)
{
	skip_blanks(s);
	while (eat(s, '(')) {
		if (!eat_comment(s))
			return false;
		skip_blanks(s);
	}
	return true;
}

static bool
eat_domain(str *s)
{
	str address;
	size_t end;

	if (!eat(s, '['))
		return eat_atom(s, true);
	end = str_find(*s, STR("]"));
	address = str_sub(*s, 0, end);
	if (end == s->n || !(address_is_ipv4(address, false) || address_is_ipv6(address, false)))
		return false;
	*s = str_from(*s, end + 1);
	return true;
}

static bool
eat_spec(str *s)
{
	str rest = *s;

	skip_blanks(&rest);
	if (rest.n > 0 && rest.p[0] == '"' ? !eat_quoted(&rest, true) : !eat_atom(&rest, true))
		return false;
	if (!eat(&rest, '@'))
		return false;
	skip_blanks(&rest);
	if (!eat_domain(&rest))
		return false;
	*s = rest;
	return true;
}

static bool
eat_phrase(str *s)
{
	size_t words = 0;

	for (;;) {
		if (words > 0 && !skip_comments(s))
			return false;
		skip_blanks(s);
		if (s->n == 0)
			return true;
		if (s->p[0] == '"' ? !eat_quoted(s, false) : !eat_atom(s, false))
			return words > 0;
		words++;
	}
}

/* Cuts off one address that is not a group. */
static bool
eat_mailbox(str *s)
{
	skip_blanks(s);
	if (eat_spec(s)) {
		skip_blanks(s);
		return !eat(s, '(') || eat_comment(s);
	}
	if (s->n == 0 || (s->p[0] != '<' && !eat_phrase(s)))
		return false;
	skip_blanks(s);
	return eat(s, '<') && eat_spec(s) && eat(s, '>');
}

/* Cuts off the rest of a group after its colon; it must contain one address. */
static bool
eat_group(str *s)
{
	return eat_mailbox(s) && skip_comments(s) && eat(s, ';');
}

bool
email_is_address(str s)
{
	str rest = s;

	if (eat_mailbox(&rest))
		return skip_comments(&rest) && rest.n == 0;
	rest = s;
	skip_blanks(&rest);
	if (rest.n == 0 || (rest.p[0] != '<' && !eat_phrase(&rest)))
		return false;
	skip_blanks(&rest);
	return eat(&rest, ':') && eat_group(&rest) && skip_comments(&rest) && rest.n == 0;
}
