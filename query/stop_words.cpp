#include "query/stop_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace dateline {
namespace {

// The words are folded, as those of a query are.
constexpr std::string_view kEnglish[] = {
    "a",     "about",  "all",  "also",  "am",  "an",    "and",  "any",   "are",   "as",   "at",   "be",
    "been",  "being",  "but",  "by",    "can", "could", "did",  "do",    "does",  "for",  "from", "had",
    "has",   "have",   "he",   "her",   "his", "how",   "i",    "if",    "in",    "into", "is",   "it",
    "its",   "may",    "me",   "my",    "no",  "nor",   "not",  "of",    "on",    "or",   "our",  "s",
    "she",   "should", "so",   "such",  "t",   "than",  "that", "the",   "their", "them", "then", "there",
    "these", "they",   "this", "those", "to",  "up",    "was",  "we",    "were",  "what", "when", "where",
    "which", "who",    "whom", "whose", "why", "will",  "with", "would", "you",   "your"};
constexpr std::string_view kGerman[] = {
    "aber",  "als",    "am",   "an",    "auch", "auf", "aus",   "bei",  "bin",  "bis",   "das",
    "dass",  "dem",    "den",  "der",   "des",  "die", "durch", "ein",  "eine", "einem", "einen",
    "einer", "eines",  "er",   "es",    "fur",  "hat", "haben", "ich",  "ihr",  "im",    "in",
    "ist",   "mit",    "nach", "nicht", "noch", "nur", "oder",  "sein", "sich", "sie",   "sind",
    "so",    "uber",   "um",   "und",   "vom",  "von", "vor",   "war",  "was",  "wann",  "wenn",
    "wer",   "werden", "wie",  "wir",   "wird", "wo",  "zu",    "zum",  "zur"};
constexpr std::string_view kFrench[] = {
    "a",    "au",     "aux",  "avec", "c",  "ce",   "ces", "cette", "comment", "d",   "dans", "de",  "des",
    "du",   "elle",   "en",   "est",  "et", "il",   "ils", "j",     "je",      "l",   "la",   "le",  "les",
    "leur", "lui",    "mais", "n",    "ne", "nous", "on",  "ou",    "par",     "pas", "pour", "qu",  "que",
    "quel", "quelle", "qui",  "s",    "sa", "se",   "ses", "son",   "sont",    "sur", "un",   "une", "vous"};
constexpr std::string_view kSpanish[] = {"a",     "al",    "como", "con", "cual",  "cuando", "de",  "del",
                                         "donde", "el",    "ella", "en",  "es",    "esta",   "fue", "ha",
                                         "la",    "las",   "le",   "lo",  "los",   "mas",    "no",  "o",
                                         "para",  "pero",  "por",  "que", "quien", "se",     "ser", "si",
                                         "sin",   "sobre", "son",  "su",  "sus",   "un",     "una", "y"};
constexpr std::string_view kItalian[] = {
    "a",     "ai",  "al",     "alla",  "che",   "chi",  "come", "con", "cosa",  "da",  "dal",
    "dalla", "dei", "del",    "della", "delle", "di",   "dove", "e",   "ed",    "gli", "ha",
    "i",     "il",  "in",     "la",    "le",    "lo",   "ma",   "nel", "nella", "non", "o",
    "per",   "piu", "quando", "se",    "si",    "sono", "su",   "sul", "un",    "una", "uno"};
constexpr std::string_view kDutch[] = {
    "aan", "als", "bij", "dat", "de",   "der",  "die", "dit",  "door", "een", "en",    "er",  "het",  "hij",
    "hoe", "ik",  "in",  "is",  "je",   "maar", "met", "naar", "niet", "of",  "om",    "ook", "op",   "over",
    "te",  "tot", "uit", "van", "voor", "waar", "was", "wat",  "we",   "wie", "wordt", "ze",  "zich", "zijn"};
constexpr std::string_view kPortuguese[] = {
    "a",    "ao",     "aos",  "as",   "com",  "como", "da",   "das",  "de",   "do",   "dos",
    "e",    "em",     "essa", "esta", "foi",  "ha",   "isso", "mais", "mas",  "na",   "nao",
    "nas",  "no",     "nos",  "o",    "onde", "os",   "ou",   "para", "pela", "pelo", "por",
    "qual", "quando", "que",  "quem", "se",   "ser",  "seu",  "sua",  "um",   "uma"};

struct List {
  std::string_view language;
  std::span<const std::string_view> words;
};
constexpr std::array kLists = {List{"de", kGerman},    List{"en", kEnglish}, List{"es", kSpanish},
                               List{"fr", kFrench},    List{"it", kItalian}, List{"nl", kDutch},
                               List{"pt", kPortuguese}};

}  // namespace

bool is_stop_word(std::string_view language, std::string_view word) {
  const auto list = std::ranges::find(kLists, language, &List::language);
  return list != kLists.end() && std::ranges::find(list->words, word) != list->words.end();
}

}  // namespace dateline
