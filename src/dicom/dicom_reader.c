/*
 * DicomReader: a position in the file, and a stack of what is open there.
 *
 * A level is a sequence, in which only items may come, or an item, in which elements come; the data set itself is below
 * the stack. Both end at an offset, or where their length is undefined, at their delimiter. A level keeps the encoding
 * around it, since UN of undefined length changes it (PS3.5, section 6.2.2).
 */
#include "src/dicom/dicom_reader.h"

#include "src/base/memory.h"
#include "src/dicom/dicom_encoding.h"
#include "src/dicom/dicom_source.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ITEM            0xFFFEE000u
#define ITEM_END        0xFFFEE00Du
#define SEQUENCE_END    0xFFFEE0DDu
#define TRANSFER_SYNTAX 0x00020010u
#define END_UNDEFINED   UINT64_MAX

enum { HEAD_SHORT = 8, HEAD_LONG = 12, PREAMBLE = 128, SYNTAX_MAXIMUM = 64, DESCRIPTOR_NONE = -1 };

typedef struct Level {
    uint64_t end;
    DicomEncoding around; /* where it ends, reading goes on with this */
    bool is_sequence;
} Level;

struct DicomReader {
    DicomSource *source;
    int descriptor;
    char *path; /* for messages */
    DicomEncoding encoding;
    DicomEncoding chosen; /* that of the data set, while file meta information is read */
    bool is_in_meta;
    bool has_ended;
    uint64_t position;
    Level *levels;
    size_t depth;
    size_t capacity;
    uint32_t count;       /* elements so far */
    DicomElement element; /* the last one */
    uint64_t value;       /* where its value starts */
    ErrorCode fault;
    const char *fault_words;
};

DicomReader *dicom_reader_new(void)
{
    DicomReader *reader = memory_allocate_zeroed(1, sizeof *reader);
    reader->source = dicom_source_new();
    reader->descriptor = DESCRIPTOR_NONE;
    return reader;
}

static void close_file(DicomReader *reader)
{
    if (reader->descriptor != DESCRIPTOR_NONE) {
        close(reader->descriptor);
        reader->descriptor = DESCRIPTOR_NONE;
    }
    free(reader->path);
    reader->path = NULL;
}

void dicom_reader_free(DicomReader *reader)
{
    if (reader) {
        close_file(reader);
        dicom_source_free(reader->source);
        free(reader->levels);
        free(reader);
    }
}

/* Ends the header with a fault. */
static bool fail(DicomReader *reader, ErrorCode code, const char *words)
{
    if (reader->fault == ERROR_NONE) {
        reader->fault = code;
        reader->fault_words = words;
    }
    reader->has_ended = true;
    return false;
}

static bool fail_cut(DicomReader *reader)
{
    return fail(reader, ERROR_DAMAGED, "the file ends in the header");
}

/* ---- the beginning ---- */

/* Finds out how the data set is encoded from its first element, where nothing says so; false where it cannot be one: of
   the groups that a data set may begin with, the number is small, and its length lies in the file. */
static bool guess_encoding(DicomReader *reader, uint64_t offset, DicomEncoding *encoding)
{
    Slice head;
    if (!dicom_source_bytes(reader->source, offset, HEAD_SHORT, &head)) {
        return false;
    }
    *encoding = dicom_encoding_guess(head);
    uint32_t group = dicom_encoding_tag(*encoding, head) >> 16;
    DicomHead element;
    Slice longer = head;
    dicom_source_bytes(reader->source, offset, HEAD_LONG, &longer);
    dicom_encoding_head(*encoding, longer, &element);
    return (group == 0x0002 || group == 0x0004 || group == 0x0008) &&
           (element.length == DICOM_LENGTH_UNDEFINED ||
            dicom_source_reaches(reader->source, offset + element.size + element.length));
}

/* Finds the first element. */
static bool begin(DicomReader *reader, Error *error)
{
    Slice mark;
    DicomSource *source = reader->source;
    reader->position = 0;
    reader->depth = reader->count = 0;
    reader->has_ended = false;
    reader->fault = ERROR_NONE;
    reader->element = (DicomElement){.length = DICOM_LENGTH_UNDEFINED};
    if (dicom_source_bytes(source, PREAMBLE, 4, &mark) && slice_equals(mark, SLICE("DICM"))) {
        reader->position = PREAMBLE + 4;
    }
    DicomEncoding guess;
    bool is_dicom = guess_encoding(reader, reader->position, &guess) || reader->position > 0;
    reader->is_in_meta = reader->position > 0 || guess.first_group == 0x0002;
    reader->encoding = reader->is_in_meta ? DICOM_EXPLICIT_LITTLE : guess;
    reader->chosen = (DicomEncoding){0};
    if (dicom_source_has_failed(source, error)) {
        error_set(error, error->code, reader->path, "%s", error->message);
        return false;
    }
    return is_dicom || error_set(error, ERROR_FORMAT, reader->path, "not a DICOM file");
}

bool dicom_reader_open(DicomReader *reader, const char *path, Error *error)
{
    return dicom_reader_open_at(reader, AT_FDCWD, path, path, error);
}

bool dicom_reader_open_at(DicomReader *reader, int folder, const char *name, const char *path, Error *error)
{
    close_file(reader);
    struct stat state;
    reader->path = memory_copy_string(slice_from(path));
    reader->descriptor = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
    if (reader->descriptor < 0 || fstat(reader->descriptor, &state) != 0) {
        return error_set_errno(error, path, "cannot open");
    }
    if (!S_ISREG(state.st_mode)) {
        return error_set(error, ERROR_NOT_POSSIBLE, path, "not a regular file");
    }
    dicom_source_open(reader->source, reader->descriptor, (uint64_t)state.st_size);
    return begin(reader, error);
}

bool dicom_reader_open_bytes(DicomReader *reader, Slice bytes, Error *error)
{
    close_file(reader);
    dicom_source_open_bytes(reader->source, bytes);
    return begin(reader, error);
}

/* Takes over the transfer syntax (0002,0010) that the element before states. */
static void choose_syntax(DicomReader *reader)
{
    Slice value;
    if (dicom_reader_value(reader, SYNTAX_MAXIMUM, &value)) {
        reader->chosen = dicom_encoding_of_syntax(value);
    }
}

/* Where the group is no longer 0002, the data set begins: by the encoding that was stated, else by a guess. */
static void leave_meta(DicomReader *reader)
{
    reader->is_in_meta = false;
    if (reader->chosen.is_deflated) {
        dicom_source_inflate(reader->source, reader->position);
    }
    if (reader->chosen.is_stated) {
        reader->encoding = reader->chosen;
    } else {
        guess_encoding(reader, reader->position, &reader->encoding);
    }
}

/* ---- levels ---- */

static bool push(DicomReader *reader, bool is_sequence, uint32_t length, DicomEncoding around)
{
    if (reader->depth >= DICOM_DEPTH_MAXIMUM) {
        return fail(reader, ERROR_LIMIT, "the header has too many levels of sequences");
    }
    ARRAY_RESERVE(reader->levels, reader->capacity, reader->depth + 1);
    reader->levels[reader->depth++] =
        (Level){.end = length == DICOM_LENGTH_UNDEFINED ? END_UNDEFINED : reader->position + length,
                .around = around,
                .is_sequence = is_sequence};
    return true;
}

static void pop(DicomReader *reader)
{
    reader->encoding = reader->levels[--reader->depth].around;
}

/* Closes what has ended; false where something reaches past the end of what it lies in. */
static bool close_levels(DicomReader *reader)
{
    while (reader->depth > 0 && reader->levels[reader->depth - 1].end <= reader->position) {
        if (reader->levels[reader->depth - 1].end < reader->position) {
            return fail(reader, ERROR_DAMAGED, "an element is longer than the sequence or item that it lies in");
        }
        pop(reader);
    }
    return true;
}

/* ---- elements ---- */

static bool is_pixel_data(DicomTag tag)
{
    return tag == 0x7FE00010u || tag == 0x7FE00008u || tag == 0x7FE00009u;
}

/* Passes over the fragments of a value of undefined length (PS3.5, annex A.4). */
static bool skip_fragments(DicomReader *reader)
{
    Slice head;
    while (dicom_source_bytes(reader->source, reader->position, HEAD_SHORT, &head)) {
        DicomTag tag = dicom_encoding_tag(reader->encoding, head);
        uint32_t length = dicom_encoding_u32(reader->encoding, slice_part(head, 4, 4));
        reader->position += HEAD_SHORT;
        if (tag == SEQUENCE_END) {
            return true;
        }
        if (tag != ITEM || length == DICOM_LENGTH_UNDEFINED || ++reader->count > DICOM_ELEMENTS_MAXIMUM) {
            return fail(reader, ERROR_DAMAGED, "a value of undefined length has no end");
        }
        reader->position += length;
    }
    return fail_cut(reader);
}

/* The value begins as a sequence does: with an item. Elements of implicit VR have no other sign of it. */
static bool begins_with_item(DicomReader *reader, uint32_t length)
{
    Slice head;
    return length >= HEAD_SHORT && dicom_source_bytes(reader->source, reader->position, HEAD_SHORT, &head) &&
           dicom_encoding_tag(reader->encoding, head) == ITEM;
}

static bool is_sequence(DicomReader *reader, const DicomHead *head)
{
    DicomVr vr = head->vr;
    if (vr.letters[0] == 'S' && vr.letters[1] == 'Q') {
        return true;
    }
    bool is_unknown = vr.letters[0] == '\0' || (vr.letters[0] == 'U' && vr.letters[1] == 'N');
    if (head->length == DICOM_LENGTH_UNDEFINED) {
        return is_unknown;
    }
    return vr.letters[0] == '\0' && begins_with_item(reader, head->length);
}

/* Goes into or past the value of an element whose head was read. */
static bool enter_element(DicomReader *reader, const DicomHead *head)
{
    if (is_sequence(reader, head)) {
        reader->element.event = DICOM_SEQUENCE;
        DicomEncoding around = reader->encoding;
        if (head->length == DICOM_LENGTH_UNDEFINED && head->vr.letters[0] == 'U') {
            reader->encoding = DICOM_IMPLICIT_LITTLE;
        }
        return push(reader, true, head->length, around);
    }
    if (head->length == DICOM_LENGTH_UNDEFINED) {
        return skip_fragments(reader);
    }
    reader->position += head->length;
    return dicom_source_reaches(reader->source, reader->position) || fail_cut(reader);
}

/* Reads an element; where it is the end of an item or of a sequence, `is_event` becomes false. */
static bool read_element(DicomReader *reader, bool *is_event)
{
    Slice bytes;
    DicomHead head;
    uint64_t offset = reader->position;
    if (!dicom_source_bytes(reader->source, offset, HEAD_SHORT, &bytes)) {
        bool is_end = reader->depth == 0 && !dicom_source_bytes(reader->source, offset, 1, &bytes) &&
                      dicom_source_reaches(reader->source, offset) && !dicom_source_has_failed(reader->source, NULL);
        reader->has_ended = true;
        return is_end ? false : fail_cut(reader);
    }
    DicomTag tag = dicom_encoding_tag(reader->encoding, bytes);
    if (tag == ITEM_END || tag == SEQUENCE_END) {
        reader->position += HEAD_SHORT;
        *is_event = false;
        for (size_t ends = tag == SEQUENCE_END ? 2 : 1; ends > 0 && reader->depth > 0; ends--) {
            pop(reader);
        }
        return true;
    }
    if (reader->depth == 0 && is_pixel_data(tag)) {
        reader->has_ended = true;
        return false;
    }
    Slice longer;
    if (dicom_source_bytes(reader->source, offset, HEAD_LONG, &longer)) {
        bytes = longer;
    } else if (!dicom_source_bytes(reader->source, offset, HEAD_SHORT, &bytes)) {
        return fail_cut(reader);
    }
    if (!dicom_encoding_head(reader->encoding, bytes, &head)) {
        return fail_cut(reader);
    }
    reader->element = (DicomElement){.event = DICOM_ELEMENT,
                                     .tag = tag,
                                     .vr = head.vr,
                                     .length = head.length,
                                     .depth = (uint32_t)reader->depth,
                                     .offset = offset};
    reader->position += head.size;
    reader->value = reader->position;
    return enter_element(reader, &head);
}

/* Reads an item of a sequence, or its end. */
static bool read_item(DicomReader *reader, bool *is_event)
{
    Slice head;
    uint64_t offset = reader->position;
    if (!dicom_source_bytes(reader->source, offset, HEAD_SHORT, &head)) {
        return fail_cut(reader);
    }
    DicomTag tag = dicom_encoding_tag(reader->encoding, head);
    uint32_t length = dicom_encoding_u32(reader->encoding, slice_part(head, 4, 4));
    reader->position += HEAD_SHORT;
    *is_event = tag == ITEM;
    if (tag == SEQUENCE_END) {
        pop(reader);
        return true;
    }
    if (tag != ITEM) {
        return fail(reader, ERROR_DAMAGED, "a sequence holds something other than items");
    }
    reader->element = (DicomElement){
        .event = DICOM_ITEM, .tag = tag, .length = length, .depth = (uint32_t)reader->depth, .offset = offset};
    return push(reader, false, length, reader->encoding);
}

bool dicom_reader_next(DicomReader *reader, DicomElement *element)
{
    bool is_event = false;
    while (!reader->has_ended && !is_event) {
        if (++reader->count > DICOM_ELEMENTS_MAXIMUM) {
            return fail(reader, ERROR_LIMIT, "the header has too many elements");
        }
        if (!close_levels(reader)) {
            return false;
        }
        Slice group;
        if (reader->is_in_meta && reader->depth == 0 &&
            dicom_source_bytes(reader->source, reader->position, 2, &group) &&
            dicom_encoding_u16(DICOM_EXPLICIT_LITTLE, group) != 0x0002) {
            leave_meta(reader);
        }
        is_event = true;
        bool is_in_sequence = reader->depth > 0 && reader->levels[reader->depth - 1].is_sequence;
        if (!(is_in_sequence ? read_item : read_element)(reader, &is_event)) {
            return false;
        }
    }
    if (is_event) {
        *element = reader->element;
        if (reader->is_in_meta && element->tag == TRANSFER_SYNTAX) {
            choose_syntax(reader);
        }
    }
    return is_event;
}

bool dicom_reader_value(DicomReader *reader, size_t most, Slice *value)
{
    if (reader->element.event != DICOM_ELEMENT || reader->element.length == DICOM_LENGTH_UNDEFINED) {
        return false;
    }
    size_t length = reader->element.length < most ? reader->element.length : most;
    return dicom_source_bytes(reader->source, reader->value, length, value);
}

bool dicom_reader_number(DicomReader *reader, uint32_t *number)
{
    Slice value;
    uint32_t length = reader->element.length;
    if ((length != 2 && length != 4) || !dicom_reader_value(reader, length, &value)) {
        return false;
    }
    *number = length == 2 ? dicom_encoding_u16(reader->encoding, value) : dicom_encoding_u32(reader->encoding, value);
    return true;
}

bool dicom_reader_failed(const DicomReader *reader, Error *error)
{
    if (reader->fault == ERROR_NONE) {
        return false;
    }
    Error cause = {0};
    if (dicom_source_has_failed(reader->source, &cause)) {
        error_set(error, cause.code, reader->path, "%s", cause.message);
    } else {
        error_set(error, reader->fault, reader->path, "%s", reader->fault_words);
    }
    return true;
}
