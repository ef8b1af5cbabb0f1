// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/fontwidths.h"

#include <cstdint>
#include <iterator>

namespace wl {

namespace {

// Thousandths of the font's size, rounded up: U+0020 to U+007E, then U+00A0 to U+00FF.
constexpr std::uint16_t plainWidths[] = {318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361,
    318, 337, 637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687,
    699, 771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989,
    686, 611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278,
    975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838, 318, 401, 637,
    637, 637, 637, 337, 500, 500, 1000, 472, 612, 838, 361, 1000, 500, 500, 838, 401, 401, 500, 637, 637, 318,
    500, 401, 472, 612, 970, 970, 970, 531, 685, 685, 685, 685, 685, 685, 975, 699, 632, 632, 632, 632, 295,
    295, 295, 295, 775, 749, 788, 788, 788, 788, 788, 838, 788, 732, 732, 732, 732, 611, 605, 630, 613, 613,
    613, 613, 613, 613, 982, 550, 616, 616, 616, 616, 278, 278, 278, 278, 612, 634, 612, 612, 612, 612, 612,
    838, 612, 634, 634, 634, 634, 592, 635, 592};
constexpr std::uint16_t boldWidths[] = {349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416,
    380, 366, 696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763,
    734, 831, 684, 684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104,
    771, 725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343,
    1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838, 349, 457, 696,
    696, 637, 696, 366, 500, 500, 1000, 564, 646, 838, 416, 1000, 500, 500, 838, 438, 438, 500, 736, 637, 380,
    500, 438, 564, 646, 1036, 1036, 1036, 581, 774, 774, 774, 774, 774, 774, 1085, 734, 684, 684, 684, 684,
    373, 373, 373, 373, 838, 837, 851, 851, 851, 851, 851, 838, 851, 813, 813, 813, 813, 725, 738, 720, 675,
    675, 675, 675, 675, 675, 1048, 593, 679, 679, 679, 679, 343, 343, 343, 343, 688, 712, 688, 688, 688, 688,
    688, 838, 688, 712, 712, 712, 712, 652, 716, 652};
constexpr int fixedWidth = 603;
constexpr std::size_t latinSize = 0x7F - 0x20 + 0x100 - 0xA0;
static_assert(std::size(plainWidths) == latinSize && std::size(boldWidths) == latinSize);

struct Special {
    char32_t character;
    std::uint16_t plain;
    std::uint16_t bold;
};
constexpr Special specials[] = {{0x2013, 500, 500}, {0x2014, 1000, 1000}, {0x2018, 318, 380},
    {0x2019, 318, 380}, {0x201C, 519, 658}, {0x201D, 519, 658}, {0x2022, 590, 640}, {0x2026, 1000, 1000}};

struct Range {
    char32_t first;
    char32_t last;
};
// What East Asian fonts draw one em wide, and pictures that most fonts draw a little wider.
constexpr Range wideRanges[] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

bool isWide(char32_t c)
{
    for (const Range &range : wideRanges) {
        if (c >= range.first && c <= range.last)
            return true;
    }
    return false;
}

/// Thousandths for what no table has: the widest that is common in its script.
int guessed(char32_t c, FontFace face)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    if (isWide(c))
        return c >= 0x1F300 && c < 0x20000 ? 1300 : 1000;
    if (face == FontFace::Fixed)
        return c < 0x2000 ? fixedWidth : 850;
    const bool isCapital = category == QChar::Letter_Uppercase || category == QChar::Symbol_Math
        || category == QChar::Symbol_Other || category == QChar::Symbol_Currency;
    if (face == FontFace::Bold)
        return isCapital ? 850 : 760;
    return isCapital ? 840 : 680;
}

int thousandths(char32_t c, FontFace face)
{
    const bool isAscii = c >= 0x20 && c < 0x7F;
    if (isAscii || (c >= 0xA0 && c < 0x100)) {
        const std::size_t at = isAscii ? c - 0x20 : c - 0xA0 + 0x7F - 0x20;
        return face == FontFace::Fixed ? fixedWidth
            : face == FontFace::Bold   ? boldWidths[at]
                                       : plainWidths[at];
    }
    if (face != FontFace::Fixed) {
        for (const Special &special : specials) {
            if (special.character == c)
                return face == FontFace::Bold ? special.bold : special.plain;
        }
    } else if (c >= 0x2010 && c <= 0x2026) {
        return fixedWidth;
    }
    return guessed(c, face);
}

} // namespace

double widthInEms(QStringView text, FontFace face)
{
    qint64 sum = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        sum += thousandths(isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode(), face);
        i += isPair ? 1 : 0;
    }
    return double(sum) / 1000;
}

} // namespace wl
