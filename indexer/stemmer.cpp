#include "indexer/stemmer.h"

#include <xapian.h>

#include <map>
#include <optional>

namespace dateline {

struct Stemmer::Implementation {
  std::map<std::string, std::optional<Xapian::Stem>, std::less<>> stems;

  /// The stemmer of `language`; null if there is none.
  const Xapian::Stem* find(std::string_view language) {
    auto found = stems.find(language);
    if (found == stems.end()) {
      std::optional<Xapian::Stem> stem;
      try {
        if (language.size() == 2) stem.emplace(std::string(language));
      } catch (const Xapian::InvalidArgumentError&) {
        // No stemmer for this language: remembered as an empty optional.
      }
      found = stems.emplace(language, std::move(stem)).first;
    }
    return found->second ? &*found->second : nullptr;
  }
};

Stemmer::Stemmer() : implementation_(std::make_unique<Implementation>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view language, std::string_view word) {
  const auto* stem = implementation_->find(language);
  if (stem == nullptr || word.size() < 3 || (word.front() >= '0' && word.front() <= '9'))
    return std::string(word);
  auto stemmed = (*stem)(std::string(word));
  return stemmed.empty() ? std::string(word) : stemmed;
}

bool Stemmer::knows(std::string_view language) { return implementation_->find(language) != nullptr; }

}  // namespace dateline
