// How long does it take to offer names while somebody types, in a list of a million?
//
//   names_bench [NAMES [QUERIES]]     default 1,000,000 names, 2,000 queries
//
// Names are a first name and a family name of made-up syllables, common ones common; queries are beginnings
// of them, a third with a typing error. Prints the processor time of one query in milliseconds.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <random>
#include <set>

#include "query/name_index.h"

namespace {

using namespace dateline;

std::string made_up(std::mt19937_64& random, std::size_t syllables) {
  static constexpr const char* kStarts[] = {"b", "d", "f", "g", "h", "k",   "l",  "m", "n",
                                            "p", "r", "s", "t", "v", "sch", "br", "st"};
  static constexpr const char* kEnds[] = {"a",  "e",  "i",  "o",   "u",  "an",
                                          "er", "in", "ov", "ell", "ar", "enko"};
  std::string word;
  for (std::size_t n = 0; n < syllables; ++n) {
    word += kStarts[random() % std::size(kStarts)];
    word += kEnds[random() % std::size(kEnds)];
  }
  return word;
}

/// A number below `size`, small ones often.
std::size_t skewed(std::mt19937_64& random, std::size_t size) {
  const double share = std::uniform_real_distribution<>(0, 1)(random);
  return static_cast<std::size_t>(share * share * share * static_cast<double>(size));
}

std::set<std::string> make_names(std::mt19937_64& random, std::size_t count) {
  std::vector<std::string> first, last;
  for (int n = 0; n < 5'000; ++n) first.push_back(made_up(random, 2));
  for (int n = 0; n < 200'000; ++n) last.push_back(made_up(random, 2 + random() % 2));
  std::set<std::string> names;
  while (names.size() < count)
    names.insert(first[skewed(random, first.size())] + " " + last[skewed(random, last.size())]);
  return names;
}

FacetValues column_of(const std::set<std::string>& names, std::mt19937_64& random) {
  FacetValues column;
  std::uint32_t number = 0;
  for (const auto& name : names) {
    column.terms.add(name);
    column.values.insert(column.values.end(), 1 + (random() % 16 == 0 ? random() % 50 : 0), number++);
  }
  return column;
}

/// What somebody typed of `name` so far.
std::string typed_of(std::string name, std::mt19937_64& random) {
  if (random() % 2 == 0) name.erase(0, name.find(' ') + 1);
  name.resize(std::min(name.size(), 1 + random() % 12));
  if (random() % 3 == 0 && name.size() > 3) std::swap(name[name.size() - 1], name[name.size() - 2]);
  return name;
}

double now() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
  const std::size_t queries = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2'000;
  std::mt19937_64 random(1);
  const auto names = make_names(random, count);
  const auto column = column_of(names, random);
  const std::vector<std::string> list(names.begin(), names.end());
  auto begun = now();
  const NameIndex index(column.view(), 0);
  fmt::print("{} names, index made in {:.0f} ms\n", names.size(), now() - begun);
  std::vector<double> times;
  std::size_t found = 0;
  for (std::size_t n = 0; n < queries; ++n) {
    const auto typed = typed_of(list[random() % list.size()], random);
    begun = now();
    found += index.find(typed, 5).size();
    times.push_back(now() - begun);
  }
  std::ranges::sort(times);
  const auto quantile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  fmt::print("median {:.3f} ms, 95 % {:.3f} ms, 99 % {:.3f} ms, most {:.3f} ms; {:.1f} names a query\n",
             quantile(.5), quantile(.95), quantile(.99), times.back(),
             static_cast<double>(found) / static_cast<double>(queries));
}
