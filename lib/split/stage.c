/* Writes the files of a group to the stage and publishes them by renames (stage.h has the layout).
   Signals are blocked meanwhile, so no signal leaves a stage behind. If the process exits,
   `publishing` names the stage to remove. */
#include "split/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"

#define STAGE ".stage"
#define JOURNAL "publish"
#define OLD STAGE "/old"

/* The maximum depth of a walk, which keeps a folder open at each level, and the maximum size of a
   journal. */
enum { DEPTH_MAX = 100, JOURNAL_MAX = 64 << 10 };

/* The parts of a group, in the order in which they are published. */
enum { RESOURCES, STATUS, CONTROL };

static const char *const parts[] = {"resources", "status.yaml", "workflow-control.yaml"};

static const struct stage *publishing;

static sigset_t unblocked; /* the mask before block_signals */

static void
block_signals(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &unblocked);
}

/* Returns whether path leads to a place below dir: it has no empty part, "." or "..", and none of
   its folders is a symbolic link. The empty path is dir itself. */
static bool
is_inside(struct arena *a, int dir, str path)
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

/* Calls visit for each name in the folder at `path`, until a call returns false. `depth` is the
   number of folders that contain this folder. Returns true if all calls returned true; false, with
   errno set, if it cannot open the folder. */
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

/* Removes a file, or a folder with its content. Returns false, with errno set, if anything is left.
   A missing path is not an error. */
static bool
remove_tree(int dir, const char *path)
{
	return remove_below(NULL, dir, path, 0);
}

/* Makes the missing folders above path. Ignores a file in the place of a folder: then the caller
   fails at path. */
static void
make_above(struct arena *a, int dir, const char *path)
{
	str rest = str_of(path);
	const char *way;

	for (str_split(&rest, '/'); rest.n > 0; str_split(&rest, '/')) {
		way = arena_str(a, (str){path, (size_t)(rest.p - path - 1)}).p;
		if (*way && mkdirat(dir, way, 0777) != 0 && errno != EEXIST && errno != ENOTDIR)
			die(DIE_CALL, "cannot make the folder %s:", way);
	}
}

/* Removes the stage. In both folders it has the same name. */
static bool
remove_stage(const struct stage *s)
{
	return remove_tree(s->dir, STAGE) && remove_tree(s->status, STAGE);
}

static void
at_exit(void)
{
	if (publishing)
		remove_stage(publishing);
}

/* Returns prefix "/" name, or only name if prefix is empty. */
static const char *
path_of(struct arena *a, str prefix, const char *name)
{
	return buf_format(a, "%.*s%s%s", (int)prefix.n, prefix.p, prefix.n > 0 ? "/" : "", name);
}

bool
stage_accepts(const struct stage *s, str name)
{
	return str_starts(name, STR("resources/")) || str_is(name, parts[STATUS]) ||
	    (s && s->parts > CONTROL && str_is(name, parts[CONTROL]));
}

/* Returns the folder in which a part is published; its stage is there, too. */
static int
dir_of(const struct stage *s, int part)
{
	return part == RESOURCES ? s->dir : s->status;
}

static void
write_file(struct stage *s, int dir, const char *name, str text)
{
	const char *path = path_of(&s->group, STR(STAGE), name);
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int fd = openat(dir, path, flags, 0666);
	ssize_t w;

	if (fd < 0 && errno == ENOENT) {
		make_above(&s->group, dir, path);
		fd = openat(dir, path, flags, 0666);
	}
	for (; fd >= 0 && text.n > 0; text = str_from(text, w < 0 ? 0 : (size_t)w))
		if ((w = write(fd, text.p, text.n)) < 0 && errno != EINTR)
			break;
	if (fd < 0 || text.n > 0 || close(fd) != 0)
		die(DIE_CALL, "cannot write %s:", path);
}

/* Removes all parts of a group. */
static bool
remove_parts(struct stage *s, str prefix)
{
	bool done = true;
	int i;

	for (i = 0; i < s->parts; i++)
		done &= remove_tree(dir_of(s, i), path_of(&s->group, prefix, parts[i]));
	return done;
}

/* Returns whether a part is in the stage. */
static bool
waits(struct stage *s, int part)
{
	struct stat st;

	return fstatat(dir_of(s, part), path_of(&s->group, STR(STAGE), parts[part]), &st,
		   AT_SYMLINK_NOFOLLOW) == 0;
}

/* Renames the parts of a group into place. `has` tells whether the group has RESOURCES and STATUS.
   It skips the renames that a killed run has already done. While the resources are replaced, the
   group has no status. */
static bool
move(struct stage *s, str prefix, const bool *has)
{
	const char *to = path_of(&s->group, prefix, parts[STATUS]);
	int dir, i;
	bool here;

	if (has[STATUS] && !waits(s, STATUS))
		return true;
	if (!remove_tree(s->status, to))
		return false;
	for (i = 0; i < s->parts; i++) {
		dir = dir_of(s, i);
		here = waits(s, i);
		to = path_of(&s->group, prefix, parts[i]);
		if (i == RESOURCES && here == has[RESOURCES] &&
		    (!remove_tree(dir, OLD) ||
			(renameat(dir, to, dir, OLD) != 0 && errno != ENOENT)))
			return false;
		if (here && renameat(dir, path_of(&s->group, STR(STAGE), parts[i]), dir, to) != 0)
			return false;
	}
	return true;
}

/* Publishes a group into a folder that exists. */
static void
move_parts(struct stage *s, str prefix)
{
	const bool has[] = {waits(s, RESOURCES), waits(s, STATUS)};
	int error;

	make_above(&s->group, s->dir, path_of(&s->group, prefix, parts[RESOURCES]));
	/* Only a complete journal ends with the line of two digits. */
	if (!s->single)
		write_file(s, s->dir, JOURNAL,
		    str_of(buf_format(&s->group, "%.*s\n%d%d\n", (int)prefix.n, prefix.p,
			has[RESOURCES], has[STATUS])));
	if (move(s, prefix, has) && (s->single || remove_tree(s->dir, STAGE "/" JOURNAL)) &&
	    remove_stage(s))
		return;
	error = errno;
	remove_parts(s, prefix);
	errno = error;
	die(DIE_CALL, "cannot publish %s:", prefix.n > 0 ? prefix.p : "the group");
}

/* Writes the files of a group to the stage and publishes them. */
static void
replace(struct stage *s, str prefix, const struct stage_file *files)
{
	const struct stage_file *file;

	if (mkdirat(s->dir, STAGE, 0777) != 0)
		die(DIE_CALL, "cannot make the folder %s:", STAGE);
	for (file = files; file; file = file->next)
		write_file(s, str_find(file->name, STR("/")) < file->name.n ? s->dir : s->status,
		    file->name.p, buf_str(&file->text));
	make_above(&s->group, s->dir, prefix.p);
	/* The rename fails if DIR already has the group's folder with anything in it. */
	if (s->single || prefix.n == 0 || renameat(s->dir, STAGE, s->dir, prefix.p) != 0)
		move_parts(s, prefix);
}

/* Returns the text of the file at path; with p NULL if it is not a regular file of at most max
   bytes. */
static str
read_file(struct arena *a, int dir, const char *path, size_t max)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct in in = {.name = path, .fd = openat(dir, path, flags)};
	struct stat st;
	str text = {0};

	if (fstat(in.fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size <= max)
		text = in_all(&in, a);
	in_close(&in);
	return text;
}

/* Adds the number of files at path, a file or a folder, to *count. Returns whether there are only
   files, and folders that are not empty. A missing path has no files. */
static bool
count_files(void *count, int dir, const char *path, int depth)
{
	size_t *n = count, before = *n;
	struct stat st;

	if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	*n += S_ISREG(st.st_mode);
	return *n > before || (each(dir, path, depth, count_files, n) && *n > before);
}

/* Returns whether the group's folder has exactly these files with these texts: no other file, no
   empty folder, no symbolic link. */
static bool
is_published(struct stage *s, str prefix, const struct stage_file *files)
{
	const char *folder = prefix.n > 0 ? prefix.p : ".";
	int i, dir = openat(s->dir, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const struct stage_file *file;
	bool same = dir >= 0;
	size_t n = 0, found = 0;
	str text;

	for (file = files; file && same; file = file->next, n++) {
		text = read_file(&s->group, dir, file->name.p, file->text.n);
		same = text.p && str_eq(text, buf_str(&file->text));
	}
	for (i = 0; i < CONTROL && same; i++)
		same = count_files(&found, dir, parts[i], 0);
	if (dir >= 0)
		close(dir);
	return same && found == n;
}

void
stage_publish(struct stage *s, str prefix, const struct stage_file *files)
{
	if (!is_inside(&s->group, s->dir, prefix))
		die(DIE_CALL, "%s: a symbolic link in this path would lead out of the folder",
		    escape_show(&s->group, prefix));
	/* If nothing differs, nothing is written: 300 requests take 0.03 s instead of 0.1 s. On
	   ext4 without a journal they took 1 s, because the search for a free inode passes over
	   each one that was freed in the last minutes. */
	if (s->single || !is_published(s, prefix, files)) {
		block_signals();
		publishing = s;
		replace(s, prefix, files);
		publishing = NULL;
		/* The work of a single group is done: no signal must turn it into a failure. */
		if (!s->single)
			sigprocmask(SIG_SETMASK, &unblocked, NULL);
	}
	arena_reset(&s->group);
}

/* Completes the group that a killed run was publishing, if its journal is complete. */
static void
repair(struct stage *s)
{
	str rest = read_file(&s->group, s->dir, STAGE "/" JOURNAL, JOURNAL_MAX),
	    prefix = str_split(&rest, '\n');

	/* Whoever can write to DIR may have made this journal. It must not lead out of DIR. */
	if (rest.n != 3 || rest.p[2] != '\n' || memchr(prefix.p, '\0', prefix.n) ||
	    !is_inside(&s->group, s->dir, prefix))
		return;
	/* If this fails, as when the group's folder is gone, remove the rest: a group must not be
	   published in part. */
	if (!move(s, prefix, (bool[]){rest.p[0] == '1', rest.p[1] == '1'}))
		remove_parts(s, prefix);
}

/* Makes the folder at path, and the folders above it, and opens it. */
static int
open_folder(struct arena *a, const char *path)
{
	int fd;

	make_above(a, AT_FDCWD, path);
	/* If the folder is then still missing, open fails and reports it. */
	mkdir(path, 0777);
	if ((fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		die(DIE_CALL, "cannot open the folder %s:", path);
	return fd;
}

/* Locks the folder itself: the lock ends with the process and needs no file. While we wait, the
   name may move to another folder; then that one is locked. */
static int
lock(struct arena *a, const char *dir)
{
	struct stat have, named;
	int fd = open_folder(a, dir);

	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR)
			die(DIE_CALL, "cannot lock the folder %s:", dir);
	if (fstat(fd, &have) == 0 && stat(dir, &named) == 0 && have.st_ino == named.st_ino &&
	    have.st_dev == named.st_dev)
		return fd;
	close(fd);
	return lock(a, dir);
}

void
stage_open(struct stage *s, const char *dir, const char *status_dir, bool control)
{
	*s = (struct stage){.single = status_dir != NULL, .parts = control ? CONTROL + 1 : CONTROL};
	s->dir = lock(&s->group, dir);
	s->status = status_dir ? open_folder(&s->group, status_dir) : s->dir;
	if (atexit(at_exit) != 0)
		die(DIE_CALL, "cannot register an exit handler");
	block_signals();
	if (!s->single)
		repair(s);
	if ((s->single && !remove_parts(s, STR(""))) || !remove_stage(s))
		die(DIE_CALL, "cannot remove what an earlier run left:");
	arena_reset(&s->group);
	sigprocmask(SIG_SETMASK, &unblocked, NULL);
}
