# The message of an error that a server answers with; nothing where there is none.
include "answer";
include "text";
one | objects | .message | strings | shown($secrets; 300)
