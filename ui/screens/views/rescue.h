/*
 * Rescue: what a workbench does so that no work is lost when the program ends in another way than by quitting.
 */
#ifndef IPSE_SCREENS_RESCUE_H
#define IPSE_SCREENS_RESCUE_H

#include "ui/screens/bench/bench.h"

/* Work of earlier runs that is still to be asked about. */
typedef struct RescueOffer {
    OpenFile *file;
    char *path; /* of the recovery file */
    RecoveryKind kind;
} RescueOffer;

/* Starts all zero. */
typedef struct RescueOffers {
    RescueOffer *items;
    size_t count;
    size_t capacity;
    RecoveryContent content; /* of the first */
} RescueOffers;

/* Something is to be written, now or soon. */
bool rescue_is_due(Workbench *bench);

/* Writes what is to be written; says so once where that fails, and once where it works again. */
Reaction rescue_write(Workbench *bench);

/* The same, but what large files need goes on in another thread. */
Reaction rescue_write_beside(Workbench *bench);

/* Makes ready what is written where the process dies. To be called after every event. */
void rescue_prepare(Workbench *bench);

/* From now on fatal signals and the end of memory keep the work of the session, and say on standard error, after the
   terminal was given back, what became of it. NULL: no longer. */
void rescue_on_crash(Session *session);

/* Appends what is to be said of the work when the program was ended by a signal, once it was rescued. */
void rescue_describe(const Session *session, int signal_number, Text *sentence);

/* ---- what earlier runs left (rescue_offer.c) ---- */

/* Puts what earlier runs left of a file in the row of offers, and says which other program has the file open. */
void rescue_look(Workbench *bench, OpenFile *file);

/* Asks what is to become of the next work in the row; nothing if there is none. */
void rescue_offer_next(Workbench *bench);
/* Offers unsaved work of the shown file, else discarded work of it. */
void rescue_recover(Workbench *bench);
void rescue_offers_free(RescueOffers *offers);

#endif
