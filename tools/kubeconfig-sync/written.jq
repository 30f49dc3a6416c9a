# Whether a write was answered by an item.
include "answer";
one | .id | strings
