// Words -> stems: the forms of one word have one stem.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline {

/// Stems folded words of one language; "" and languages without a stemmer give the word itself. One thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of `word`. Numbers and words of one or two letters stay as they are.
  std::string stem(std::string_view language, std::string_view word);

  /// Whether `language` (ISO 639-1) has a stemmer.
  bool knows(std::string_view language);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The language whose stemmer is used for articles of unknown language.
inline constexpr std::string_view kDefaultLanguage = "en";

}  // namespace dateline
