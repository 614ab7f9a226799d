/*
 * Card: what a receiver shows of a study that does no more than the profile asks for: the elements with an obligation
 * to display, in the words in which a clinician reads them.
 *
 * A page for each study, in three parts: what is missing of what would be shown, what cannot be read, and what is
 * shown. A value cannot be read where it has an error of its own: "14.03.2025 09:12" is no date to a receiver, nor
 * "CAT" a modality. Instances are counted by their SOP class. Elements that no receiver must display are not on the
 * card, whatever is in them.
 */
#ifndef IPSE_CARD_CARD_H
#define IPSE_CARD_CARD_H

#include "src/check/check.h"

typedef enum CardPart { CARD_MISSING, CARD_UNREADABLE, CARD_SHOWN, CARD_PART_COUNT } CardPart;

typedef struct CardLine {
    CardPart part;
    unsigned depth; /* of what is shown: 0 of the study, 1 within a series */
    Slice label;    /* "Examined", "series 2 · MR Brain: Modality"; of the head of a series its name */
    /* what is shown, in words; of what cannot be read as it is written, where the sentence does not say it */
    Slice value;
    Slice why;          /* of what cannot be read: a sentence; else empty */
    NodeId node;        /* the value, or the object that has not got it */
    bool is_head;       /* a series starts */
    bool is_unreadable; /* of what is shown: it is shown as it is written, for it cannot be read */
} CardLine;

/* Lines in the order of their parts; texts are owned by the arena. */
typedef struct Card {
    Slice title; /* "CT of the chest · 14.03.2025 · 3 series" */
    NodeId study;
    CardLine *lines;
    size_t count;
    size_t capacity;
    Arena *arena;
} Card;

/* The card of a study of a document, with the report on it. Free with card_free. */
Card card_of(Checker *checker, const Document *document, const Report *report, NodeId study);
void card_free(Card *card);

/* "Missing", "Cannot be read", "Shown". */
const char *card_part_title(CardPart part);

/* The number of lines of a part. */
size_t card_part_count(const Card *card, CardPart part);

#endif
