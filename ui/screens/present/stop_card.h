/*
 * Stop card: what a presentation says of one element: its name, what it is for, who has to do what, what is wrong.
 */
#ifndef IPSE_SCREENS_STOP_CARD_H
#define IPSE_SCREENS_STOP_CARD_H

#include "ui/screens/bench/bench.h"
#include "ui/screens/present/stops.h"
#include "ui/widgets/text_view.h"

/* How much room there is: for few sentences; for all with blank lines between their kinds; between all. */
typedef enum StopCardRoom { ROOM_NARROW, ROOM_USUAL, ROOM_WIDE } StopCardRoom;

/* Adds the text about the row under the cursor; of a stop with all issues that belong to it, else (`stop` SIZE_MAX)
   with those of the row and what lies in it. */
void stop_card_fill(Workbench *bench, const Stops *stops, size_t stop, StopCardRoom room, TextView *view);

#endif
