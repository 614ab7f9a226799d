"""Compares the images that ipse finds by each DICOMDIR of pydicom's test files with the records that pydicom reads.

python3 directories.py IPSE
"""
import glob
import json
import os
import subprocess
import sys

import pydicom

FOLDER = os.path.join(os.path.dirname(pydicom.__file__), "data", "test_files", "dicomdirtests")


def found_by_ipse(program, path):
    """The UIDs of all instances, of one study as JSON or of several as NDJSON."""
    printed = subprocess.run([program, "new", "--dicom", path], capture_output=True, text=True, check=False).stdout
    decoder, place, uids = json.JSONDecoder(), 0, set()
    while place < len(printed):
        study, place = decoder.raw_decode(printed, place)
        while place < len(printed) and printed[place].isspace():
            place += 1
        uids |= {instance["uid"] for series in study["series"] for instance in series["instance"]}
    return uids


def found_by_pydicom(path):
    records = pydicom.dcmread(path).DirectoryRecordSequence
    return {record.ReferencedSOPInstanceUIDInFile for record in records if "ReferencedSOPInstanceUIDInFile" in record}


failed = False
for path in sorted(glob.glob(os.path.join(FOLDER, "DICOMDIR*"))):
    name = "dicom/" + os.path.basename(path)
    expected, found = found_by_pydicom(path), found_by_ipse(sys.argv[1], path)
    same = expected == found
    print("ok " + name if same else f"FAILED {name}: missing {expected - found}, only here {found - expected}")
    failed = failed or not same
sys.exit(failed)
