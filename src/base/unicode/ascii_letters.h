/*
 * ASCII letters: how a letter is written where only those of ASCII are allowed.
 *
 * Marks are left out: "é" is "e"; but the two dots of German vowels are an e after them: "ä" is "ae". Letters that are
 * not made of a letter and a mark have a spelling of their own: "ß" is "ss", "ø" is "o". Other alphabets have none.
 */
#ifndef IPSE_BASE_UNICODE_ASCII_LETTERS_H
#define IPSE_BASE_UNICODE_ASCII_LETTERS_H

#include "src/base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Appends a character in ASCII; false, with nothing appended, where it has no spelling there. A mark after a letter
   that was appended belongs to that. */
bool ascii_letters_append(uint32_t character, Text *text);

#endif
