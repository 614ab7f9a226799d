/*
 * New from images: a file begun with a study that is made from the images of an archive (src/archive/new_study.h).
 */
#ifndef IPSE_SCREENS_NEW_FROM_IMAGES_H
#define IPSE_SCREENS_NEW_FROM_IMAGES_H

#include "ui/screens/bench/bench.h"

/* Makes a study: `words` name an archive, of a server with the Study Instance UID after it ("clinic 2.25.1"); what is
   missing is asked for. Of several studies one is chosen from a list. What fails is said. */
void new_from_images(Workbench *bench, Slice words);

/* True where words name an archive: a file or folder that is there, a URL or a server, perhaps with a UID after it. */
bool new_from_images_wants(const Workbench *bench, Slice words);

#endif
