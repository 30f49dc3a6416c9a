# How many items have that title, and the id of the first.
include "answer";
list | map(select(.title == $title).id) | "\(length) \(.[0] // "")"
