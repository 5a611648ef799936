#include "query/vocabulary.h"

#include <algorithm>
#include <ranges>

namespace dateline {
namespace {

/// Rows of the table of edit distances between what was typed and the beginnings of one word after the other.
/// Words that begin alike share rows. Only cells within `most` of the diagonal are kept true.
class DistanceRows {
 public:
  DistanceRows(std::string_view typed, std::size_t most)
      : typed_(typed), most_(most), width_(typed.size() + 1) {
    grow(1);
    for (std::size_t column = 0; column < width_; ++column) cells_[column] = column;
    lowest_ = {0};
  }

  /// Computes the row of word[0, depth]. Rows of shorter beginnings have to be there.
  void compute(std::string_view word, std::size_t depth) {
    grow(depth + 2);
    const std::size_t row = depth + 1, far = most_ + 1;
    auto* cells = &cells_[row * width_];
    std::fill(cells, cells + width_, far);
    const std::size_t first = row > most_ ? row - most_ : 0, last = std::min(width_ - 1, row + most_);
    std::size_t lowest = far;
    for (std::size_t column = first; column <= last; ++column) {
      cells[column] = std::min(far, cell(word, row, column));
      lowest = std::min(lowest, cells[column]);
    }
    lowest_.resize(row + 1);
    lowest_[row] = lowest;
  }

  /// The distance of word[0, length) to all that was typed.
  std::size_t distance(std::size_t length) const { return cells_[length * width_ + width_ - 1]; }

  /// Whether no word that begins with the `length` bytes can come near.
  bool is_dead(std::size_t length) const {
    return lowest_[length] > most_ && (length == 0 || lowest_[length - 1] >= most_);
  }

 private:
  void grow(std::size_t rows) {
    if (cells_.size() < rows * width_) cells_.resize(rows * width_ * 2);
  }

  std::size_t cell(std::string_view word, std::size_t row, std::size_t column) const {
    const auto* above = &cells_[(row - 1) * width_];
    const auto* here = &cells_[row * width_];
    if (column == 0) return row;
    const bool same = word[row - 1] == typed_[column - 1];
    auto best = std::min({above[column] + 1, here[column - 1] + 1, above[column - 1] + (same ? 0 : 1)});
    const bool swapped =
        row > 1 && column > 1 && word[row - 1] == typed_[column - 2] && word[row - 2] == typed_[column - 1];
    if (swapped) best = std::min(best, cells_[(row - 2) * width_ + column - 2] + 1);
    return best;
  }

  std::string_view typed_;
  std::size_t most_;
  std::size_t width_;
  std::vector<std::size_t> cells_;   ///< row by row
  std::vector<std::size_t> lowest_;  ///< by row
};

std::size_t common_beginning(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

void Vocabulary::add(std::string_view word, std::uint32_t count) {
  letters_.append(word);
  ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
  counts_.push_back(count);
}

std::size_t Vocabulary::end_of(std::size_t first, std::string_view beginning) const {
  const auto numbers = std::views::iota(first, size());
  const auto end = std::ranges::partition_point(
      numbers, [&](std::size_t number) { return word(number).substr(0, beginning.size()) <= beginning; });
  return first + static_cast<std::size_t>(end - numbers.begin());
}

std::pair<std::size_t, std::size_t> Vocabulary::beginning_with(std::string_view beginning) const {
  const auto numbers = std::views::iota(std::size_t{0}, size());
  const auto first =
      std::ranges::partition_point(numbers, [&](std::size_t number) { return word(number) < beginning; });
  const auto begin = static_cast<std::size_t>(first - numbers.begin());
  return {begin, end_of(begin, beginning)};
}

std::uint32_t Vocabulary::count_of(std::string_view wanted) const {
  const auto [first, last] = beginning_with(wanted);
  return first < last && word(first) == wanted ? counts_[first] : 0;
}

void Vocabulary::near(std::string_view typed, std::size_t most, Nearness nearness,
                      const std::function<void(std::size_t, std::size_t)>& found) const {
  DistanceRows rows(typed, most);
  std::string_view before;
  std::size_t known = 0;  // rows that are true for `before`
  for (std::size_t number = 0; number < size();) {
    const auto letters = word(number);
    auto depth = std::min(known, common_beginning(letters, before));
    before = letters;
    while (depth < letters.size() && !rows.is_dead(depth)) rows.compute(letters, depth++);
    known = depth;
    auto distance = rows.distance(depth);
    if (nearness == Nearness::kBeginning) {
      for (std::size_t length = 0; length < depth; ++length)
        distance = std::min(distance, rows.distance(length));
    }
    const bool dead = rows.is_dead(depth);
    const auto next = dead ? end_of(number, letters.substr(0, depth)) : number + 1;
    const bool counts = distance <= most && (!dead || nearness == Nearness::kBeginning);
    if (counts) {
      for (auto each = number; each < next; ++each) found(each, distance);
    }
    number = next;
  }
}

}  // namespace dateline
