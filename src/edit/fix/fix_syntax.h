/*
 * Fixes of text that is no JSON: what the files that know them share. For this folder only.
 *
 * The tree cannot be trusted where the text is broken, so these fixes replace bytes, not values.
 */
#ifndef IPSE_EDIT_FIX_SYNTAX_H
#define IPSE_EDIT_FIX_SYNTAX_H

#include "src/edit/fix/fix_offer.h"

/* A fix that replaces `removed` bytes at `offset`. */
void offer_bytes(const FixOffer *offer, bool is_certain, uint32_t offset, uint32_t removed, Slice inserted,
                 Slice title);

/* Strings, numbers and bare words (fix_syntax_scalar.c). */
void offer_single_quotes(const FixOffer *offer, const SyntaxFault *fault);
void offer_closing_quote(const FixOffer *offer, const SyntaxFault *fault);
void offer_key_quotes(const FixOffer *offer, const SyntaxFault *fault);
void offer_control(const FixOffer *offer, const SyntaxFault *fault);
void offer_escape(const FixOffer *offer, const SyntaxFault *fault);
void offer_encoding(const FixOffer *offer, const SyntaxFault *fault);
void offer_word(const FixOffer *offer, const SyntaxFault *fault);
void offer_number(const FixOffer *offer, const SyntaxFault *fault);

#endif
