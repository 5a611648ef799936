// What the sitemaps of a source say of its pages, by address.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/reader.h"

namespace dateline {

/// The entries of sitemaps, of which each fills in what its page does not state. fill() may be called from
/// several threads at once, everything else from one while nobody fills.
class SitemapIndex {
 public:
  /// An address of a sitemap and where it stands.
  struct Entry {
    Article article;
    Location where;
  };

  /// Reads the sitemaps among `files`: files, and members of zip and tar archives, that are named *.xml or
  /// *sitemap* (compressed or not) and are sitemaps by content. What cannot be read is passed over: whoever
  /// reads the files for their articles reports it.
  void read(const std::vector<std::string>& files);

  /// Keeps an entry; false where there is no room (kMaxEntries) or it has no address. Of several with one
  /// address the first stays.
  bool add(Entry entry);

  bool is_empty() const { return slots_.empty(); }

  /// Whether an entry has this address.
  bool holds(std::string_view url) const { return find(url) != nullptr; }

  /// Gives `page` what its entry says and it does not: title, dates, source, language, keywords. The entry is
  /// the one of `address`, or of page.url where `address` is empty.
  void fill(Article& page, std::string_view address = "");

  /// Takes the next entry for which no page came, in the order of add(); nothing when there is no more.
  std::optional<Entry> take_without_page();

  static constexpr std::size_t kMaxEntries = 100'000;

 private:
  struct Slot {
    Entry entry;
    std::atomic<bool> has_page = false;
  };
  Slot* find(std::string_view url) const;

  std::deque<Slot> slots_;
  std::unordered_map<std::string, Slot*> by_address_;
};

/// What entries that have neither a page nor a title are counted as by Reader::passed_over.
inline constexpr std::string_view kBareAddresses =
    "addresses of a sitemap that have neither a title nor a page";

/// What two spellings of one address have in common: without scheme, "www.", default port, fragment, the
/// slash at the end and parameters that only track (utm_…, fbclid, gclid, …); host and escapes in one case.
std::string address_key(std::string_view url);

}  // namespace dateline
