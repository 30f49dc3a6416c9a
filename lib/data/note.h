/* Notes: what the stages of a stream have to say about a document. They travel with it, in the
   order in which they were made, each a comment on a line of its own:

       finding = "#! " text newline          a mistake: the document is not to be used
       warning = "#? " text newline          nothing stops at it
       text    = [FILE ":" LINE ":" COL ": "] [PATH ": "] message

   A text is one line, escaped by escape_line, so that nothing in a value can end it or begin
   another. This is the one place that reads and writes them. */
#ifndef DATA_NOTE_H
#define DATA_NOTE_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct buf;

enum note_kind { NOTE_FINDING, NOTE_WARNING };

/* A document has at most so many findings; one more says that others were left out. Warnings are
   counted by themselves. */
enum { NOTES_MAX = 1000 };

struct note {
	struct note *next;
	enum note_kind kind;
	str text; /* NUL-terminated behind its end */
};

/* The notes of one document, in arena, which is the document's. Initialize by {.arena = a}; go
   through them by first and next. keep (option -e of the tools): findings are collected; where it
   is false note_fault dies of the first, so that a mistake needs one line of code in a tool. */
struct notes {
	struct arena *arena;
	struct note *first, *last;
	size_t findings, warnings;
	bool keep;
};

/* note_add adds a note about what is at pos, whose file may be NULL: "FILE:LINE:COL: message".
   note_line adds one whose text is made, such as die_try's message; newlines in it are escaped. A
   document has a note once: one that it has is not added. */
void note_add(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void note_line(struct notes *notes, enum note_kind kind, str text);

/* note_fault adds a finding where findings are kept, and dies of it where they are not. */
void note_fault(struct notes *notes, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* note_try is die_try for the work on one document: true when work(context) came to its end; when
   it died of the input its message is a new finding. Where findings are not kept it just calls
   work. */
bool note_try(struct notes *notes, void (*work)(void *context), void *context);

/* note_read adds the note that a line of the stream is; false when it is none. */
bool note_read(struct notes *notes, str line);

/* note_write writes the notes as lines of the stream. */
void note_write(struct buf *b, const struct notes *notes);

/* note_place is where a text says it is about, its file in a; file NULL where it does not say. */
struct pos note_place(struct arena *a, str text);

/* note_say prints a note on stderr, as a message of the tool. */
void note_say(const struct note *note);

#endif
