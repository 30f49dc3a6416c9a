# Prints how many items have the title, and the id of the first.
include "answer";
list | map(select(.title == $title).id) | "\(length) \(.[0] // "")"
