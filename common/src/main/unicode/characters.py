#!/usr/bin/env python3
"""Makes characters.txt, the table behind SafeText and Columns.

    characters.py JAVA17_HOME JAVA25_HOME > ../resources/io/naru/common/text/characters.txt

Sources: categories and pictographs of Unicode 16.0 from a JDK 25, what Unicode 13.0 knew from a JDK 17, East Asian widths
and combining classes of Unicode 14.0 from Python 3.11, and the widths of what is younger than that from the package
wcwidth (0.9.1). It refuses to run with other versions, so that the same table comes out again.
"""

import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import wcwidth

DUMP = """
public class Dump {
    public static void main(String[] arguments) throws Exception {
        var pictographic = %s;
        var out = new StringBuilder();
        for (int c = 0; c <= 0x10FFFF; c++) {
            out.append(Character.getType(c)).append(pictographic.test(c) ? " p\\n" : " -\\n");
        }
        System.out.print(out);
    }
}
"""
NOTHING = "(java.util.function.IntPredicate) c -> false"
PICTOGRAPHS = "(java.util.function.IntPredicate) Character::isExtendedPictographic"
UNASSIGNED, MARK_NONSPACING, MARK_ENCLOSING, CONTROL, FORMAT, SURROGATE = 0, 6, 7, 15, 16, 19
LINE_SEPARATOR, PARAGRAPH_SEPARATOR = 13, 14


def span(*ranges):
    return {c for first, last in ranges for c in range(first, last + 1)}


# Without a shape of their own: soft hyphen, grapheme joiner, Hangul and Khmer fillers, Mongolian and other variation
# selectors, zero-width spaces and invisible operators, byte order mark, skin tones, tags.
DROPPED = span((0xAD, 0xAD), (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200D),
               (0x2060, 0x2065), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
               (0x1F3FB, 0x1F3FF), (0xE0000, 0xE0FFF))
# Medial vowels and final consonants of Hangul that found no syllable: drawn over the leading consonant.
CONJOINING = span((0x1160, 0x11FF), (0xD7B0, 0xD7FB))
# Circled numbers on black squares and hexagrams: terminals (and for the latter Unicode 16.0) give them two columns.
WIDE_BY_CUSTOM = span((0x3248, 0x324F), (0x4DC0, 0x4DFF))
FLAG_LETTERS = span((0x1F1E6, 0x1F1FF))


def dump(home, pictographs):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "Dump.java")
        source.write_text(DUMP % pictographs)
        out = subprocess.run([Path(home, "bin", "java"), source], check=True, capture_output=True, text=True).stdout
    rows = [row.split() for row in out.splitlines()]
    return [int(row[0]) for row in rows], [row[1] == "p" for row in rows]


def columns(c, category):
    if category in (MARK_NONSPACING, MARK_ENCLOSING) or c in CONJOINING:
        return 0
    if unicodedata.category(chr(c)) == "Cn":
        return max(1, wcwidth.wcwidth(chr(c)))
    return 2 if c in WIDE_BY_CUSTOM or unicodedata.east_asian_width(chr(c)) in "WF" else 1


def row(c, category, pictograph, late):
    if category == CONTROL and c < 0x80:
        return "0"
    if c in DROPPED:
        return "0j" if c == 0x200D else "0d"
    if c in FLAG_LETTERS:
        return "1f"
    if category in (LINE_SEPARATOR, PARAGRAPH_SEPARATOR):
        return "1b"
    if category in (UNASSIGNED, CONTROL, FORMAT, SURROGATE):
        return "1r" + ("p" if pictograph else "")
    width = columns(c, category)
    mark = width == 0 or unicodedata.combining(chr(c)) != 0
    return str(width) + ("m" if mark else "") + ("p" if pictograph else "") + ("x" if late else "")


def main():
    if unicodedata.unidata_version != "14.0.0" or wcwidth.__version__ != "0.9.1":
        sys.exit("needs Python with Unicode 14.0.0 and wcwidth 0.9.1")
    old, _ = dump(sys.argv[1], NOTHING)
    new, pictographs = dump(sys.argv[2], PICTOGRAPHS)
    # 0x9FFC came with 13.0, 0x870 with 14.0, 0x1C89 with 16.0 and 0x88F with 17.0.
    if old[0x9FFC] == UNASSIGNED or old[0x870] != UNASSIGNED or new[0x1C89] == UNASSIGNED or new[0x88F] != UNASSIGNED:
        sys.exit("needs JDK 17 (Unicode 13.0) and JDK 25 (Unicode 16.0), in this order")
    print("# Unicode 16.0; made by characters.py, don't edit. Each row holds from its code point to the next row's.")
    print("# 0 1 2: columns; m: mark on a base; p: pictograph; d: dropped; j: joiner; r: replaced; f: letter of a flag;")
    print("# b: breaks a line; x: younger than Unicode 13.0, so not normalised.")
    before = None
    for c in range(0x110000):
        now = row(c, new[c], pictographs[c], old[c] == UNASSIGNED and new[c] != UNASSIGNED)
        if now != before:
            print(f"{c:X} {now}")
        before = now


main()
