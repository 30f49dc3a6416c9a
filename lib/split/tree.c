/* Compares, makes and removes folders. A walk opens each folder from the one above it, so a
   symbolic link that somebody makes meanwhile cannot redirect it. */
#include "split/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"

/* The maximum depth of a walk, which keeps a folder open at each level. */
enum { DEPTH_MAX = 100 };

bool
tree_exists(int dir, const char *path)
{
	struct stat st;

	return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

bool
tree_inside(struct arena *a, int dir, str path)
{
	str rest = path, part, way;
	struct stat st;

	while (rest.n > 0) {
		part = str_split(&rest, '/');
		way = arena_str(a, (str){path.p, (size_t)(part.p + part.n - path.p)});
		if (part.n == 0 || str_is(part, ".") || str_is(part, "..") ||
		    (fstatat(dir, way.p, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode)))
			return false;
	}
	return true;
}

typedef bool visit_fn(void *context, int dir, const char *name, int depth);

/* Calls visit for each name in the folder path, until it returns false. Returns true if all calls
   did; false, with errno set, if it cannot open the folder, which is in `depth` others. */
static bool
each(int dir, const char *path, int depth, visit_fn *visit, void *context)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = depth > DEPTH_MAX ? -1 : openat(dir, path, flags);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	bool all = d != NULL;

	if (fd >= 0 && !d)
		close(fd);
	while (all && (e = readdir(d)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			all = visit(context, dirfd(d), e->d_name, depth + 1);
	if (d)
		closedir(d);
	return all;
}

/* name is the path of what is being compared, found the number of files that were found. */
struct comparison {
	const struct tree *tree;
	struct buf name;
	size_t found;
};

/* Returns whether path is a regular file with this text. */
static bool
has_text(struct arena *a, int dir, const char *path, str text)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct in in = {.name = path, .fd = openat(dir, path, flags)};
	struct stat st;
	bool same = fstat(in.fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == text.n &&
	    str_eq(in_all(&in, a), text);

	in_close(&in);
	return same;
}

/* Returns whether name, in dir, is a file of the tree, or a folder that has only such files. */
static bool
is_same(void *comparison, int dir, const char *name, int depth)
{
	struct comparison *c = comparison;
	size_t outer = c->name.n, found = c->found;
	const struct tree_file *file;
	bool same = false;

	buf_add(&c->name, outer > 0 ? STR("/") : STR(""));
	buf_add(&c->name, str_of(name));
	file = map_get(&c->tree->paths, buf_str(&c->name));
	if (file && file->line > 0) {
		c->found++;
		same = has_text(c->name.arena, dir, name, buf_str(&file->text));
	} else if (file) {
		same = each(dir, name, depth, is_same, c) && c->found > found;
	}
	c->name.n = outer;
	return same;
}

bool
tree_has(struct arena *a, int dir, str folder, const char *const *names, size_t n,
    const struct tree *tree)
{
	struct comparison c = {.tree = tree, .name = {.arena = a}};
	bool same = true;

	buf_add(&c.name, folder);
	dir = openat(dir, folder.n > 0 ? folder.p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return false;
	for (; n > 0 && same; names++, n--)
		same = !tree_exists(dir, *names) || is_same(&c, dir, *names, 0);
	close(dir);
	return same && c.found == tree->n;
}

static bool
remove_below(void *context, int dir, const char *path, int depth)
{
	if (unlinkat(dir, path, 0) == 0 || errno == ENOENT)
		return true;
	/* For a folder unlinkat sets EPERM in POSIX, EISDIR in Linux. */
	if ((errno != EISDIR && errno != EPERM) || !each(dir, path, depth, remove_below, context))
		return false;
	return unlinkat(dir, path, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

bool
tree_remove(int dir, const char *path)
{
	return remove_below(NULL, dir, path, 0);
}

void
tree_make_above(struct arena *a, int dir, const char *path)
{
	str rest = str_of(path);
	const char *way;

	for (str_split(&rest, '/'); rest.n > 0; str_split(&rest, '/')) {
		way = arena_str(a, (str){path, (size_t)(rest.p - path - 1)}).p;
		if (*way && mkdirat(dir, way, 0777) != 0 && errno != EEXIST && errno != ENOTDIR)
			die(DIE_CALL, "cannot make the folder %s:", way);
	}
}

int
tree_open(struct arena *a, const char *path)
{
	int fd;

	tree_make_above(a, AT_FDCWD, path);
	/* If this fails, so does open, which reports it. */
	mkdir(path, 0777);
	if ((fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		die(DIE_CALL, "cannot open the folder %s:", path);
	return fd;
}
