/* Dicom: bytes of elements. */
#include "tests/support/dicom.h"

#include "src/base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

/* Ends the program where a file cannot be made. */
static void require(bool is_done, const char *what)
{
    if (!is_done) {
        fprintf(stderr, "cannot %s\n", what);
        abort();
    }
}

static void put_u16(DicomFile *file, uint32_t number)
{
    text_append_byte(&file->bytes, (char)(file->is_big ? number >> 8 : number));
    text_append_byte(&file->bytes, (char)(file->is_big ? number : number >> 8));
}

static void put_u32(DicomFile *file, uint32_t number)
{
    put_u16(file, file->is_big ? number >> 16 : number & 0xFFFF);
    put_u16(file, file->is_big ? number & 0xFFFF : number >> 16);
}

void dicom_begin(DicomFile *file, const char *syntax)
{
    DicomFile meta = {0};
    text_append_repeated(&meta.bytes, '\0', 128);
    text_append(&meta.bytes, SLICE("DICM"));
    dicom_put(&meta, 0x00020010, "UI", syntax);
    text_append(&file->bytes, text_slice(&meta.bytes));
    text_free(&meta.bytes);
}

void dicom_put_head(DicomFile *file, DicomTag tag, const char *vr, uint32_t length)
{
    static const char *const long_vrs[] = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                           "SV", "UC", "UN", "UR", "UT", "UV"};
    put_u16(file, tag >> 16);
    put_u16(file, tag & 0xFFFF);
    if (file->is_implicit) {
        put_u32(file, length);
        return;
    }
    text_append(&file->bytes, slice_from(vr));
    for (size_t i = 0; i < sizeof long_vrs / sizeof *long_vrs; i++) {
        if (strcmp(long_vrs[i], vr) == 0) {
            put_u16(file, 0);
            put_u32(file, length);
            return;
        }
    }
    put_u16(file, length);
}

void dicom_put(DicomFile *file, DicomTag tag, const char *vr, const char *text)
{
    size_t length = strlen(text);
    dicom_put_head(file, tag, vr, (uint32_t)(length + length % 2));
    text_append(&file->bytes, slice_from(text));
    text_append_repeated(&file->bytes, strcmp(vr, "UI") == 0 ? '\0' : ' ', length % 2);
}

void dicom_put_u16(DicomFile *file, DicomTag tag, uint16_t number)
{
    dicom_put_head(file, tag, "US", 2);
    put_u16(file, number);
}

void dicom_put_u32(DicomFile *file, DicomTag tag, uint32_t number)
{
    dicom_put_head(file, tag, "UL", 4);
    put_u32(file, number);
}

void dicom_put_item(DicomFile *file, DicomTag tag, uint32_t length)
{
    put_u16(file, tag >> 16);
    put_u16(file, tag & 0xFFFF);
    put_u32(file, length);
}

void dicom_deflate(DicomFile *file, size_t offset)
{
    Text plain = TEXT_EMPTY;
    text_append(&plain, slice_part(text_slice(&file->bytes), offset, SIZE_MAX));
    file->bytes.length = offset;
    z_stream stream = {0};
    require(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK, "deflate");
    text_reserve(&file->bytes, offset + deflateBound(&stream, plain.length));
    stream.next_in = (unsigned char *)plain.bytes;
    stream.avail_in = (unsigned)plain.length;
    stream.next_out = (unsigned char *)file->bytes.bytes + offset;
    stream.avail_out = (unsigned)(file->bytes.capacity - offset);
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflate");
    file->bytes.length = offset + stream.total_out;
    deflateEnd(&stream);
    text_free(&plain);
}

void dicom_write(const DicomFile *file, const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(descriptor >= 0 && file_write_all(write, descriptor, text_slice(&file->bytes)), path);
    close(descriptor);
    free(path);
}

/* An element with a formatted text. */
static void put_format(DicomFile *file, DicomTag tag, const char *vr, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static void put_format(DicomFile *file, DicomTag tag, const char *vr, const char *format, ...)
{
    Text text = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    dicom_put(file, tag, vr, text.bytes);
    text_free(&text);
}

void dicom_put_image(DicomFile *file, unsigned study, unsigned series, unsigned instance)
{
    dicom_begin(file, "1.2.840.10008.1.2.1");
    dicom_put(file, 0x00080005, "CS", "ISO_IR 100");
    dicom_put(file, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
    put_format(file, 0x00080018, "UI", "2.25.%u.%u.%u", study, series, instance);
    put_format(file, 0x00080020, "DA", "202403%02u", study % 28 + 1);
    put_format(file, 0x00080021, "DA", "202403%02u", study % 28 + 1);
    dicom_put(file, 0x00080030, "TM", "091500");
    put_format(file, 0x00080031, "TM", "0916%02u.250000", series % 60);
    put_format(file, 0x00080050, "SH", "A%04u", study);
    dicom_put(file, 0x00080060, "CS", "CT");
    dicom_put(file, 0x00080070, "LO", "Example Devices");
    dicom_put(file, 0x00080090, "PN", "Grey^Ruth");
    dicom_put(file, 0x00080201, "SH", "+0100");
    dicom_put(file, 0x00081030, "LO", "CT Thorax");
    put_format(file, 0x0008103E, "LO", "Thorax axial %u", series);
    dicom_put(file, 0x00100010, "PN", "M\xfcller^Eva");
    dicom_put(file, 0x00100020, "LO", "P-17");
    dicom_put(file, 0x00100030, "DA", "19590412");
    dicom_put(file, 0x00100040, "CS", "F");
    dicom_put(file, 0x00180015, "CS", "CHEST");
    put_format(file, 0x0020000D, "UI", "2.25.%u", study);
    put_format(file, 0x0020000E, "UI", "2.25.%u.%u", study, series);
    put_format(file, 0x00200010, "SH", "%u", study);
    put_format(file, 0x00200011, "IS", "%u", series);
    put_format(file, 0x00200013, "IS", "%u", instance);
    dicom_put_u16(file, 0x00280010, 16);
    dicom_put_u16(file, 0x00280011, 16);
}
