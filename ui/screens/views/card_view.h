/*
 * Card: what a receiver that follows the profile shows of the studies.
 */
#ifndef IPSE_SCREENS_CARD_VIEW_H
#define IPSE_SCREENS_CARD_VIEW_H

typedef struct Workbench Workbench;

void card_view_open(Workbench *bench);

#endif
