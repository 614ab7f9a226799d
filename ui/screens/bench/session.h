/*
 * Session: the files that are open, and what is known of each.
 *
 * An OpenFile is a judged document (src/edit/judged_document.h), the rows of its tree, and the state of the file on
 * disk. All changes go through its history; session_settle brings report and rows up to date afterwards, so that
 * whatever is drawn next is true.
 */
#ifndef IPSE_SCREENS_SESSION_H
#define IPSE_SCREENS_SESSION_H

#include "src/check/check.h"
#include "src/edit/judged_document.h"
#include "src/outcome/second_opinion.h"
#include "src/outline/outline.h"
#include "src/profile/pack/actors.h"
#include "src/save/recovery.h"
#include "src/save/save.h"
#include "src/side/sides.h"
#include "ui/screens/bench/jumps.h"

/* How a file is judged in pieces (session_judging.h); times in milliseconds. */
typedef struct Judging {
    int64_t begun_at;
    int64_t shown_at; /* when what was found was shown last */
    int64_t cost;     /* what showing it took */
    int64_t taken;    /* all pieces */
} Judging;

typedef struct OpenFile {
    struct Session *session; /* that it is a file of */
    char *path;              /* "-" for standard input */
    Judged *judged;
    const Document *document; /* of `judged`, like the next two */
    History *history;
    const Report *report;
    Outline *outline;
    Judging judging;
    bool is_new;       /* it was not judged to the end since it was opened */
    bool is_patched;   /* the rows followed patches, and were not brought up to date since */
    FileState state;   /* as it was read or saved last */
    bool is_on_disk;   /* false for standard input, FIFOs and devices */
    bool is_followed;  /* it was shown before: from then on the issues pane follows the cursor */
    bool is_unborn;    /* the file of that name is made when it is saved for the first time */
    bool is_protected; /* the file may not be written */
    Recovery *recovery;
    SecondOpinion *opinion; /* what another program says of the file (:import); NULL: none was read */
    char *opinion_name;     /* of the file that it was read from, without its folders */
    Sides *sides;           /* profiles side by side (:profiles); NULL: none */
    Jumps jumps;            /* where the cursor was, and marks */
    uint32_t cursor;        /* row of the tree, kept while another file is shown */
    uint64_t kept;          /* stamp of the work that the recovery file has; 0: none */
    uint64_t prepared;      /* stamp of the work that is made ready to be kept where the process dies; 0: none */
    bool is_unkept;         /* the recovery file could not be written; `unkept` says why */
    Error unkept;
    FileState noticed; /* as it was found on disk last, changed by another program; all zero: removed */
    bool is_noticed;   /* a change was noticed */
    struct Mask *mask; /* of what is shown without the patient (src/masking/masking.h): it has no file; NULL: is shown
                          as it is */
    struct RemoteFile *remote; /* what a server holds (src/remote/remote_file.h); NULL: it is none */
    struct LentBytes *lent;    /* its bytes as they are being saved (session_saving.h); NULL: they are not */
    struct Keeping *keeping;   /* the writing of its recovery file by another thread (session_recovery.h); NULL: none */
} OpenFile;

/* An input that an argument stands for (source.h), and how it is read. */
typedef struct SessionAsked {
    const char *argument;
    const char *input;
    bool takes_streams; /* FIFOs and devices are read, too */
    bool is_masked;     /* without what tells who the patient is */
} SessionAsked;

/* What was read of an input. */
typedef struct SessionInput {
    char *input;
    Document *document;
    struct Mask *mask; /* of a document without the patient; NULL: it is as it is */
    FileState state;
} SessionInput;

/* As session_read; for who shows meanwhile how far that is. */
typedef struct SessionReader {
    bool (*read)(void *context, SessionInput *read, const SessionAsked *asked, Error *error);
    void *context;
} SessionReader;

typedef struct Session {
    const Rules *rules;
    Checker *checker;
    Checker *second; /* for what is judged while that one is in the middle of a file; NULL: not made yet */
    Checker *
        *helpers; /* of the checker, one for each processor, where a large file of lines is open; NULL: not made yet */
    size_t helper_count;
    Clock clock;
    struct HttpClient *client; /* for what servers hold; borrowed; NULL: there is none */
    struct TermAsker *asker; /* of the terminology server (ui/screens/asking/asking.h); borrowed; NULL: there is none */
    uint64_t answered;       /* its verdicts that the files were judged by */
    uint64_t told;           /* its answers that are shown */
    bool is_failure_told;    /* it was said that the server failed */
    bool is_readonly;
    bool waits;           /* whatever is to be judged is judged at once, as for scripts */
    bool is_masked;       /* files are opened without what tells who the patient is */
    SessionReader reader; /* of session_open; all zero: nobody shows anything */
    bool takes_streams;   /* files are named on the command line: FIFOs and devices are read, too */
    OpenFile **files;
    size_t count;
    size_t capacity;
    size_t current;
    Actors actors;        /* that the rules name */
    char *actor;          /* name or URL of the actor whose obligations count; "": everyone's */
    CheckOptions options; /* of the checker; its slices are those of the rules, but for the actor, which is `actor` */
} Session;

/* The rules are borrowed. Free with session_free. */
Session *session_new(const Rules *rules, const CheckOptions *options, Clock clock);
void session_free(Session *session);

/* Reads an input, as source_open_paced, in any thread: for session_add_input or session_input_free. False with a
 * sentence where that cannot be. */
bool session_read(SessionInput *read, const SessionAsked *asked, Pace *pace, Error *error);
void session_input_free(SessionInput *read);

/* Adds what was read, which is taken over, to the files. */
void session_add_input(Session *session, SessionInput *read);

/* Opens an input that an argument stands for (source.h) and adds it to the files; false with a sentence where it cannot
 * be. */
bool session_open(Session *session, const char *argument, const char *input, Error *error);

/* Adds a file that does not exist yet, with the bytes that it begins with, which are taken over; it is made when it is
   saved. False with a sentence where there are too many bytes. */
bool session_begin(Session *session, const char *path, Text *bytes, Error *error);

/* Adds a document that is in no file on disk, under a name; false with a sentence where the text is none. */
bool session_add_text(Session *session, Slice text, const char *name, Error *error);

/* Adds a copy of a file without what tells who the patient is (src/masking/masking.h). It is in no file on disk. */
bool session_add_masked(Session *session, const OpenFile *file, Error *error);
/* Adds a document that was read from elsewhere, and is taken over; its file is not on the disk. */
OpenFile *session_add(Session *session, Document *document, const char *name);

/* Closes a file; the one before it is then the one that is shown, where it was the last. */
void session_close(Session *session, size_t position);

/* The name of a file without its folders. */
Slice open_file_name(const OpenFile *file);

/* What follows the name of a file that is shown without the patient. A copy that was saved has the name of its file,
 * which is without it. */
#define MASKED_MARK " (masked)"

/* True where the mark is to be shown after the name. */
bool open_file_has_mark(const OpenFile *file);

/* The file that is shown; NULL where none is open. */
OpenFile *session_file(const Session *session);

/* Brings report and rows up to date after changes; a large file may be left to be judged in pieces (session_judging.h).
 */
void session_settle(OpenFile *file);

/* Plans of edits for a file. */
Operation session_operation(const Session *session, const OpenFile *file);

/* False with a sentence where the file cannot be read again from the disk. */
bool session_may_reload(const OpenFile *file, Error *error);

/* Takes what the file on the disk holds, and its state, as one change that can be undone. */
bool session_take_disk(OpenFile *file, Slice bytes, FileState state, Error *error);

/* ERROR_CHANGED when the file on disk holds other bytes than were read or saved, ERROR_REMOVED when it is missing, once
   for every change of it; else ERROR_NONE, also where it cannot be looked at. */
ErrorCode session_notice_change(OpenFile *file);

/* Reads what another program says of a file from an OperationOutcome, in place of what was read before: the findings
   that are about a file of its name, or all where none is. False with a sentence, and nothing changed. */
bool session_import(OpenFile *file, const char *path, Error *error);

/* The same for an outcome that was read already; `name` says whose it is. */
bool session_import_document(OpenFile *file, const Document *document, const char *name, Error *error);
void session_drop_opinion(OpenFile *file);

/* Number of files with unsaved changes. */
size_t session_modified_count(const Session *session);

/* The second checker. */
Checker *session_second_checker(Session *session);

/* Judges all files anew by the obligations of one actor, or of all for "". */
void session_set_actor(Session *session, const char *actor);

/* Judges all files anew, by another profile; the actor stays. */
void session_set_options(Session *session, const CheckOptions *options);

/* Replaces all bytes by others as one change, of what differs only. */
bool session_replace(OpenFile *file, Slice bytes, Slice label, Error *error);

#endif
