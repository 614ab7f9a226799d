/*
 * DICOM files: whatever the bytes are, the reader comes to an end, its depth follows from the events before, offsets go
 * forward, and a header that ends too early has a sentence. Texts of any character set become UTF-8. The same bytes as
 * DICOM JSON are read, or refused with a sentence.
 */
#include "src/base/utf8.h"
#include "src/dicom/dicom_reader.h"
#include "src/dicom/dicom_text.h"
#include "src/images/image_json.h"
#include "tests/support/fuzz.h"

enum { VALUE_MAXIMUM = 256 };

/* Decodes a value by the character set that the file states. */
static void decode(Slice charset, Slice value)
{
    Text text = TEXT_EMPTY;
    dicom_text_append(charset, value, &text);
    for (size_t offset = 0; offset < text.length;) {
        bool is_valid;
        utf8_next(text_slice(&text), &offset, &is_valid);
        fuzz_require(is_valid, "no UTF-8");
    }
    text_free(&text);
}

/* Reads bytes as the answer of a server. */
static void read_json(Slice bytes)
{
    Text copy = TEXT_EMPTY;
    Error error = {0};
    Arena *arena = arena_new();
    text_append(&copy, bytes);
    Document *document = image_json_open(&copy, "answer", &error);
    fuzz_require(document || error.message[0], "no sentence says why the answer is none");
    for (NodeId item = document ? image_json_next(document, NODE_NONE) : NODE_NONE; item != NODE_NONE;
         item = image_json_next(document, item)) {
        Image image = {0};
        image_json_fill(document, item, arena, &image);
        image_json_number(document, item, SLICE("00201209"));
    }
    document_free(document);
    text_free(&copy);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_json(slice_make((const char *)data, size));
    DicomReader *reader = dicom_reader_new();
    DicomElement element, before = {0};
    Error error = {0};
    Text charset = TEXT_EMPTY;
    bool is_open = dicom_reader_open_bytes(reader, slice_make((const char *)data, size), &error);
    fuzz_require(is_open || error.message[0], "no sentence says why the file is none");
    while (is_open && dicom_reader_next(reader, &element)) {
        Slice value;
        fuzz_require(element.depth <= before.depth + (before.event != DICOM_ELEMENT), "a level without a beginning");
        fuzz_require(element.offset >= before.offset, "the reader goes back");
        if (dicom_reader_value(reader, VALUE_MAXIMUM, &value)) {
            fuzz_require(value.length <= VALUE_MAXIMUM, "more than was asked for");
            decode(text_slice(&charset), value);
            if (element.tag == 0x00080005) {
                text_clear(&charset);
                text_append(&charset, value);
            }
        }
        before = element;
    }
    fuzz_require(!is_open || !dicom_reader_failed(reader, &error) || error.message[0],
                 "no sentence says what is wrong");
    text_free(&charset);
    dicom_reader_free(reader);
    return 0;
}
