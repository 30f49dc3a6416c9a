/* E-mail addresses as Go's net/mail takes them. */
#ifndef FORM_EMAIL_H
#define FORM_EMAIL_H

#include <stdbool.h>

#include "base/str.h"

/* email_is_address: one address, with or without a name, comments or a group around it, as RFC 5322
   §3.4 has it (mail.ParseAddress, Go 1.26). */
bool email_is_address(str s);

#endif
