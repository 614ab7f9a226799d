/* DicomEncoding: bytes to numbers and heads of elements. */
#include "src/dicom/dicom_encoding.h"

/* Transfer syntaxes that are not explicit VR little endian. */
static const struct {
    Slice uid;
    DicomEncoding encoding;
} syntaxes[] = {
    {SLICE("1.2.840.10008.1.2"), {.is_stated = true}},
    {SLICE("1.2.840.10008.1.2.2"), {.is_stated = true, .is_explicit = true, .is_big = true}},
    {SLICE("1.2.840.10008.1.2.1.99"), {.is_stated = true, .is_explicit = true, .is_deflated = true}},
    {SLICE("1.2.840.10008.1.2.4.95"), {.is_stated = true, .is_explicit = true, .is_deflated = true}}, /* JPIP */
    {SLICE("1.2.840.10008.1.2.4.205"), {.is_stated = true, .is_explicit = true, .is_deflated = true}},
    {SLICE("1.2.840.113619.5.2"), {.is_stated = true}}, /* private of GE: implicit, pixel data big endian */
};

/* VRs whose length is a number of two bytes (PS3.5, section 7.1.2); all others have two reserved bytes and four of
 * length. */
static const char short_vrs[] = "AEASATCSDADSDTFLFDISLOLTPNSHSLSSSTTMUIULUS";

DicomEncoding dicom_encoding_of_syntax(Slice uid)
{
    while (uid.length > 0 && (uid.bytes[uid.length - 1] == '\0' || uid.bytes[uid.length - 1] == ' ')) {
        uid.length--;
    }
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++) {
        if (slice_equals(uid, syntaxes[i].uid)) {
            return syntaxes[i].encoding;
        }
    }
    return uid.length > 0 ? DICOM_EXPLICIT_LITTLE : (DicomEncoding){0};
}

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

DicomEncoding dicom_encoding_guess(Slice head)
{
    enum { GROUP_LIKELY = 0x0400 };
    DicomEncoding encoding = {.is_explicit = is_capital(head.bytes[4]) && is_capital(head.bytes[5])};
    encoding.is_big = dicom_encoding_u16(encoding, head) >= GROUP_LIKELY;
    encoding.first_group = dicom_encoding_u16(encoding, head);
    return encoding;
}

uint16_t dicom_encoding_u16(DicomEncoding encoding, Slice bytes)
{
    const unsigned char *byte = (const unsigned char *)bytes.bytes;
    return (uint16_t)(encoding.is_big ? byte[0] << 8 | byte[1] : byte[1] << 8 | byte[0]);
}

uint32_t dicom_encoding_u32(DicomEncoding encoding, Slice bytes)
{
    uint32_t first = dicom_encoding_u16(encoding, bytes);
    uint32_t second = dicom_encoding_u16(encoding, slice_part(bytes, 2, 2));
    return encoding.is_big ? first << 16 | second : second << 16 | first;
}

DicomTag dicom_encoding_tag(DicomEncoding encoding, Slice bytes)
{
    uint32_t group = dicom_encoding_u16(encoding, bytes);
    return group << 16 | dicom_encoding_u16(encoding, slice_part(bytes, 2, 2));
}

static bool is_short(DicomVr vr)
{
    for (const char *known = short_vrs; *known; known += 2) {
        if (known[0] == vr.letters[0] && known[1] == vr.letters[1]) {
            return true;
        }
    }
    return false;
}

bool dicom_encoding_head(DicomEncoding encoding, Slice bytes, DicomHead *head)
{
    enum { SHORT = 8, LONG = 12 };
    DicomVr vr = {{bytes.bytes[4], bytes.bytes[5]}};
    if (!encoding.is_explicit || !is_capital(vr.letters[0]) || !is_capital(vr.letters[1])) {
        *head = (DicomHead){.length = dicom_encoding_u32(encoding, slice_part(bytes, 4, 4)), .size = SHORT};
        return true;
    }
    *head = (DicomHead){.vr = vr, .size = is_short(vr) ? SHORT : LONG};
    if (bytes.length < head->size) {
        return false;
    }
    head->length = is_short(vr) ? dicom_encoding_u16(encoding, slice_part(bytes, 6, 2))
                                : dicom_encoding_u32(encoding, slice_part(bytes, 8, 4));
    return true;
}
