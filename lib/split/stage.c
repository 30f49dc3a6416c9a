/* Writes the files of a group to the stage and publishes them by renames (stage.h has the layout).
   Signals are blocked while a file is made or renamed. At any other time a signal handler removes
   everything that is in the stage; the list `made` names it. */
#include "split/stage.h"

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
#include "split/tree.h"

#define STAGE ".stage"
#define NEW STAGE "/new"
#define OLD STAGE "/old"
#define JOURNAL STAGE "/publish"

/* A list of the files and folders in the stage, which are removed when the process ends. The newest
   is the first. From `lasting` on they are folders that stay for the whole run, because other
   groups need them: on ext4 a folder for each group takes a third of the time. */
struct made {
	struct made *below;
	int dir;
	const char *path;
	bool folder;
};

static struct made *volatile made;
static struct made *lasting;
static sigset_t ending;
static const int ending_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU};

/* Removes the stage's content. Calls only async-signal-safe functions. */
static void
abandon(void)
{
	struct made *m;

	for (m = made; m; m = m->below)
		unlinkat(m->dir, m->path, m->folder ? AT_REMOVEDIR : 0);
	made = lasting = NULL;
}

static void
ended(int number)
{
	abandon();
	signal(number, SIG_DFL);
	raise(number);
}

static void
catch_signals(void)
{
	struct sigaction act = {.sa_handler = ended}, old;
	size_t i;

	sigemptyset(&ending);
	for (i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
		sigaddset(&ending, ending_signals[i]);
	act.sa_mask = ending;
	for (i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
		if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(ending_signals[i], &act, NULL);
	if (atexit(abandon) != 0)
		die(DIE_CALL, "cannot register an exit handler");
}

static void
hold_signals(void)
{
	sigprocmask(SIG_BLOCK, &ending, NULL);
}

static void
release_signals(void)
{
	sigprocmask(SIG_UNBLOCK, &ending, NULL);
}

static void
remember(struct stage *s, int dir, const char *path, bool folder)
{
	struct made *m = arena_alloc(&s->group, sizeof *m);

	*m = (struct made){made, dir, path, folder};
	made = m;
}

static const char *
join(struct stage *s, str prefix, const char *name)
{
	struct buf b = {.arena = &s->group};

	buf_add(&b, prefix);
	if (prefix.n > 0 && *name)
		buf_addc(&b, '/');
	buf_add(&b, str_of(name));
	return buf_cstr(&b);
}

static bool
is_below(str path, str folder)
{
	return str_starts(path, folder) && (path.n == folder.n || path.p[folder.n] == '/');
}

/* Called when a group is published: removes the folders that it leaves in the stage, except those
   above it. The end of the process no longer removes its files. */
static void
forget(struct stage *s, str prefix)
{
	str group = str_of(join(s, STR(NEW), arena_str(&s->group, prefix).p));
	struct made *m, *kept = NULL, **end = &kept;

	for (m = made; m != lasting; m = m->below) {
		str path = str_of(m->path);

		if (!m->folder || !is_below(path, STR(STAGE)))
			continue;
		if (is_below(path, group)) {
			unlinkat(m->dir, m->path, AT_REMOVEDIR);
			continue;
		}
		*end = arena_alloc(&s->run, sizeof **end);
		**end = (struct made){NULL, m->dir, arena_str(&s->run, path).p, true};
		end = &(*end)->below;
	}
	*end = lasting;
	made = lasting = kept;
	arena_reset(&s->group);
}

static void make_folder(struct stage *s, int dir, const char *path);

/* Makes the missing folders above path. */
static void
make_above(struct stage *s, int dir, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		make_folder(s, dir, arena_str(&s->group, (str){path, (size_t)(slash - path)}).p);
}

/* Makes a folder, and the missing folders above it. */
static void
make_folder(struct stage *s, int dir, const char *path)
{
	bool done = mkdirat(dir, path, 0777) == 0;

	if (!done && errno == ENOENT) {
		make_above(s, dir, path);
		done = mkdirat(dir, path, 0777) == 0;
	}
	if (done)
		remember(s, dir, path, true);
	else if (errno != EEXIST && errno != ENOTDIR)
		die(DIE_CALL, "cannot make the folder %s:", path);
}

/* Returns false if the path already has a file, or one in place of a folder. */
static bool
write_file(struct stage *s, int dir, const char *path, str text)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int fd = openat(dir, path, flags, 0666);
	ssize_t w;

	if (fd < 0 && errno == ENOENT) {
		make_above(s, dir, path);
		fd = openat(dir, path, flags, 0666);
	}
	if (fd < 0 && (errno == EEXIST || errno == ENOTDIR))
		return false;
	if (fd < 0)
		die(DIE_CALL, "cannot write %s:", path);
	remember(s, dir, path, false);
	for (; text.n > 0; text = str_from(text, w < 0 ? 0 : (size_t)w))
		if ((w = write(fd, text.p, text.n)) < 0 && errno != EINTR)
			break;
	if (text.n > 0 || close(fd) != 0)
		die(DIE_CALL, "cannot write %s:", path);
	return true;
}

bool
stage_file(struct stage *s, str path, str text)
{
	bool status = s->single && str_is(path, "status.yaml");
	bool control = s->control && str_is(path, "workflow-control.yaml");
	int dir = status || control ? s->status : s->dir;
	const char *to = status ? ".status.yaml"
	    : control           ? ".workflow-control.yaml"
				: join(s, STR(NEW), arena_str(&s->group, path).p);

	hold_signals();
	if (!write_file(s, dir, to, text))
		return false;
	release_signals();
	return true;
}

/* The paths of a group's parts in the stage and after publishing. */
struct places {
	const char *new_resources, *resources, *new_status, *status;
};

static struct places
places_of(struct stage *s, str prefix)
{
	str new = str_of(join(s, STR(NEW), arena_str(&s->group, prefix).p));

	return (struct places){join(s, new, "resources"), join(s, prefix, "resources"),
	    s->single ? ".status.yaml" : join(s, new, "status.yaml"),
	    join(s, prefix, "status.yaml")};
}

static bool
unlink_any(int dir, const char *path)
{
	return unlinkat(dir, path, 0) == 0 || errno == ENOENT;
}

/* Renames a group into place. It skips the renames that a killed run has already done. */
static bool
move(struct stage *s, struct stage_group g, struct places p)
{
	bool here = tree_exists(s->dir, p.new_resources);

	if (g.status && !tree_exists(s->single ? s->status : s->dir, p.new_status))
		return true;
	if (!unlink_any(s->status, p.status))
		return false;
	if ((here || !g.resources) && tree_exists(s->dir, p.resources) &&
	    (!tree_remove(s->dir, OLD) || renameat(s->dir, p.resources, s->dir, OLD) != 0))
		return false;
	if (here && renameat(s->dir, p.new_resources, s->dir, p.resources) != 0)
		return false;
	if (g.status &&
	    renameat(s->single ? s->status : s->dir, p.new_status, s->status, p.status) != 0)
		return false;
	return !g.control ||
	    renameat(s->status, ".workflow-control.yaml", s->status, "workflow-control.yaml") == 0;
}

/* Removes all parts of a group that cannot be published, and dies. */
static _Noreturn void
give_up(struct stage *s, struct stage_group g, struct places p)
{
	int error = errno;

	tree_remove(s->dir, p.resources);
	unlinkat(s->status, p.status, 0);
	if (g.control)
		unlinkat(s->status, "workflow-control.yaml", 0);
	tree_remove(s->dir, STAGE);
	errno = error;
	die(DIE_CALL, "cannot publish %s:", g.prefix.n > 0 ? join(s, g.prefix, "") : "the group");
}

/* Writes the journal, which names the group being published. Only a complete journal ends with the
   line of two digits. */
static void
write_journal(struct stage *s, struct stage_group g)
{
	struct buf b = {.arena = &s->group};

	buf_add(&b, g.prefix);
	buf_printf(&b, "\n%d%d\n", g.resources, g.status);
	if (!write_file(s, s->dir, JOURNAL, buf_str(&b)))
		die(DIE_CALL, "%s: another process writes to this folder", JOURNAL);
}

/* Publishes a group by a single rename of its folder. Returns false if DIR already has this folder
   with anything in it, or if the rename fails. */
static bool
move_folder(struct stage *s, str prefix)
{
	const char *from = join(s, STR(NEW), arena_str(&s->group, prefix).p);
	const char *to = join(s, prefix, "");

	if (prefix.n == 0)
		return false;
	if (renameat(s->dir, from, s->dir, to) == 0)
		return true;
	if (errno != ENOENT)
		return false;
	make_above(s, s->dir, to);
	return renameat(s->dir, from, s->dir, to) == 0;
}

/* Publishes a group into a folder that exists. */
static void
move_parts(struct stage *s, struct stage_group g)
{
	struct places p = places_of(s, g.prefix);

	if (g.prefix.n > 0)
		make_folder(s, s->dir, join(s, g.prefix, ""));
	if (!s->single)
		write_journal(s, g);
	if (!move(s, g, p) || !tree_remove(s->dir, s->single ? STAGE : JOURNAL) ||
	    !tree_remove(s->dir, OLD))
		give_up(s, g, p);
}

void
stage_publish(struct stage *s, struct stage_group g)
{
	if (!tree_inside(s->dir, join(s, g.prefix, "")))
		die(DIE_CALL, "%s: a symbolic link in this path would lead out of the folder",
		    escape_show(&s->group, g.prefix));
	hold_signals();
	if (s->single || !move_folder(s, g.prefix))
		move_parts(s, g);
	forget(s, g.prefix);
	/* The work is done: a signal must not turn it into a failure. */
	if (!s->single)
		release_signals();
}

/* Completes the group that a killed run was publishing, if its journal is complete. */
static void
repair(struct stage *s)
{
	struct in in = {
	    .name = JOURNAL, .fd = openat(s->dir, JOURNAL, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
	struct stage_group g = {0};
	struct places p;
	str rest;

	if (in.fd < 0)
		return;
	rest = in_all(&in, &s->group);
	in_close(&in);
	g.prefix = str_split(&rest, '\n');
	/* Whoever can write to DIR may have made this journal. It must not lead out of DIR. */
	if (rest.n != 3 || rest.p[2] != '\n' || memchr(g.prefix.p, '\0', g.prefix.n) ||
	    !tree_inside(s->dir, join(s, g.prefix, "")))
		return;
	g.resources = rest.p[0] == '1';
	g.status = rest.p[1] == '1';
	p = places_of(s, g.prefix);
	if (move(s, g, p))
		return;
	/* Somebody removed the group's folder. Remove the rest: a group must not be published in
	   part. */
	tree_remove(s->dir, p.resources);
	unlinkat(s->status, p.status, 0);
}

/* Locks the folder itself: the lock ends with the process and needs no file. While we wait, the
   name may move to another folder; then that one is locked. */
static int
lock(const char *dir)
{
	struct stat have, named;
	int fd = tree_open(dir);

	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR)
			die(DIE_CALL, "cannot lock the folder %s:", dir);
	if (fstat(fd, &have) == 0 && stat(dir, &named) == 0 && have.st_ino == named.st_ino &&
	    have.st_dev == named.st_dev)
		return fd;
	close(fd);
	return lock(dir);
}

/* Removes the files that an earlier run published; other files in the folders belong to others. */
static bool
clear(struct stage *s)
{
	return tree_remove(s->status, "status.yaml") && tree_remove(s->status, ".status.yaml") &&
	    (!s->control ||
		(tree_remove(s->status, "workflow-control.yaml") &&
		    tree_remove(s->status, ".workflow-control.yaml"))) &&
	    tree_remove(s->dir, "resources");
}

void
stage_open(struct stage *s, const char *dir, const char *status_dir, bool control)
{
	*s = (struct stage){.single = status_dir != NULL, .control = control};
	s->dir = lock(dir);
	s->status = status_dir ? tree_open(status_dir) : s->dir;
	catch_signals();
	hold_signals();
	if (!s->single)
		repair(s);
	if ((s->single && !clear(s)) || !tree_remove(s->dir, STAGE))
		die(DIE_CALL, "cannot remove what an earlier run left:");
	arena_reset(&s->group);
	release_signals();
}
