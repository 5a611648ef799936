#include "indexer/entities/dateline.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  const char* head;  ///< what the dateline is
};

class Datelines : public testing::TestWithParam<TextCase> {};

TEST_P(Datelines, AreToldFromText) {
  const std::string text = GetParam().text;
  EXPECT_EQ(text.substr(0, dateline_bytes(text)), GetParam().head);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Datelines,
    testing::Values(
        TextCase{"Reuters", "KABUL, Aug 26 (Reuters) - Two blasts hit.", "KABUL, Aug 26 (Reuters) - "},
        TextCase{"LongDash", "Mexico City (AP) \u2014 Rain fell.", "Mexico City (AP) \u2014 "},
        TextCase{"NoBlanks", "PARIS\u2014The minister left.", "PARIS\u2014"},
        TextCase{"TwoDashes", "WASHINGTON -- Senators voted.", "WASHINGTON -- "},
        TextCase{"SmallWords", "RIO DE JANEIRO, March 3 - Banks closed.", "RIO DE JANEIRO, March 3 - "},
        TextCase{"SmallWordsInside", "Frankfurt am Main, 3 March - Banks closed.",
                 "Frankfurt am Main, 3 March - "},
        TextCase{"Semicolon", "COLOMBO (News 1st); The court met.", "COLOMBO (News 1st); "},
        TextCase{"Colon", "NEW DELHI: The court met.", "NEW DELHI: "},
        TextCase{"ASentence", "The minister said on Monday - and not for the first time - no.", ""},
        TextCase{"AQuote", "Mr Jones: I saw nothing.", ""}, TextCase{"NoMark", "Kabul fell.", ""},
        TextCase{"Small", "kabul - it fell.", ""},
        TextCase{"TooFar",
                 "Kabul Kandahar Herat Mazar Jalalabad Kunduz Taloqan Ghazni Khost Farah Zaranj Lashkargah "
                 "Asadabad Bamyan - x",
                 ""},
        TextCase{"NextLine", "Kabul\nAug 26 - x", ""}, TextCase{"Empty", "", ""},
        TextCase{"OnlyADash", " - x", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
