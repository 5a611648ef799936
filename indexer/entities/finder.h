// Finds the people, places and organizations that an article names.
//
//   static const auto finder = Finder::load(built_in_model());
//   for (const Mention& m : finder->find(article.title, article.text).text) …
#pragma once

#include <expected>
#include <memory>
#include <string_view>

#include "corpus/base/error.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/model.h"

namespace dateline {

using entities::built_in_model;

/// A linear-chain conditional random field in two stages: the second sees what the first found in the whole
/// article.
///
/// Threads: all const members may be called at once. Five megabytes of memory stay with the finder for each
/// call that ever was at work at the same time as others.
class Finder {
 public:
  /// Reads a model in place: `model_bytes` must outlive the finder and be aligned to 8 bytes. Takes a few
  /// milliseconds (the checksum).
  ///
  /// Errors: kFormat, kUnsupported, kCorrupt as Model::open
  static std::expected<Finder, Error> load(std::string_view model_bytes);

  /// The mentions in `title` and in `text`, each in order of position, none overlapping another.
  ///
  /// Both are plain text in UTF-8 of at most 4 GiB together; a line break ends a sentence and a name, a blank
  /// line nothing more. Bytes that are not UTF-8 are never inside a name. A title or line in capitals is read
  /// with the help of the rest of the article. Time and memory grow linearly with the length: about a
  /// microsecond a word. Text in a language that the model does not know gives mentions of little worth: ask
  /// knows_language() first.
  Mentions find(std::string_view title, std::string_view text) const;

  /// Whether the model was made for `language`, a BCP 47 tag such as "en" or "en-GB". "" is not known.
  static bool knows_language(std::string_view language);

 private:
  class Decoders;
  explicit Finder(const entities::Model& model);
  entities::Model model_;
  std::shared_ptr<Decoders> decoders_;  ///< of all copies of this finder
};

}  // namespace dateline
