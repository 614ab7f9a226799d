/*
 * Card maker: what the files of this folder share while a card is made.
 */
#ifndef IPSE_CARD_CARD_MAKER_H
#define IPSE_CARD_CARD_MAKER_H

#include "src/card/card.h"
#include "src/outline/names.h"

typedef struct CardMaker {
    Card *card;
    Checker *checker;
    const Document *document;
    const Report *report;
    Names *names;
    NodeId holder;  /* the series that is walked over; NODE_NONE: the study */
    unsigned depth; /* 0 of the study */
} CardMaker;

/* Adds a line; label and value are taken over. The line is valid until the next one. */
CardLine *card_maker_add(CardMaker *maker, CardPart part, NodeId node, Text *label, Text *value);

/* True where an actor should display the element. */
bool card_maker_is_displayed(const Element *element);

/* Appends what an element is called. */
void card_maker_append_label(const CardMaker *maker, const Element *element, NodeId id, Text *label);

/* Appends "series 2 · MR Brain: " of the series that is walked over; nothing of the study. */
void card_maker_append_holder(const CardMaker *maker, Text *label);

/* Adds what an object shows, has not got, and says in a way that cannot be read. */
void card_maker_add_object(CardMaker *maker, NodeId object);

/* Adds the instances of a series: how many there are of each SOP class, how many have not got what would be shown, and
   what cannot be read. */
void card_maker_add_instances(CardMaker *maker, NodeId list);

#endif
