/*
 * Tar: small .tgz archives, for tests of what reads them.
 */
#ifndef IPSE_TESTS_SUPPORT_TAR_H
#define IPSE_TESTS_SUPPORT_TAR_H

#include "src/base/text.h"

/* Appends a member: '0' a file, '5' a folder, 'L' and 'x' a long name for the next. */
void tar_append(Text *tar, char kind, const char *name, Slice content);

/* Appends the two empty blocks that end an archive. */
void tar_end(Text *tar);

/* Writes the archive compressed; false where it cannot be written. */
bool tar_write(const Text *tar, const char *path);

#endif
