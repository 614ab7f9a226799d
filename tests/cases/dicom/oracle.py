"""The header of a DICOM file as pydicom reads it, in the lines of tests/corpus/dicom_lines.c, compared with a file of those.

    oracle.py --list          prints the test files of pydicom that it can read
    oracle.py LINES           reads "file PATH" and lines, and prints "ok NAME" or "FAILED NAME"
"""
import os
import sys
import warnings

warnings.simplefilter("ignore")
import pydicom  # noqa: E402
from pydicom.dataelem import RawDataElement  # noqa: E402

SHOWN = 64


def test_files():
    """All files of the package's data that pydicom takes for DICOM: those with a preamble, and the *.dcm ones without."""
    base = os.path.join(os.path.dirname(pydicom.__file__), "data")
    for folder, _, names in sorted(os.walk(base)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                start = file.read(132)
            if start[128:] == b"DICM" or name.endswith(".dcm"):
                yield path


def lines_of(dataset, depth):
    """Each element: its depth, tag, VR (None: any) and the bytes of its value (None: any)."""
    for tag, element in list(dataset._dict.items()):
        is_raw = isinstance(element, RawDataElement)
        if element.VR == "SQ" or (is_raw and dataset[tag].VR == "SQ"):
            yield depth, int(tag), "SQ", None
            for item in dataset[tag].value:
                yield depth + 1, None, "item", None
                yield from lines_of(item, depth + 2)
        elif is_raw:
            yield depth, int(tag), element.VR, element.value or b""
        else:
            yield depth, int(tag), None, None


def read_lines(path):
    """What dicom_lines printed for each file."""
    files = {}
    with open(path, encoding="ascii", errors="replace") as lines:
        for line in lines:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "file":
                current = files.setdefault(rest, [])
            else:
                current.append((word, rest))
    return files


def parse(word, rest):
    """A line of dicom_lines in the form of lines_of."""
    if rest == "item":
        return int(word), None, "item", None
    tag, vr, *value = rest.split(" ")
    return int(word), int(tag, 16), vr, bytes.fromhex(value[1]) if len(value) > 1 and value[1] else b""


def differs(ours, theirs):
    if ours[:2] != theirs[:2]:
        return True
    if "SQ" in (ours[2], theirs[2]):  # where only one of them goes into it, see without_parts
        return False
    if theirs[2] is not None and ours[2] not in ("--", theirs[2]):
        return True
    return theirs[3] is not None and ours[3] != theirs[3][:SHOWN]


def without_parts(lines, others):
    """Without what is in sequences that only one reader goes into: pydicom knows them by its dictionary, also where the file says
    UN or implies the VR; our reader by their first item, also where they are private."""
    sequences = {line[:2] for line in others if line[2] == "SQ"}
    hidden = None
    for line in lines:
        if hidden is not None and line[0] > hidden:
            continue
        hidden = line[0] if line[2] == "SQ" and line[:2] not in sequences else None
        yield line


def last_of_each(lines):
    """Of elements that come twice in the data set, pydicom keeps the place of the first and the value of the last."""
    places = {}
    for line in lines:
        if line[0] == 0:
            key = line[1]
            places[key] = [line]
        else:
            places[key].append(line)
    return [line for part in places.values() for line in part]


def compare(name, printed):
    fault = [rest for word, rest in printed if word == "fault"]
    ours = [parse(word, rest) for word, rest in printed if word != "fault"]
    ours = [line for line in ours if line[1] is None or line[0] > 0 or line[1] >> 16 != 2]
    try:
        dataset = pydicom.dcmread(name, stop_before_pixels=True, force=True)
        theirs = list(lines_of(dataset, 0))
    except Exception as reason:  # what pydicom refuses has a fault here
        return [] if fault else [f"pydicom refuses: {reason}"]
    ours, theirs = list(without_parts(ours, theirs)), list(without_parts(theirs, ours))
    ours = last_of_each(ours)
    wrong = [f"{a} {b}" for a, b in zip(ours, theirs) if differs(a, b)]
    if len(theirs) - len(ours) not in ((0, 1) if fault else (0,)):  # of a cut file, pydicom keeps the beginning of a value
        wrong.append(f"{len(ours)} lines, pydicom has {len(theirs)}; fault: {fault}")
    return wrong


def main():
    if sys.argv[1] == "--list":
        print("\n".join(test_files()))
        return 0
    status = 0
    for name, printed in read_lines(sys.argv[1]).items():
        wrong = compare(name, printed)
        print(f"{'FAILED' if wrong else 'ok'} dicom/{os.path.basename(name)}")
        for line in wrong[:3]:
            print("    " + line)
        status = 1 if wrong else status
    return status


sys.exit(main())
