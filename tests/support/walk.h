/*
 * Walk: every file of a folder and of those within it, in the order of their names.
 */
#ifndef IPSE_TESTS_WALK_H
#define IPSE_TESTS_WALK_H

/* Calls `visit` for the file at `path`, or for all files of that folder. */
void walk_files(const char *path, void (*visit)(void *context, const char *path), void *context);

#endif
