# The item that does not exist yet.
{title: $title, category: "SECURE_NOTE", vault: {id: $vault}, fields: $made[0].fields}
