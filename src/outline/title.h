/*
 * Title: what a resource, a series or an instance is called, in a few words of its own: "Heart rate", "CT Topogram".
 */
#ifndef IPSE_OUTLINE_TITLE_H
#define IPSE_OUTLINE_TITLE_H

#include "src/json/document.h"

typedef enum TitleKind { TITLE_NONE, TITLE_RESOURCE, TITLE_STUDY, TITLE_SERIES, TITLE_INSTANCE } TitleKind;

/* What a value is, of those that have a title. An entry of a Bundle is none; the resource in it is. */
TitleKind title_kind(const Document *document, NodeId id);

/* Appends the title: what a resource is about, its modality and description, its SOP class; nothing for TITLE_NONE, and
   where the document does not say it. Text of the document is appended as it is. */
void title_append(const Document *document, NodeId id, Text *text);

#endif
