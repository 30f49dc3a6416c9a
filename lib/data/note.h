/* Notes are findings and warnings about a document. They travel with it through the kv stream, in
   the order in which the tools add them, each a comment on a line of its own:

       finding = "#! " text newline          a mistake: the document must not be used
       warning = "#? " text newline          the document can be used
       text    = [origin ": "] [PATH ": "] message
       origin  = place | place *(", " place) " via " place
       place   = FILE ":" LINE [":" COL]

   The second form of an origin names the places of the values that a default refers to, then the
   place of the default: a reader first needs the lines that the document's author can change.

   A text is one line, escaped by escape_line, so that no value can end it or begin another. No
   other C code reads or writes notes. */
#ifndef DATA_NOTE_H
#define DATA_NOTE_H

#include "base/die.h"
#include "base/map.h"
#include "base/str.h"

struct arena;
struct buf;

/* Follows "${PATH}" in the finding about a default that refers to a missing path. */
#define NOTE_MISSING " refers to a missing path"

enum note_kind { NOTE_FINDING, NOTE_WARNING };

/* The maximum number of findings of a document, and of warnings. One more note says that the rest
   is left out. */
enum { NOTES_MAX = 1000 };

/* A NUL follows text. origin and path are parts of text, or empty. pos is the first place of the
   origin; its file is NULL without one. read: the note came with the document. */
struct note {
	struct note *next;
	enum note_kind kind;
	str text, origin, path;
	struct pos pos;
	bool read;
};

/* The notes of one document, in its arena. Initialize with {.arena = a}; walk them from `first` by
   `next`. `keep` is option -e of the tools: note_fault collects findings. If keep is false,
   note_fault dies at the first one. So a tool needs one call for a mistake, with or without -e. */
struct notes {
	struct arena *arena;
	struct note *first, *last;
	size_t findings, warnings;
	bool keep;
};

/* note_add adds a note "FILE:LINE:COL: message" about pos, whose file may be NULL. note_line adds a
   complete text, for example the message of end_try; newlines in it are escaped.

   One mistake is one finding. So neither function adds a note that the document already has, or a
   finding about a default that refers to a value with a finding. */
void note_add(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void note_line(struct notes *notes, enum note_kind kind, str text);

/* note_fault adds a finding if notes->keep, else it dies with the message. */
void note_fault(struct notes *notes, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* note_drop_missing removes the findings about defaults that refer to a missing path with this
   prefix, "." for any. The stage that reports the missing field calls it. */
void note_drop_missing(struct notes *notes, const char *prefix);

/* note_is_about returns whether a finding is about path. NOTE_BELOW: or about a path below it.
   NOTE_READ: only findings of earlier tools count. */
enum { NOTE_BELOW = 1, NOTE_READ = 2 };
bool note_is_about(const struct notes *notes, str path, unsigned how);

/* note_read adds the note in a line of the stream, if there is one. */
void note_read(struct notes *notes, str line);

/* note_write writes the notes as lines of the stream. */
void note_write(struct buf *b, const struct notes *notes);

/* note_from returns the places before " via " in an origin, or the whole origin. note_via returns
   "FROM via FILE", in a. A place with this text as its file is an origin of the second form. */
str note_from(str origin);
const char *note_via(struct arena *a, str from, const char *file);

/* note_say prints a note on stderr, as a message of the tool. */
void note_say(const struct note *note);

/* note_collect adds a note to the set `all`, to print each note of the run once. Initialize the set
   with {.arena = run, .key = map_text}. text is copied; its first line is the note, and the lines
   after it are printed below the note. file is the document's own file, or NULL. note_say_all
   prints the notes on stderr: those in the documents' own files, then those in defaults and
   templates, each group in the order of file and line, then those without a place. */
void note_collect(struct map *all, enum note_kind kind, str text, const char *file);
void note_say_all(const struct map *all);

#endif
