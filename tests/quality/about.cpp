// quality-about: how far what an article is found to be about agrees with the people and places that the desk
// stated.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "corpus/reader.h"
#include "indexer/entities/enrich.h"
#include "indexer/entities/join.h"
#include "indexer/entities/names/names.h"

namespace {

using namespace dateline;  // NOLINT: a program

const ProgramSpec kProgram = {
    .name = "quality-about",
    .usage = "SOURCE...",
    .summary =
        "Compare the people and places that articles are found to be about with those the publisher states.",
    .examples = {"quality-about data/news-reuters21578/*.sgm"},
    .options = {},
    .exit_status = "0 printed; 2 an error.",
};

using Entities = std::vector<Entity> Article::*;

/// What is held against the stated names.
enum class Scope {
  kAbout,    ///< what the article is about
  kWithin,   ///< and what that lies in: a story about Osaka is one about Japan
  kDateline  ///< and where it was written, with what that lies in
};

/// Names of one kind over all articles that state at least one.
struct Agreement {
  std::string_view kind;
  Entities entities;
  Scope scope;
  double stated = 0;        ///< names the desk states
  double about = 0;         ///< names we call about
  double about_agreed = 0;  ///< of these, stated
  double covered = 0;       ///< stated names among those we call about
  double found_agreed = 0;  ///< stated names that we found at all
};

/// Desks shorten names: "reagan", "volcker", "usa".
bool agree(const Entity& stated, const Entity& found) {
  const auto a = name_words(stated.name), b = name_words(found.name);
  if (a.empty() || b.empty()) return false;
  return a == b || (a.size() == 1 && a.back() == b.back()) ||
         (a.size() > 1 && b.size() > 1 && a.back() == b.back() && a.front()[0] == b.front()[0]);
}

/// The same, or, in a wider scope, the place that the found one lies in.
bool agree(const Entity& stated, const Entity& found, Scope scope) {
  if (agree(stated, found) || scope == Scope::kAbout) return agree(stated, found);
  return std::ranges::any_of(
      found.parents, [&](const std::string& parent) { return agree(stated, Entity{.name = parent}); });
}

/// Those of `entities` that have an equal in `others`.
double agreed(const std::vector<Entity>& entities, const std::vector<Entity>& others, bool is_stated,
              Scope scope) {
  return static_cast<double>(std::ranges::count_if(entities, [&](const Entity& one) {
    return std::ranges::any_of(others, [&](const Entity& other) {
      return is_stated ? agree(one, other, scope) : agree(other, one, scope);
    });
  }));
}

void compare(Agreement& sums, const Article& stated, const Article& found) {
  const auto& given = stated.*sums.entities;
  if (given.empty()) return;
  auto about = found.*sums.entities;
  sums.found_agreed += agreed(given, about, true, sums.scope);
  std::erase_if(about, [&](const Entity& one) {
    const bool is_dateline = sums.scope == Scope::kDateline && one.relation == Relation::kDateline;
    return one.relation != Relation::kAbout && !is_dateline;
  });
  sums.stated += static_cast<double>(given.size());
  sums.about += static_cast<double>(about.size());
  sums.about_agreed += agreed(about, given, false, sums.scope);
  sums.covered += agreed(given, about, true, sums.scope);
}

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.positional.empty()) return std::unexpected(invalid("no source was given: name the stories"));
  const auto enricher = Enricher::load();
  if (!enricher) return std::unexpected(enricher.error());
  std::array kinds{Agreement{"people", &Article::people, Scope::kAbout},
                   Agreement{"places", &Article::places, Scope::kAbout},
                   Agreement{"places and what they lie in", &Article::places, Scope::kWithin},
                   Agreement{"the same with the dateline", &Article::places, Scope::kDateline}};
  for (const auto& source : arguments.positional) {
    auto reader = open_source(source, {});
    if (!reader) return std::unexpected(reader.error());
    for (auto read = (*reader)->next(); read; read = (*reader)->next()) {
      if (!*read) continue;
      // What the desk states, under the names of our records.
      auto stated = **read;
      stated.title.clear();
      stated.text.clear();
      enricher->enrich(stated);
      auto found = **read;
      for (auto& kind : kinds) (found.*kind.entities).clear();
      enricher->enrich(found);
      for (auto& kind : kinds) compare(kind, stated, found);
    }
  }
  print(fmt::format("{:28} {:>8} {:>8} {:>10} {:>8} {:>8}\n", "", "stated", "about", "precision", "recall",
                    "found"));
  for (const auto& kind : kinds) {
    print(fmt::format("{:28} {:8.0f} {:8.0f} {:10.3f} {:8.3f} {:8.3f}\n", kind.kind, kind.stated, kind.about,
                      kind.about_agreed / std::max(1.0, kind.about),
                      kind.covered / std::max(1.0, kind.stated),
                      kind.found_agreed / std::max(1.0, kind.stated)));
  }
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
