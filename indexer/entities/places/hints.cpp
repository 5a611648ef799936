#include "indexer/entities/places/hints.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "indexer/entities/places/inner_places.h"

namespace dateline {
namespace {

constexpr double kOfOrganization = 0.5, kOfPeople = 0.5, kMostOfText = 1, kOfPublisher = 1;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Where the small letters behind the capital at `at` end.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && text[at] >= 'a' && text[at] <= 'z');
  return at;
}

/// The country of a host's last label: "co.uk", "ca".
std::string country_of_host(std::string_view host) {
  const auto label = host.substr(host.rfind('.') + 1);
  // Sold to everybody, whatever the country.
  constexpr std::array<std::string_view, 9> kAnybody{"tv", "me", "co", "io", "fm", "ai", "cc", "ws", "to"};
  if (label.size() != 2 || std::ranges::find(kAnybody, label) != kAnybody.end()) return "";
  if (label == "uk") return "GB";
  std::string code(label);
  for (auto& c : code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return code;
}

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos) return {};
  const auto rest = url.substr(scheme + 3);
  const auto host = rest.substr(0, rest.find_first_of("/:?#"));
  return host.starts_with("www.") ? host.substr(4) : host;
}

/// "chicago" of chicagotribune.com.
std::optional<std::uint32_t> place_in_host(const Gazetteer& gazetteer, std::string_view host,
                                           std::string_view country) {
  constexpr std::size_t kShortest = 5;
  auto label = host.substr(0, host.find('.'));
  if (label.starts_with("the")) label.remove_prefix(3);
  for (auto bytes = label.size(); bytes >= kShortest; --bytes) {
    if (const auto place = namesake(gazetteer, label.substr(0, bytes), country)) return place;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Hint> hints_of_text(const Gazetteer& gazetteer, std::string_view text,
                                const std::vector<std::string_view>& organizations) {
  std::map<std::uint32_t, double> weights;
  const auto add = [&](std::uint32_t place, double weight) {
    auto& sum = weights[place];
    sum = std::min(sum + weight, kMostOfText);
  };
  std::set<std::string_view> seen;
  std::unordered_map<std::string_view, bool> peoples;  // words that were looked up
  const auto is_people = [&](std::string_view words) {
    if (!gazetteer.may_be_people(words)) return false;
    const auto [known, is_new] = peoples.try_emplace(words, false);
    if (!is_new) return known->second;
    const auto country = seen.contains(words) ? std::nullopt : gazetteer.country_of_people(words);
    if (country) add(*country, kOfPeople);
    return known->second = country.has_value();
  };
  for (const auto name : organizations) {
    if (!seen.insert(name).second) continue;
    for (const auto& inner : places_in_name(gazetteer, name)) add(inner.place, kOfOrganization);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_word = is_capital(text[at]) && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n');
    if (!begins_word) continue;
    constexpr std::size_t kShortest = 4;
    const auto end = end_of_word(text, at);
    const bool may_be_two = end + 1 < text.size() && text[end] == ' ' && is_capital(text[end + 1]);
    const auto end_of_two = may_be_two ? end_of_word(text, end + 1) : end;
    const bool are_two = may_be_two && is_people(text.substr(at, end_of_two - at));
    if (!are_two && end - at >= kShortest) is_people(text.substr(at, end - at));
    at = (are_two ? end_of_two : end) - 1;
  }
  std::vector<Hint> hints;
  for (const auto& [place, weight] : weights) hints.push_back({place, weight});
  return hints;
}

std::vector<Hint> hints_of_publisher(const Gazetteer& gazetteer, std::string_view source,
                                     std::string_view url) {
  const auto host = host_of(url);
  const auto country = country_of_host(host);
  std::vector<std::uint32_t> places;
  for (const auto& inner : places_in_name(gazetteer, source, country)) places.push_back(inner.place);
  if (places.empty()) {
    if (const auto place = place_in_host(gazetteer, host, country)) places.push_back(*place);
  }
  if (places.empty() && !country.empty()) {
    if (const auto home = gazetteer.country(country)) places.push_back(*home);
  }
  std::vector<Hint> hints;
  for (const auto place : places) hints.push_back({place, kOfPublisher});
  return hints;
}

}  // namespace dateline
