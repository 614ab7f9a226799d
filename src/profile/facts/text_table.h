/*
 * TextTable: a table that is kept as text and searched as text.
 *
 * One row a line, columns separated by tabs, rows sorted by the bytes of their first column, each line ended by a
 * newline. Nothing is read beforehand: a search halves the text and looks at the line that it hits.
 */
#ifndef IPSE_PROFILE_TEXT_TABLE_H
#define IPSE_PROFILE_TEXT_TABLE_H

#include "src/base/slice.h"

/* TEXT_TABLE(name, file) takes a file (path from the root of the tree) into the program; TEXT_TABLE_OF(name) is its
 * text. */
#define TEXT_TABLE(name, file)                                                                                         \
    __asm__(".section .rodata\n"                                                                                       \
            ".global text_table_" #name ", text_table_" #name "_end\n"                                                 \
            ".hidden text_table_" #name ", text_table_" #name "_end\n"                                                 \
            "text_table_" #name ":\n"                                                                                  \
            ".incbin \"" file "\"\n"                                                                                   \
            "text_table_" #name "_end:\n"                                                                              \
            ".previous\n");                                                                                            \
    extern const char text_table_##name[], text_table_##name##_end[]

#define TEXT_TABLE_OF(name) slice_make(text_table_##name, (size_t)(text_table_##name##_end - text_table_##name))

/* The row that begins at byte `start`, without its newline; the next one begins at start + length + 1. */
Slice text_table_row(Slice table, size_t start);

/* A column of a row, from 0; empty past the last. */
Slice text_table_column(Slice row, unsigned number);

/* The row whose first column is `key`; false if there is none. */
bool text_table_find(Slice table, Slice key, Slice *row);

/* Where the first row begins that is not before a text in the order of bytes; the length of the table where all are. */
size_t text_table_from(Slice table, Slice text);

/* True where the first column of a row begins so. */
bool text_table_has_beginning(Slice table, Slice beginning);

#endif
