/*
 * ImageDirectory: all records first, then a walk along their links.
 *
 * A record keeps its values in one array of all records: [first, first + count).
 */
#include "src/images/image_directory.h"

#include "src/dicom/dicom_text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define CHARACTER_SET    0x00080005u
#define FIRST_RECORD     0x00041200u
#define RECORD_SEQUENCE  0x00041220u
#define NEXT_RECORD      0x00041400u
#define IN_USE           0x00041410u
#define LOWER_RECORD     0x00041420u
#define FILE_ID          0x00041500u
#define REFERENCED_CLASS 0x00041510u
#define REFERENCED_UID   0x00041511u

enum { VALUE_MAXIMUM = 1024 };

typedef struct Record {
    uint32_t offset;
    uint32_t next;
    uint32_t lower;
    bool is_in_use;
    bool is_visited;
    Slice file;
    size_t first;
    size_t count;
} Record;

typedef struct RecordValue {
    ImageValue value;
    Slice text;
} RecordValue;

typedef struct Directory {
    Record *records;
    size_t count;
    size_t capacity;
    RecordValue *values;
    size_t value_count;
    size_t value_capacity;
    uint32_t root; /* offset of the first record */
    Arena *arena;
    DicomReader *files;
    int folder;
    Slice path;
    ImageSet *set;
} Directory;

/* ---- reading ---- */

static Slice read_text(DicomReader *reader, Slice charset, Arena *arena)
{
    Slice value;
    Text text = TEXT_EMPTY;
    if (dicom_reader_value(reader, VALUE_MAXIMUM, &value)) {
        dicom_text_append(charset, value, &text);
    }
    Slice copy = image_text_keep(&text, arena);
    text_free(&text);
    return copy;
}

static void add_value(Directory *directory, ImageValue value, Slice text)
{
    ARRAY_RESERVE(directory->values, directory->value_capacity, directory->value_count + 1);
    directory->values[directory->value_count++] = (RecordValue){value, text};
    directory->records[directory->count - 1].count++;
}

/* Takes an element of the record that was read last. */
static void take_element(Directory *directory, DicomReader *reader, DicomTag tag, Slice *charset)
{
    uint32_t number;
    Record *record = &directory->records[directory->count - 1];
    switch (tag) {
    case NEXT_RECORD:
        dicom_reader_number(reader, &record->next);
        return;
    case LOWER_RECORD:
        dicom_reader_number(reader, &record->lower);
        return;
    case IN_USE:
        record->is_in_use = !dicom_reader_number(reader, &number) || number != 0;
        return;
    case FILE_ID:
        record->file = read_text(reader, SLICE(""), directory->arena);
        return;
    case CHARACTER_SET:
        *charset = read_text(reader, SLICE(""), directory->arena);
        return;
    default: {
        ImageValue value = tag == REFERENCED_CLASS ? IMAGE_SOP_CLASS
                           : tag == REFERENCED_UID ? IMAGE_UID
                                                   : image_value_of(0, tag);
        if (value < IMAGE_VALUE_COUNT) {
            add_value(directory, value, read_text(reader, *charset, directory->arena));
        }
    }
    }
}

static void read_records(Directory *directory, DicomReader *reader)
{
    DicomElement element;
    Slice charset = SLICE("");
    bool is_in_records = false;
    while (dicom_reader_next(reader, &element)) {
        if (element.depth == 0) {
            is_in_records = element.tag == RECORD_SEQUENCE;
            if (element.tag == FIRST_RECORD) {
                dicom_reader_number(reader, &directory->root);
            }
        } else if (is_in_records && element.event == DICOM_ITEM && element.depth == 1) {
            ARRAY_RESERVE(directory->records, directory->capacity, directory->count + 1);
            directory->records[directory->count++] =
                (Record){.offset = (uint32_t)element.offset, .is_in_use = true, .first = directory->value_count};
            charset = SLICE("");
        } else if (is_in_records && element.event == DICOM_ELEMENT && element.depth == 2) {
            take_element(directory, reader, element.tag, &charset);
        }
    }
}

/* ---- images ---- */

/* Opens a file by its ID, whose parts are divided by backslashes, below the folder; no part may be a link. */
static bool open_file(Directory *directory, Slice id, const char *path, Error *error)
{
    int folder = dup(directory->folder);
    bool is_open = false;
    while (folder >= 0) {
        size_t end = slice_find(id, SLICE("\\"), 0);
        char *name = memory_copy_string(slice_trim(slice_part(id, 0, end)));
        bool is_name = name[0] && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && !strchr(name, '/');
        int next = -1;
        if (is_name && end == SIZE_MAX) {
            is_open = dicom_reader_open_at(directory->files, folder, name, path, error);
        } else if (is_name) {
            next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            id = slice_part(id, end + 1, SIZE_MAX);
        }
        close(folder);
        free(name);
        folder = next;
    }
    return is_open;
}

/* Adds the image of a record: as its file says it, else as the records do. */
static void add_image(Directory *directory, const Record *record, const Image *known)
{
    Error error;
    Image image;
    bool is_directory;
    Arena *arena = arena_new();
    Slice place = arena_format(arena, "%.*s: %.*s", SLICE_ARGS(directory->path), SLICE_ARGS(record->file));
    if (open_file(directory, record->file, place.bytes, &error) &&
        image_read(directory->files, arena, &image, &is_directory, &error) && !is_directory) {
        image_set_add(directory->set, &image, place);
    } else {
        image_set_note(directory->set, place, SLICE("the file cannot be read; its record counts"));
        image_set_add(directory->set, known, place);
    }
    arena_free(arena);
}

/* Goes to a record: what it says is added to what those above it say. An image has a file. */
static void visit(Directory *directory, Record *record, Image *known)
{
    record->is_visited = true;
    for (size_t i = record->first; i < record->first + record->count; i++) {
        known->values[directory->values[i].value] = directory->values[i].text;
    }
    if (record->file.length > 0 && record->is_in_use) {
        add_image(directory, record, known);
    }
}

static Record *find_record(const Directory *directory, uint32_t offset)
{
    size_t low = 0, high = directory->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (directory->records[middle].offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < directory->count && directory->records[low].offset == offset;
    return is_found && !directory->records[low].is_visited ? &directory->records[low] : NULL;
}

/* Follows the links; each record is visited once, so that a ring ends. */
static void visit_linked(Directory *directory)
{
    enum { DEPTH_MAXIMUM = 8 };
    Image known[DEPTH_MAXIMUM] = {0};
    Record *current[DEPTH_MAXIMUM] = {find_record(directory, directory->root)};
    for (size_t depth = 0; depth < DEPTH_MAXIMUM;) {
        Record *record = current[depth];
        if (!record) {
            if (depth-- == 0) {
                break;
            }
            current[depth] = find_record(directory, current[depth]->next);
            continue;
        }
        known[depth] = depth > 0 ? known[depth - 1] : (Image){0};
        visit(directory, record, &known[depth]);
        if (depth + 1 < DEPTH_MAXIMUM) {
            current[++depth] = find_record(directory, record->lower);
        } else {
            current[depth] = find_record(directory, record->next);
        }
    }
}

/* Visits records that no link leads to: their files tell what they are. */
static void visit_orphans(Directory *directory)
{
    for (size_t i = 0; i < directory->count; i++) {
        Record *record = &directory->records[i];
        if (!record->is_visited && record->file.length > 0 && record->is_in_use) {
            Image known = {0};
            Slice place =
                arena_format(directory->arena, "%.*s: %.*s", SLICE_ARGS(directory->path), SLICE_ARGS(record->file));
            image_set_note(directory->set, place, SLICE("no record leads to this one; its file counts"));
            visit(directory, record, &known);
        }
    }
}

bool image_directory_read(DicomReader *reader, DicomReader *files, int folder, const char *path, ImageSet *set,
                          Error *error)
{
    Directory directory = {
        .arena = arena_new(), .files = files, .folder = folder, .path = slice_from(path), .set = set};
    read_records(&directory, reader);
    if (find_record(&directory, directory.root)) {
        visit_linked(&directory);
        visit_orphans(&directory);
    } else {
        Image known = {0};
        for (size_t i = 0; i < directory.count; i++) {
            visit(&directory, &directory.records[i], &known);
        }
    }
    Error fault;
    bool is_whole = !dicom_reader_failed(reader, &fault);
    if (!is_whole && directory.count > 0) {
        image_set_note(set, slice_from(path), slice_from(fault.message)); /* what was read until then counts */
        is_whole = true;
    } else if (!is_whole && error) {
        *error = fault;
    }
    free(directory.records);
    free(directory.values);
    arena_free(directory.arena);
    return is_whole;
}
