#include "query/lexemes.h"

#include "corpus/base/text.h"

namespace dateline {

std::string_view Lexemes::words(std::size_t count) const {
  if (at_ + count > all_.size()) return {};
  for (std::size_t n = at_; n < at_ + count; ++n) {
    if (all_[n].symbol != Symbol::kWord) return {};
  }
  const auto* begin = all_[at_].text.data();
  const auto last = all_[at_ + count - 1].text;
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

Note stray_operator(std::string message, Range range) {
  return {"stray_operator", std::move(message), range, "left out"};
}

Note without_value(const Lexeme& name) {
  return stray_operator(fmt::format("'{}:' without a value", name.text), name.range);
}

}  // namespace dateline
