/* Walks folders in the order of names, so that every run sees the same order. */
#include "base/walk.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"

bool
walk_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Compares bytes; alphasort would use the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
is_yaml(str name)
{
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")) ||
	    str_ends(name, STR(".json"));
}

void
walk_names(const char *path, void (*name)(void *context, str name), void *context)
{
	struct dirent **entries;
	int n = scandir(path, &entries, is_visible, by_name), i;

	if (n < 0)
		die(DIE_CALL, "cannot read the folder %s:", path);
	for (i = 0; i < n; i++) {
		name(context, str_of(entries[i]->d_name));
		free(entries[i]);
	}
	free(entries);
}

/* The context of visit: walk_names passes one pointer. */
struct walk {
	const char *path;
	void (*file)(void *context, const char *path);
	void *context;
};

static void
visit(void *context, str name)
{
	const struct walk *w = context;
	struct arena arena = {0};
	struct buf b = {.arena = &arena};
	const char *path;
	struct stat st;

	buf_printf(&b, "%s%s%s", w->path, str_ends(str_of(w->path), STR("/")) ? "" : "/", name.p);
	path = buf_cstr(&b);
	/* Symbolic links to folders are not followed, so the walk ends. */
	if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		walk_folder(path, w->file, w->context);
	else if (is_yaml(name) && !walk_is_folder(path))
		w->file(w->context, path);
	arena_free(&arena);
}

void
walk_folder(const char *path, void (*file)(void *context, const char *path), void *context)
{
	struct walk walk = {path, file, context};

	walk_names(path, visit, &walk);
}

void
walk_operand(const char *path, void (*file)(void *context, const char *path), void *context)
{
	if (strcmp(path, "-") != 0 && walk_is_folder(path))
		walk_folder(path, file, context);
	else
		file(context, path);
}
