/*
 * What can be opened.
 *
 * Formats are recognised by a table of signatures at fixed offsets and, for text, by the first word.
 */
#include "src/json/source.h"

#include "src/base/ascii.h"
#include "src/base/streams/gunzip.h"
#include "src/json/line_form.h"

#include <string.h>
#include <unistd.h>

/* ---- what bytes are ---- */

typedef struct Signature {
    size_t offset;
    Slice bytes;
    const char *sentence;
} Signature;

#define SAY_UTF_16 "file is in UTF-16, but JSON requires UTF-8; convert with: iconv -f UTF-16 -t UTF-8"
#define SAY_UTF_32 "file is in UTF-32, but JSON requires UTF-8; convert with: iconv -f UTF-32 -t UTF-8"
#define SAY_ZIP    "ZIP archive, not JSON; unpack the archive and open the JSON files"
#define SAY_DICOM  "DICOM file; ipse opens the ImagingStudy in JSON, which the FHIR server of the archive provides"

static const Signature signatures[] = {
    {128, SLICE("DICM"), SAY_DICOM},
    {0, SLICE("\x1f\x8b"), "gzip file within a gzip file; unpack with gunzip"},
    {257, SLICE("ustar"), "tar archive, not JSON; use --package for a FHIR package"},
    {0, SLICE("PK\x03\x04"), SAY_ZIP},
    {0, SLICE("PK\x05\x06"), SAY_ZIP},
    {0, SLICE("BZh"), "bzip2 file, not JSON; unpack with bunzip2"},
    {0,
     SLICE("\xfd"
           "7zXZ"),
     "xz file, not JSON; unpack with unxz"},
    {0, SLICE("\x28\xb5\x2f\xfd"), "zstd file, not JSON; unpack with unzstd"},
    {0, SLICE("%PDF-"), "PDF file; ipse opens FHIR resources in JSON"},
    {0, SLICE("\xff\xfe\0\0"), SAY_UTF_32},
    {0, SLICE("\0\0\xfe\xff"), SAY_UTF_32},
    {0, SLICE("{\0\0\0"), SAY_UTF_32},
    {0, SLICE("[\0\0\0"), SAY_UTF_32},
    {0, SLICE("\0\0\0{"), SAY_UTF_32},
    {0, SLICE("\0\0\0["), SAY_UTF_32},
    {0, SLICE("\xff\xfe"), SAY_UTF_16},
    {0, SLICE("\xfe\xff"), SAY_UTF_16},
    {0, SLICE("{\0"), SAY_UTF_16},
    {0, SLICE("[\0"), SAY_UTF_16},
    {0, SLICE("\0{"), SAY_UTF_16},
    {0, SLICE("\0["), SAY_UTF_16},
};

/* Kinds of XML by a word that stands near the beginning; the last row is for all others. */
static const struct {
    Slice word;
    const char *sentence;
} xml_kinds[] = {
    {SLICE("\"http://hl7.org/fhir\""), "FHIR in XML; ipse opens JSON, which FHIR servers return with ?_format=json"},
    {SLICE("<ClinicalDocument"), "CDA document (XML); ipse opens FHIR resources in JSON"},
    {SLICE("NativeDicomModel"), "DICOM in XML; ipse opens the ImagingStudy of the DICOM study in JSON"},
    {SLICE("<html"), "web page; save the resource in JSON instead of the page"},
    {SLICE("<HTML"), "web page; save the resource in JSON instead of the page"},
    {SLICE(""), "XML file; ipse opens FHIR resources in JSON"},
};

/* True where text starts as XML does: a tag, a declaration or a comment. */
static bool is_xml(Slice text)
{
    if (text.length < 2 || text.bytes[0] != '<') {
        return false;
    }
    char next = text.bytes[1];
    return next == '?' || next == '!' || ascii_is_letter(next);
}

/* The kind of XML that a text is. */
static const char *xml_sentence(Slice text)
{
    Slice beginning = slice_part(text, 0, 4096);
    size_t kind = 0;
    while (slice_find(beginning, xml_kinds[kind].word, 0) == SIZE_MAX) {
        kind++;
    }
    return xml_kinds[kind].sentence;
}

/* Without a leading UTF-8 byte order mark and white space. */
static Slice text_start(Slice bytes)
{
    size_t start = slice_starts_with(bytes, SLICE("\xef\xbb\xbf")) ? 3 : 0;
    while (start < bytes.length && ascii_is_json_white(bytes.bytes[start])) {
        start++;
    }
    return slice_part(bytes, start, SIZE_MAX);
}

const char *source_recognise(Slice bytes)
{
    enum { MARK_LENGTH = 3 };
    if (bytes.length == 0) {
        return "file is empty";
    }
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (slice_starts_with(slice_part(bytes, signatures[i].offset, SIZE_MAX), signatures[i].bytes)) {
            return signatures[i].sentence;
        }
    }
    Slice text = text_start(bytes);
    if (text.length == 0) {
        return bytes.length == MARK_LENGTH && (unsigned char)bytes.bytes[0] == 0xef ? "file has only a byte order mark"
                                                                                    : "file has only whitespace";
    }
    return is_xml(text) ? xml_sentence(text) : NULL;
}

/* As FileWatch.told. */
static bool told(void *context, size_t count, uint64_t size)
{
    Pace *pace = context;
    if (pace->done == 0) {
        pace->total = size;
    }
    return pace_piece(pace, count);
}

/* Reads the bytes of an input; `is_stream`: also from a FIFO or a device. */
static bool read_input(const char *argument, const char *input, bool is_stream, Text *content, FileState *state,
                       Pace *pace, Error *error)
{
    if (strcmp(input, SOURCE_STANDARD_INPUT) == 0) {
        return file_read_descriptor(STDIN_FILENO, "standard input", DOCUMENT_SIZE_MAXIMUM, content, state, error);
    }
    FileWatch watch = {told, pace};
    const char *folder = strcmp(argument, input) != 0 ? argument : NULL;
    return file_read_watched(folder, input, is_stream, DOCUMENT_SIZE_MAXIMUM, pace ? &watch : NULL, content, state,
                             error);
}

bool source_unpack(const char *input, Text *content, FileState *state, Error *error)
{
    bool is_packed = gunzip_is_packed(text_slice(content));
    if (state) {
        state->is_packed = is_packed;
    }
    if (!is_packed) {
        return true;
    }
    Text unpacked = TEXT_EMPTY;
    bool is_unpacked = gunzip_all(text_slice(content), input, GUNZIP_SIZE_MAXIMUM, &unpacked, error);
    text_free(content);
    *content = unpacked;
    return is_unpacked;
}

bool source_read_file(const char *path, Text *content, FileState *state, Pace *pace, Error *error)
{
    return read_input(path, path, false, content, state, pace, error) && source_unpack(path, content, state, error);
}

/* True for lines without records: nothing, or only whitespace, in an input with a name of NDJSON or on standard input.
 */
static bool is_no_record(const char *input, Slice bytes)
{
    bool may_be_lines = strcmp(input, SOURCE_STANDARD_INPUT) == 0 || line_form_is_named(slice_from(input));
    return may_be_lines && text_start(bytes).length == 0;
}

Document *source_open_paced(const char *argument, const char *input, bool is_stream, FileState *state, Pace *pace,
                            Error *error)
{
    Text content = TEXT_EMPTY;
    bool is_read = read_input(argument, input, is_stream, &content, state, pace, error) &&
                   source_unpack(input, &content, state, error);
    bool is_nothing = is_read && is_no_record(input, text_slice(&content));
    const char *foreign = is_read && !is_nothing ? source_recognise(text_slice(&content)) : NULL;
    if (foreign) {
        error_set(error, ERROR_FORMAT, input, "%s", foreign);
    }
    Document *document = NULL;
    if (is_nothing) {
        document = document_take_as(&content, input, DOCUMENT_NDJSON, error);
    } else if (is_read && !foreign) {
        document = document_take_paced(&content, input, pace, error);
    }
    if (document && pace_is_stopped(pace)) {
        document_free(document);
        document = NULL;
        error_set(error, ERROR_STOPPED, input, "the reading was stopped");
    }
    text_free(&content);
    return document;
}

Document *source_open(const char *argument, const char *input, FileState *state, Error *error)
{
    return source_open_paced(argument, input, true, state, NULL, error);
}

Document *source_open_file(const char *argument, const char *input, FileState *state, Error *error)
{
    return source_open_paced(argument, input, false, state, NULL, error);
}
