# Prints the message in a server's error answer, or nothing if the answer has no message.
include "answer";
include "text";
one | objects | .message | strings | shown($secrets; 300)
