/*
 * Terminology stream: a code system that is added to a terminology builder concept by concept, so that tables of some
 * hundred thousand rows need no tree in memory.
 *
 *     term_stream_begin(builder, url, name);
 *     for each concept { term_stream_concept(…); its designations, properties and parents }
 *     term_stream_end(builder, version);
 *
 * The system is a list (TERM_LIST): its codes are all there are, by case; what else is said of them may be missing.
 */
#ifndef IPSE_PROFILE_TERM_STREAM_H
#define IPSE_PROFILE_TERM_STREAM_H

#include "src/base/slice.h"

#include <stdint.h>

struct TermBuilder;

/* Slices are copied. */
void term_stream_begin(struct TermBuilder *builder, Slice url, Slice name);

/* The next concept; flags are those of src/profile/pack/term_section.h. */
void term_stream_concept(struct TermBuilder *builder, Slice code, Slice display, uint32_t flags);

/* Another name of the concept that was added last; an empty language serves all. Empty names are passed over. */
void term_stream_designation(struct TermBuilder *builder, Slice language, Slice name);

/* A property of it. */
void term_stream_property(struct TermBuilder *builder, Slice code, Slice value);

/* A parent of it, which may come later. */
void term_stream_parent(struct TermBuilder *builder, Slice code);

/* The version is mostly known after the last row; may be empty. */
void term_stream_end(struct TermBuilder *builder, Slice version);

#endif
