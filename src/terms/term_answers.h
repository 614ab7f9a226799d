/*
 * Term answers: questions to a terminology server by their keys, and their answers, on disk too. For this folder only.
 *
 * A key is a letter for the kind and the parts of the question, percent-encoded, with tabs between them:
 *
 *     s SYSTEM                 is the system there?
 *     c SYSTEM CODE DISPLAY    is the code, with the display, one of it?
 *     v VALUE-SET SYSTEM CODE  is the code in the value set?
 *     e VALUE-SET              can the value set be expanded?
 *     l SYSTEM CODE LANGUAGE   what is the display of the code in a language? (`right`)
 *     x VALUE-SET TEXT LANGUAGE which codes of the value set fit a text? (`right`, a line for each: system, code,
 * display; not kept on disk)
 *
 * The file has a line for each answer: time in seconds, y or n or d (another display), the right display,
 * percent-encoded, and the key.
 */
#ifndef IPSE_TERMS_TERM_ANSWERS_H
#define IPSE_TERMS_TERM_ANSWERS_H

#include "src/base/slice_map.h"
#include "src/profile/term_service.h"

typedef struct KeptAnswer {
    Slice key;
    TermAnswer answer; /* TERM_WAITING: not asked yet */
    Slice right;       /* display, percent-encoded */
    Slice display;     /* the same, decoded when it is first asked for */
    int64_t seconds;   /* when it came; 0: not to be remembered */
    bool is_old;       /* to be asked again */
} KeptAnswer;

/* Starts all zero. */
typedef struct TermAnswers {
    Arena *arena;
    SliceMap positions;
    KeptAnswer *items;
    size_t count;
    size_t capacity;
} TermAnswers;

void term_answers_free(TermAnswers *answers);

/* The answer to a question, which is added, waiting, where it is new. Valid until the next one is added. */
KeptAnswer *term_answers_find(TermAnswers *answers, Slice key);

/* Reads and writes the file of a server; what is no line of such a file is passed over. Answers of before `oldest` are
 * old. */
void term_answers_read(TermAnswers *answers, Slice base, int64_t oldest);
void term_answers_write(const TermAnswers *answers, Slice base);

/* Appends the key of a question. */
void term_key_append(char kind, const Slice *parts, size_t count, Text *key);

/* Appends the request of a question, below the base of the server. */
void term_question_append(Slice key, Text *url);

#endif
