#include "corpus/base/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "corpus/base/charset_guess.h"

namespace dateline {
namespace {

/// `text` (UTF-8) written in `encoding`.
std::string encoded(const std::string& text, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  const auto wide = icu::UnicodeString::fromUTF8(text);
  std::string bytes(static_cast<std::size_t>(wide.length()) * 8 + 16, '\0');
  const auto size = ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                    wide.getBuffer(), wide.length(), &status);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  return bytes.substr(0, static_cast<std::size_t>(size));
}

constexpr const char* kGerman =
    "Der Bürgermeister sagte, die Brücke über den Fluß bleibe für Jahre zu: „Schön ist es nicht.“";
constexpr const char* kFrench =
    "Le maire a déclaré que le pont serait fermé pendant des années. L'été dernier fut déjà très dur.";
constexpr const char* kSpanish =
    "El alcalde señaló que el puente cerrará varios años. «Mañana será difícil», añadió.";
constexpr const char* kPortuguese =
    "O prefeito disse que a ponte ficará fechada por anos; não há solução à vista, só preocupações.";
constexpr const char* kSwedish =
    "Borgmästaren sade att bron hålls stängd i flera år. Handlarna är oroliga för sina affärer på ön.";
constexpr const char* kDanish =
    "Borgmesteren sagde, at broen bliver lukket i flere år. Købmændene frygter for deres indtægter på øen.";
constexpr const char* kPolish =
    "Burmistrz powiedział, że most będzie zamknięty przez kilka lat. Handlowcy obawiają się o swoje sklepy, "
    "gdyż już miniony rok był ciężki.";
constexpr const char* kCzech =
    "Starosta města řekl, že most bude několik let uzavřen. Obchodníci mají obavy, protože již loňský rok "
    "byl těžký.";
constexpr const char* kHungarian =
    "A polgármester azt mondta, hogy a hidat több évre lezárják. A kereskedők aggódnak, mert a tavalyi év is "
    "nehéz volt, ő is tudja.";
constexpr const char* kRussian =
    "Мэр города сказал, что мост будет закрыт на несколько лет. Торговцы опасаются за свои дела.";
constexpr const char* kUkrainian =
    "Мер міста сказав, що міст буде закрито на кілька років. Торговці побоюються за свої справи, бо рік їм "
    "був важким.";
constexpr const char* kBulgarian =
    "Кметът на града каза, че мостът ще бъде затворен за няколко години. Търговците се страхуват.";
constexpr const char* kGreek =
    "Ο δήμαρχος της πόλης είπε ότι η γέφυρα θα κλείσει για αρκετά χρόνια. Οι έμποροι ανησυχούν.";
constexpr const char* kTurkish =
    "Belediye başkanı köprünün birkaç yıl kapalı kalacağını söyledi. Esnaf işleri için endişeleniyor.";
constexpr const char* kHebrew =
    "ראש העיר אמר כי הגשר ייסגר למספר שנים. הסוחרים חוששים לעסקיהם משום שהשנה הייתה קשה.";
constexpr const char* kArabic =
    "قال رئيس البلدية إن الجسر سيغلق لعدة سنوات. ويخشى التجار على أعمالهم لأن العام كان صعبا.";
constexpr const char* kThai = "นายกเทศมนตรีกล่าวว่าสะพานจะปิดเป็นเวลาหลายปี พ่อค้ากังวลเกี่ยวกับธุรกิจของตน";
constexpr const char* kJapanese =
    "市長は橋が数年間閉鎖されると述べた。商店主たちは商売への影響を心配している。";
constexpr const char* kSimplified = "市长说,这座桥将关闭数年。商人们担心自己的生意,因为去年已经非常困难。";
constexpr const char* kTraditional = "市長說,這座橋將關閉數年。商人們擔心自己的生意,因為去年已經非常困難。";
constexpr const char* kKorean =
    "시장은 다리가 몇 년 동안 폐쇄될 것이라고 말했다. 상인들은 장사를 걱정하고 있다.";

struct Undeclared {
  const char* name;
  const char* text;
  const char* encoding;
};
class UndeclaredCharset : public testing::TestWithParam<Undeclared> {};
TEST_P(UndeclaredCharset, IsGuessed) {
  const auto& [name, text, encoding] = GetParam();
  const auto bytes = encoded(text, encoding);
  EXPECT_EQ(to_utf8(bytes), text) << guess_charset(bytes);
  EXPECT_EQ(to_utf8(bytes, "no-such-charset"), text);
  EXPECT_EQ(to_utf8("<p class=a>" + bytes + "</p>"), "<p class=a>" + std::string(text) + "</p>");
}
INSTANTIATE_TEST_SUITE_P(
    Charsets, UndeclaredCharset,
    testing::Values(
        Undeclared{"German1252", kGerman, "windows-1252"}, Undeclared{"French1252", kFrench, "windows-1252"},
        Undeclared{"Spanish1252", kSpanish, "windows-1252"},
        Undeclared{"Portuguese1252", kPortuguese, "windows-1252"},
        Undeclared{"Swedish1252", kSwedish, "windows-1252"},
        Undeclared{"Danish1252", kDanish, "windows-1252"}, Undeclared{"Polish1250", kPolish, "windows-1250"},
        Undeclared{"Polish8859_2", kPolish, "ISO-8859-2"}, Undeclared{"Czech1250", kCzech, "windows-1250"},
        Undeclared{"Czech8859_2", kCzech, "ISO-8859-2"},
        Undeclared{"Hungarian1250", kHungarian, "windows-1250"},
        Undeclared{"Hungarian8859_2", kHungarian, "ISO-8859-2"},
        Undeclared{"Russian1251", kRussian, "windows-1251"}, Undeclared{"RussianKoi8", kRussian, "KOI8-R"},
        Undeclared{"Russian8859_5", kRussian, "ISO-8859-5"}, Undeclared{"RussianDos", kRussian, "ibm-866"},
        Undeclared{"Ukrainian1251", kUkrainian, "windows-1251"},
        Undeclared{"UkrainianKoi8", kUkrainian, "KOI8-U"},
        Undeclared{"Bulgarian1251", kBulgarian, "windows-1251"},
        Undeclared{"Greek1253", kGreek, "windows-1253"}, Undeclared{"Greek8859_7", kGreek, "ISO-8859-7"},
        Undeclared{"Turkish1254", kTurkish, "windows-1254"},
        Undeclared{"Turkish8859_9", kTurkish, "ISO-8859-9"},
        Undeclared{"Hebrew1255", kHebrew, "windows-1255"}, Undeclared{"Arabic1256", kArabic, "windows-1256"},
        Undeclared{"Arabic8859_6", kArabic, "ISO-8859-6"}, Undeclared{"Thai874", kThai, "windows-874"},
        Undeclared{"JapaneseShiftJis", kJapanese, "windows-31j"},
        Undeclared{"JapaneseEuc", kJapanese, "EUC-JP"}, Undeclared{"JapaneseMail", kJapanese, "ISO-2022-JP"},
        Undeclared{"SimplifiedGb", kSimplified, "GB18030"},
        Undeclared{"TraditionalBig5", kTraditional, "Big5"}, Undeclared{"KoreanEuc", kKorean, "EUC-KR"}),
    [](const auto& row) { return std::string(row.param.name); });

struct Decided {
  const char* name;
  std::string bytes;
  const char* declared;
  const char* text;
};
class DecidedCharset : public testing::TestWithParam<Decided> {};
TEST_P(DecidedCharset, IsNotGuessed) {
  EXPECT_EQ(to_utf8(GetParam().bytes, GetParam().declared), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(
    Charsets, DecidedCharset,
    testing::Values(Decided{"ByteOrderMark", "\xEF\xBB\xBFZ\xC3\xBCrich", "iso-8859-2", "Zürich"},
                    Decided{"Utf16", std::string("\xFE\xFF\0Z\0\xFC", 6), "", "Zü"},
                    Decided{"ValidUtf8", "Z\xC3\xBCrich", "windows-1252", "Zürich"},
                    Decided{"Utf8WithACutCharacter",
                            "über Köln, Zürich, Düren, Wörth, Süden, Höhe, Nähe, Blüte \xC3.", "",
                            "über Köln, Zürich, Düren, Wörth, Süden, Höhe, Nähe, Blüte \uFFFD."},
                    Decided{"Declared",
                            "\xA3\xF3"
                            "d\xBC",
                            "iso-8859-2", "Łódź"},
                    Decided{"Latin1IsWindows1252", "\x80 5 \x96", "iso-8859-1", "€ 5 –"},
                    Decided{"DeclaredUtf8IsNot", "Z\xFCrich", "utf-8", "Zürich"},
                    Decided{"TooLittleToTell", "caf\xE9", "", "café"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
