/* Terminology stream: concepts go into the tables of the builder as they come. */
#include "src/profile/terms/term_stream.h"

#include "src/profile/terms/term_tables.h"

void term_stream_begin(TermBuilder *builder, Slice url, Slice name)
{
    builder->streamed = (CodeSystem){
        .url = term_intern(builder, url),
        .name = term_intern(builder, name),
        .content = TERM_LIST,
        .first_concept = (uint32_t)builder->concepts_count,
    };
}

void term_stream_concept(TermBuilder *builder, Slice code, Slice display, uint32_t flags)
{
    *ADD(builder, concepts) = (TermConcept){.code = term_intern(builder, code),
                                            .display = term_intern(builder, display),
                                            .first_extra = (uint32_t)builder->extras_count,
                                            .flags = flags};
}

void term_stream_designation(TermBuilder *builder, Slice language, Slice name)
{
    if (name.length > 0) {
        *ADD(builder, extras) =
            (TermExtra){TERM_DESIGNATION, term_intern(builder, language), term_intern(builder, name)};
    }
}

void term_stream_property(TermBuilder *builder, Slice code, Slice value)
{
    *ADD(builder, extras) = (TermExtra){TERM_PROPERTY, term_intern(builder, code), term_intern(builder, value)};
}

void term_stream_parent(TermBuilder *builder, Slice code)
{
    uint32_t child = (uint32_t)(builder->concepts_count - 1 - builder->streamed.first_concept);
    *ADD(builder, named_parents) = (NamedParent){child, term_intern(builder, code), false};
}

void term_stream_end(TermBuilder *builder, Slice version)
{
    builder->streamed.version = term_intern(builder, version);
    term_finish_system(builder, &builder->streamed);
}
