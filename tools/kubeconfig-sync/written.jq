# Checks that the answer to a write is an item.
include "answer";
one | .id | strings
