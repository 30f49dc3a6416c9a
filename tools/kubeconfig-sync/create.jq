# Makes the body of the request that creates the item.
{title: $title, category: "SECURE_NOTE", vault: {id: $vault}, fields: $made[0].fields}
