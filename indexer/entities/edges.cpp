// Titles off, parts of names on.
#include "indexer/entities/edges.h"

#include <algorithm>
#include <string_view>

#include "corpus/base/word_list.h"
#include "indexer/entities/names/particles.h"

namespace dateline::entities {
namespace {

constexpr std::uint32_t kGivenNames = kGivenName | kRareGivenName;
constexpr std::uint32_t kNames = kGivenNames | kSurname | kFairSurname;
constexpr std::uint32_t kPlaces = kBigCity | kCity | kTown | kRegion | kCountry | kPlaceName;
/// What makes of a word beside a person's name something else than a part of it.
constexpr std::uint32_t kNoName = kTitleWord | kRoleWord | kKinWord | kOrganizationWord | kCompanyWord |
                                  kDemonym | kCalendarWord | kFunctionWord | kCountry | kRegion | kBigCity |
                                  kCity | kPlaceName | kPlaceWord | kSpeechWord | kTeamWord;

/// Titles that are cut although they are names too, or that the lexicon does not have.
constexpr std::string_view kRanks[] = {"brig",  "emperor", "excellency", "hh",     "highness",
                                       "king",  "majesty", "pope",       "prince", "princess",
                                       "queen", "shaikh",  "sheik",      "sheikh"};
/// What may stand between such titles: "His Highness the Crown Prince".
constexpr std::string_view kBetweenRanks[] = {"crown", "her", "his", "the"};
constexpr std::string_view kArabicLinks[] = {"ud", "ul", "ur", "us", "uz"};
/// Words of offices that are names too, or that the lexicon does not have.
constexpr std::string_view kOffices[] = {"amir", "crown", "god", "prime", "prince"};
/// What follows the hyphen of a compound and is no syllable of a name: "Merkel-led", "London-based".
constexpr std::string_view kCompounds[] = {
    "ally",      "area",       "born",    "bound", "built", "centric", "elect",    "era",   "forces",
    "free",      "held",       "leaning", "led",   "like",  "made",    "majority", "minus", "operation",
    "operative", "operatives", "origin",  "plus",  "run",   "side",    "speaking", "style", "wide"};
/// Words of companies' tables, and "dlrs" behind a country: "U.S. Dlrs".
constexpr std::string_view kTableWords[] = {"avg",  "bln", "cts",  "div",   "dlr",   "dlrs", "mln",
                                            "mths", "net", "oper", "pct",   "qtly",  "qtr",  "rev",
                                            "revs", "shr", "shrs", "split", "untrd", "yr"};
/// Agencies that sign their stories in a line of its own.
constexpr std::string_view kAgencies[] = {"afp", "ap", "ians", "pti", "reuter", "reuters", "upi"};
/// Written before a sum of money.
constexpr std::string_view kCurrencies[] = {"rs", "tk"};
constexpr std::uint32_t kSyllable = 5;  ///< bytes of the longest one: "Suk-yeol"

class Mender {
 public:
  Mender(const Analysis& a, std::vector<NameTokens>& names) : a_(a), list_(a.tokens.list), names_(names) {}

  void run() {
    for (at_ = 0; at_ < names_.size(); ++at_) {
      auto& name = names_[at_];
      cut_article(name);
      cut_compound(name);
      cut_currency(name);
      if (has_arabic_link(name)) name.type = MentionType::kPerson;
      if (name.type != MentionType::kPerson) continue;
      cut_titles(name);
      extend_back(name);
      extend_over_hyphens(name);
    }
    join_parts();
    std::erase_if(names_, [&](const NameTokens& name) {
      return is_only_title(name) || is_common_word(name) || is_of_table(name) || is_signature(name);
    });
  }

 private:
  std::string_view fold(std::size_t i) const { return a_.tokens.fold(list_[i]); }
  std::uint32_t flags(std::size_t i) const { return a_.facts[i].flags; }
  std::uint32_t bytes(std::size_t i) const { return list_[i].end - list_[i].begin; }
  bool is_lower(std::size_t i) const { return list_[i].shape == Shape::kLower; }
  bool is_capital(std::size_t i) const {
    return list_[i].shape == Shape::kTitle || list_[i].shape == Shape::kMixed;
  }
  bool is_hyphen(std::size_t i) const { return list_[i].glued && fold(i) == "-"; }

  /// The first token after the name before, and the first of the name after.
  std::size_t floor() const { return at_ == 0 ? 0 : names_[at_ - 1].last + 1; }
  std::size_t ceiling() const { return at_ + 1 < names_.size() ? names_[at_ + 1].first : list_.size(); }

  void cut_article(NameTokens& name) const {
    if (name.first < name.last && is_lower(name.first) && fold(name.first) == "the") ++name.first;
  }

  /// "[London]-based", "[Hamas]-led".
  void cut_compound(NameTokens& name) const {
    if (name.last < name.first + 2 || !is_lower(name.last) || !is_hyphen(name.last - 1)) return;
    const auto word = fold(name.last);
    constexpr std::size_t kShortest = 5;
    const bool is_participle = word.size() >= kShortest && word.ends_with("ed");
    if (is_participle || contains_sorted(kCompounds, word)) name.last -= 2;
  }

  /// "[Hemas Holdings] Rs 40 million".
  void cut_currency(NameTokens& name) const {
    const auto next = name.last + 1;
    if (name.first < name.last && contains_sorted(kCurrencies, fold(name.last)) && next < list_.size() &&
        list_[next].shape == Shape::kNumber)
      --name.last;
  }

  /// "Inzamam-ul-Haq": only people are called so.
  bool has_arabic_link(const NameTokens& name) const {
    for (auto i = name.first + 1; i + 2 < name.last; ++i) {
      if (is_hyphen(i) && is_hyphen(i + 2) && list_[i + 1].glued &&
          contains_sorted(kArabicLinks, fold(i + 1)))
        return true;
    }
    return false;
  }

  /// "Imam", "the Prime Minister", "Crown Prince": an office, not who holds it.
  bool is_only_title(const NameTokens& name) const {
    if (name.type == MentionType::kOrganization) return false;
    for (auto i = name.first; i <= name.last; ++i) {
      const bool title = (flags(i) & (kTitleWord | kRoleWord | kKinWord | kFunctionWord)) != 0;
      const bool more = (flags(i) & (kNames | kPlaces)) != 0;
      if (!(title && !more) && !contains_sorted(kOffices, fold(i))) return false;
    }
    return true;
  }

  /// "We" and "Central", at the beginning of a sentence; letters such as "WHO" are none.
  bool is_common_word(const NameTokens& name) const {
    if (name.first != name.last || (flags(name.first) & (kNames | kPlaces)) != 0) return false;
    const auto common = name.type == MentionType::kPlace ? kFunctionWord | kCommonWord : kFunctionWord;
    return (flags(name.first) & common) != 0 && list_[name.first].shape == Shape::kTitle;
  }

  /// "Oper shr", "QTR", "N.Z. Dlrs": heads of columns and money, nobody and no organization.
  bool is_of_table(const NameTokens& name) const {
    if (name.type == MentionType::kPlace) return false;
    if (fold(name.last) == "dlrs") return true;
    for (auto i = name.first; i <= name.last; ++i) {
      if (!contains_sorted(kTableWords, fold(i))) return false;
    }
    return true;
  }

  /// "Reuter" as the last line of a story.
  bool is_signature(const NameTokens& name) const {
    return name.first == name.last && name.last + 1 == list_.size() && list_[name.first].line_start &&
           contains_sorted(kAgencies, fold(name.first));
  }

  /// To after the last title, as "Minister" in "Deputy Foreign Minister Ann Lee" and "Secretary of State" in
  /// "Secretary of State Ann Lee". Other titles that are also names ("Dean") stay.
  void cut_titles(NameTokens& name) const {
    for (auto i = name.first; i < name.last; ++i) {
      const bool leads = i == name.first || contains_sorted(kBetweenRanks, fold(i - 1));
      const bool title = (flags(i) & kTitleWord) != 0 && (flags(i) & kNames) == 0;
      if (!title && !(leads && contains_sorted(kRanks, fold(i)))) continue;
      name.first = i + 1;
      if (fold(name.first) != "of" && fold(name.first) != "for") continue;
      while (name.first < name.last && (flags(name.first) & kGivenNames) == 0) ++name.first;
    }
  }

  /// Over initials, and over one word with a capital that is nothing but a name: "said Strobe [Talbott]".
  void extend_back(NameTokens& name) const {
    while (name.first > floor() && !list_[name.first].line_start && !list_[name.first].glued) {
      const auto before = before_particles(name.first);
      if (list_[before].capital_line) return;
      const bool initial = before + 1 == name.first && is_initial(before);
      if (!initial && !(name.first == name.last && is_name_word(before))) return;
      name.first = before;
    }
  }

  /// The token in front of `first`, or in front of the particles there: "Kengo wa [Dondo]".
  std::size_t before_particles(std::size_t first) const {
    auto before = first - 1;
    while (before > floor() && !list_[before].line_start && is_small_particle(before)) --before;
    return before;
  }

  bool is_small_particle(std::size_t i) const { return is_lower(i) && is_particle(fold(i)); }

  bool is_initial(std::size_t i) const {
    return (list_[i].shape == Shape::kInitial || list_[i].shape == Shape::kDotted) &&
           fold(i).ends_with('.') && (flags(i) & (kCountry | kRegion | kOrganizationWord | kTitleWord)) == 0;
  }

  bool is_name_word(std::size_t i) const {
    if (is_capital(i) && fold(i) == "mother") return true;  // a nun: "Mother Teresa"
    return is_capital(i) && !list_[i].glued && (flags(i) & (kNoName | kCommonWord)) == 0 &&
           a_.facts[i].phrase_place == 0 && (!list_[i].sentence_start || (flags(i) & kNames) != 0);
  }

  /// "[Brenda Schultz]-McCarthy", "Jean-[Michel Monin]", "[Moon Jae]-in".
  void extend_over_hyphens(NameTokens& name) const {
    while (name.last + 2 < ceiling() && is_hyphen(name.last + 1) && list_[name.last + 2].glued &&
           (is_joined_name(name.last + 2) || is_syllable(name, name.last + 2))) {
      name.last += 2;
    }
    while (name.first > floor() + 1 && is_hyphen(name.first - 1) && list_[name.first].glued &&
           !list_[name.first - 1].line_start && is_joined_name(name.first - 2)) {
      name.first -= 2;
    }
  }

  bool is_joined_name(std::size_t i) const { return is_capital(i) && (flags(i) & kNoName) == 0; }

  bool is_syllable(const NameTokens& name, std::size_t i) const {
    return name.first < name.last && is_lower(i) && bytes(i) <= kSyllable && bytes(name.last) <= kSyllable &&
           !contains_sorted(kCompounds, fold(i));
  }

  /// Whether `next` goes on with the person's name `name`: nothing or one or two particles stand between, or
  /// the hyphen of a double surname.
  bool goes_on(const NameTokens& name, const NameTokens& next) const {
    if (name.type != MentionType::kPerson || next.type != MentionType::kPerson) return false;
    if (next.first - name.last > 3 || list_[next.first].line_start) return false;
    if (name.first < name.last && is_hyphen(name.last + 1) && next.first == name.last + 2)
      return list_[next.first].glued;
    for (auto i = name.last + 1; i < next.first; ++i) {
      if (list_[i].line_start || !is_small_particle(i)) return false;
    }
    return true;
  }

  void join_parts() {
    std::size_t kept = 0;
    for (const auto& name : names_) {
      if (kept > 0 && goes_on(names_[kept - 1], name))
        names_[kept - 1].last = name.last;
      else
        names_[kept++] = name;
    }
    names_.resize(kept);
  }

  const Analysis& a_;
  const std::vector<Token>& list_;
  std::vector<NameTokens>& names_;
  std::size_t at_ = 0;
};

}  // namespace

void mend_edges(const Analysis& a, std::vector<NameTokens>& names) { Mender(a, names).run(); }

}  // namespace dateline::entities
