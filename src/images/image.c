/* Image: the header of a file, of which the elements of the table are kept. */
#include "src/images/image.h"

#include "src/dicom/dicom_text.h"

#define IMAGE_VALUE_ROW(name, tag_, sequence_, level_, words_)                                                         \
    [IMAGE_##name] = {.tag = (tag_), .sequence = (sequence_), .level = IMAGE_LEVEL_##level_, .words = (words_)},
const ImageValueRow image_values[IMAGE_VALUE_COUNT] = {IMAGE_VALUES(IMAGE_VALUE_ROW)};
#undef IMAGE_VALUE_ROW

#define CHARACTER_SET   0x00080005u
#define RECORD_SEQUENCE 0x00041220u /* only a DICOMDIR has it (PS3.3, annex F) */

enum { VALUE_MAXIMUM = 8 << 10 };

ImageValue image_value_of(DicomTag sequence, DicomTag tag)
{
    ImageValue first = sequence ? IMAGE_PROCEDURE_CODE : 0;
    ImageValue end = sequence ? IMAGE_VALUE_COUNT : IMAGE_PROCEDURE_CODE;
    for (ImageValue i = first; i < end; i++) {
        if (image_values[i].tag == tag && image_values[i].sequence == sequence) {
            return i;
        }
    }
    return IMAGE_VALUE_COUNT;
}

bool image_value_is_sequence(DicomTag tag)
{
    bool is_found = false;
    for (ImageValue i = IMAGE_PROCEDURE_CODE; i < IMAGE_VALUE_COUNT && !is_found; i++) {
        is_found = image_values[i].sequence == tag;
    }
    return is_found;
}

/* Where the reader is: in the first item of which sequence of the data set. */
typedef struct ImagePlace {
    DicomTag sequence;
    unsigned items;
} ImagePlace;

/* The tag of the sequence that an element lies in directly; false where it is deeper or in a later item. */
static bool find_sequence(const ImagePlace *place, const DicomElement *element, DicomTag *sequence)
{
    *sequence = element->depth == 0 ? 0 : place->sequence;
    return element->depth == 0 || (element->depth == 2 && place->items == 1);
}

static void follow(ImagePlace *place, const DicomElement *element)
{
    if (element->event == DICOM_SEQUENCE && element->depth == 0) {
        *place = (ImagePlace){.sequence = element->tag};
    } else if (element->event == DICOM_ITEM && element->depth == 1) {
        place->items++;
    }
}

Slice image_text_keep(Text *text, Arena *arena)
{
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];
        text->bytes[i] = byte < ' ' || byte == 0x7F ? ' ' : text->bytes[i];
    }
    return arena_copy(arena, slice_trim(text_slice(text)));
}

/* The text of the element that was read last, in the arena. */
static Slice read_text(DicomReader *reader, Slice charset, Text *scratch, Arena *arena)
{
    Slice value;
    text_clear(scratch);
    if (!dicom_reader_value(reader, VALUE_MAXIMUM, &value)) {
        return SLICE("");
    }
    dicom_text_append(charset, value, scratch);
    return image_text_keep(scratch, arena);
}

bool image_read(DicomReader *reader, Arena *arena, Image *image, bool *is_directory, Error *error)
{
    DicomElement element;
    ImagePlace place = {0};
    Text scratch = TEXT_EMPTY;
    Slice charset = SLICE("");
    *image = (Image){0};
    *is_directory = false;
    while (!*is_directory && dicom_reader_next(reader, &element)) {
        DicomTag sequence;
        follow(&place, &element);
        *is_directory = element.tag == RECORD_SEQUENCE && element.depth == 0;
        if (element.event != DICOM_ELEMENT || !find_sequence(&place, &element, &sequence)) {
            continue;
        }
        ImageValue value = image_value_of(sequence, element.tag);
        if (value < IMAGE_VALUE_COUNT) {
            image->values[value] = read_text(reader, charset, &scratch, arena);
        } else if (element.tag == CHARACTER_SET && sequence == 0) {
            charset = read_text(reader, SLICE(""), &scratch, arena);
        }
    }
    text_free(&scratch);
    return *is_directory || !dicom_reader_failed(reader, error);
}
