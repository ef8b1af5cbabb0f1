// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

namespace wl {

/// The three faces of the drawings' texts.
enum class FontFace { Plain, Bold, Fixed };

/// How wide the text is in multiples of the font's size, by the advances of the DejaVu fonts (Verdana's are
/// about the same, most others are narrower); what they do not have is guessed, rather too wide.
double widthInEms(QStringView text, FontFace face);

} // namespace wl
