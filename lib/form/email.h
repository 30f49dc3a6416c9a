/* Tells whether a text is an e-mail address, as Go's net/mail does. */
#ifndef FORM_EMAIL_H
#define FORM_EMAIL_H

#include <stdbool.h>

#include "base/str.h"

/* email_is_address tells whether s is one address of RFC 5322 §3.4, with or without a name,
   comments or a group around it (mail.ParseAddress, Go 1.26). */
bool email_is_address(str s);

#endif
