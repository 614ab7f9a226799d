/*
 * Workbench: the screen on which files are seen, judged, edited and saved.
 */
#ifndef IPSE_SCREENS_WORKBENCH_H
#define IPSE_SCREENS_WORKBENCH_H

#include "src/check/check.h"
#include "src/net/http.h"
#include "ui/kit/config/config.h"

typedef struct WorkbenchOptions WorkbenchOptions;

struct WorkbenchOptions {
    const Rules *rules;
    CheckOptions check;
    const char *const *inputs;    /* files, or "-" */
    const char *const *arguments; /* of the command line, that stand for them (src/json/source.h) */
    size_t input_count;
    struct TermAsker *asker; /* of a terminology server; borrowed; NULL: there is none */
    const char *note;        /* what is to be said at the beginning; NULL: nothing */
    HttpClient *client;      /* for what servers hold; borrowed; NULL: there is none */
    Config *config;          /* effective settings; borrowed */
    const char *script;      /* a script file that drives the screen without a terminal; NULL: the terminal */
    const char *play;        /* a script file that is played for those who look on; NULL: none */
    bool is_present;         /* the file is presented: by the script, or by itself */
    const char *cast;        /* a file that gets a recording of the played script, or "-"; NULL: none */
    const char *svg;         /* the same for a picture of its last screen */
    bool is_readonly;
    bool is_masked; /* files are shown without what tells who the patient is */
    Text *printed;  /* gets what a script prints */
    Text *ended;    /* gets what is to be said on standard error where a signal ended the workbench, or a script did not
                      save what it was to save */
    const struct SessionReader *reader; /* of the inputs (bench/session.h); NULL: the session reads them itself */
    bool opens_files;                   /* a script opens files: there is nothing to choose from at the start */
    bool is_lesson;                     /* begins with the lesson about the profile */
    bool is_tour;                       /* begins with the tour */
};

/* Opens the inputs, shows them until the person quits, and gives the exit status: 0, or what the script ended with.
   False with a sentence where an input cannot be opened, there is no usable terminal, or the script fails; what a
   script prints goes to standard output in any case. */
bool workbench_run(const WorkbenchOptions *options, int *exit_status, Error *error);

/* Adds the faults of the settings that only the screen can find: keys and colours. */
void workbench_examine(Config *config);

/* Prints the table of keys and actions. */
void workbench_print_keys(Config *config, Text *text);

#endif
