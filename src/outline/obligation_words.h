/*
 * Obligation words: what an actor has to do with an element, as a sentence.
 *
 *     The sender must fill this in if it is known.
 *     The receiver must be able to handle it and should show it.
 */
#ifndef IPSE_OUTLINE_OBLIGATION_WORDS_H
#define IPSE_OUTLINE_OBLIGATION_WORDS_H

#include "src/base/text.h"
#include "src/profile/rules.h"

/* Appends the sentence about an actor, by its name or URL: the Creator is called the sender, the Consumer the receiver,
   others by their name. Each obligation is told once. False, with nothing appended, where the elements have no
   obligations of the actor. */
bool obligation_sentence(const Element *const *elements, uint32_t count, Slice actor, Text *text);

#endif
