#include "indexer/entities/places/hints.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "indexer/entities/places/inner_places.h"

namespace dateline {
namespace {

constexpr double kOfOrganization = 0.5, kOfPeople = 0.5, kMostOfText = 1, kOfPublisher = 1;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

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
  for (const auto name : organizations) {
    if (!seen.insert(name).second) continue;
    for (const auto& inner : places_in_name(gazetteer, name)) add(inner.place, kOfOrganization);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_word = is_capital(text[at]) && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n');
    if (!begins_word) continue;
    auto end = at + 1;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    constexpr std::size_t kShortest = 4;
    const auto word = text.substr(at, end - at);
    at = end - 1;
    if (word.size() < kShortest || !seen.insert(word).second) continue;
    if (const auto country = gazetteer.country_of_people(word)) add(*country, kOfPeople);
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
