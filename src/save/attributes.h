/*
 * Attributes: extended attributes of files, access control lists among them (Linux: the names system.posix_acl_*).
 */
#ifndef IPSE_SAVE_ATTRIBUTES_H
#define IPSE_SAVE_ATTRIBUTES_H

#include "src/save/save.h"

/* Gives an open file the attributes of another: all of users and the access control list, and of those that belong to
   the system what it lets be set. A list that the open file has from its folder, and the other has not, is removed.
   False with a sentence where an attribute cannot be kept. */
bool attributes_copy(const SaveSystem *system, const char *from, int to, Error *error);

/* The access rights of a new file in a folder: those that creating it with `mode` gives, by the file mode mask, or by
   the folder's default access control list. The open file was made with fewer. */
bool attributes_set_new(const SaveSystem *system, const char *folder, int to, mode_t mode);

#endif
