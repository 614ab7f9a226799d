/* Opening: inputs are read, by whichever thread, and become files of the session. */
#include "ui/screens/bench/session.h"

#include "src/base/memory.h"
#include "src/json/source.h"
#include "src/masking/masking.h"

#include <stdlib.h>
#include <string.h>

/* True where the input came from a file; where the system does not tell, saving does. */
static bool is_file(const char *input)
{
    FileKind kind;
    return strcmp(input, SOURCE_STANDARD_INPUT) != 0 && (!file_look(input, true, &kind, NULL) || kind == FILE_REGULAR);
}

/* ---- reading ---- */

/* A document without the patient; `name` gets that of its file without the patient, and the mark. NULL with a sentence.
 */
static Document *masked_of(const Document *document, const char *path, Mask **mask, Text *name, Error *error)
{
    Text bytes = TEXT_EMPTY;
    *mask = mask_new(document);
    mask_append_name(*mask, slice_from(path), name);
    text_append(name, SLICE(MASKED_MARK));
    mask_patient(document, &bytes);
    Document *masked = document_take_as(&bytes, name->bytes, document_form(document), error);
    if (!masked) {
        mask_free(*mask);
        *mask = NULL;
    }
    text_free(&bytes);
    return masked;
}

/* Puts a document without the patient in the place of the one that was read. */
static bool mask_input(SessionInput *read, Error *error)
{
    Text name = TEXT_EMPTY;
    Document *document = read->document;
    read->document = masked_of(document, read->input, &read->mask, &name, error);
    document_free(document);
    free(read->input);
    read->input = memory_copy_string(text_slice(&name));
    text_free(&name);
    return read->document != NULL;
}

bool session_read(SessionInput *read, const SessionAsked *asked, Pace *pace, Error *error)
{
    *read = (SessionInput){.input = memory_copy_string(slice_from(asked->input))};
    read->document = source_open_paced(asked->argument, asked->input, asked->takes_streams, &read->state, pace, error);
    if (read->document && (!asked->is_masked || mask_input(read, error))) {
        return true;
    }
    session_input_free(read);
    return false;
}

void session_input_free(SessionInput *read)
{
    document_free(read->document);
    mask_free(read->mask);
    free(read->input);
    *read = (SessionInput){0};
}

/* ---- adding ---- */

void session_add_input(Session *session, SessionInput *read)
{
    if (read->mask) {
        session_add(session, read->document, read->input)->mask = read->mask;
    } else {
        OpenFile *file = session_add(session, read->document, read->input);
        file->state = read->state;
        file->is_on_disk = is_file(read->input);
        file->is_protected = file->is_on_disk && (read->state.is_packed || save_is_protected(read->input));
    }
    read->document = NULL;
    read->mask = NULL;
    session_input_free(read);
}

bool session_open(Session *session, const char *argument, const char *input, Error *error)
{
    SessionInput read;
    const SessionReader *reader = &session->reader;
    SessionAsked asked = {argument, input, session->takes_streams, session->is_masked};
    if (!(reader->read ? reader->read(reader->context, &read, &asked, error)
                       : session_read(&read, &asked, NULL, error))) {
        return false;
    }
    session_add_input(session, &read);
    return true;
}

bool session_add_masked(Session *session, const OpenFile *file, Error *error)
{
    Mask *mask;
    Text name = TEXT_EMPTY;
    Document *masked = masked_of(file->document, file->path, &mask, &name, error);
    if (masked) {
        session_add(session, masked, name.bytes)->mask = mask;
    }
    text_free(&name);
    return masked != NULL;
}

bool session_add_text(Session *session, Slice text, const char *name, Error *error)
{
    Document *document = document_new(text, name, error);
    if (document) {
        session_add(session, document, name);
    }
    return document != NULL;
}

bool session_begin(Session *session, const char *path, Text *bytes, Error *error)
{
    Document *document = document_take(bytes, path, error);
    if (document) {
        session_add(session, document, path)->is_unborn = true;
    }
    return document != NULL;
}
