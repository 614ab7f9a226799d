/*
 * Record: events written down in the language of scripts (script.h), to be done again.
 */
#ifndef IPSE_KIT_RECORD_H
#define IPSE_KIT_RECORD_H

#include "src/base/text.h"
#include "ui/kit/stage/event.h"

/* Appends a statement that does what the event did; nothing for events that scripts do not have. Keys that follow each
   other share a line. */
void record_event(const Event *event, Text *record);

#endif
