// The postlist table: five kinds of keys one after the other, see format.h.
#include <algorithm>
#include <cstring>
#include <limits>

#include "indexer/bulk/format.h"
#include "indexer/bulk/tables.h"

namespace dateline::glass {
namespace {

/// Writes lists of (docid, wdf), each in entries of about kChunkBytes.
class ChunkWriter {
 public:
  /// `separator`: what stands between the key of a list and the first docid of an entry behind its first one.
  ChunkWriter(TableWriter& table, std::string_view separator) : table_(table), separator_(separator) {}

  /// Begins a list; `key` is that of its first entry.
  void begin(std::string_view key, std::uint64_t documents, std::uint64_t wdf_sum) {
    key_ = key;
    key_size_ = key.size();
    entry_.truncate(0);
    put(entry_, documents);
    put(entry_, wdf_sum);
    is_first_ = true;
    last_ = 0;
  }

  void add(std::uint32_t docid, std::uint32_t wdf) {
    if (last_ != 0 && chunk_.size() < kChunkBytes) {
      char* const out = put_uint(chunk_.room(2 * kMaxUint), docid - last_ - 1);
      chunk_.commit(put_uint(out, wdf));
    } else {
      if (last_ == 0) put(entry_, docid - 1);
      if (last_ != 0) write(false);
      first_ = docid;
      chunk_.truncate(0);
      put(chunk_, wdf);
    }
    last_ = docid;
  }

  void finish() {
    if (last_ != 0) write(true);
  }

 private:
  static void put(Buffer& out, std::uint64_t number) { out.commit(put_uint(out.room(kMaxUint), number)); }

  void write(bool is_last) {
    char* const flag = entry_.room(1);
    *flag = is_last ? '1' : '0';
    entry_.commit(flag + 1);
    put(entry_, last_ - first_);
    entry_.append(chunk_.view());
    key_.resize(key_size_);
    if (!is_first_) {
      key_ += separator_;
      append_sortuint(key_, first_);
    }
    table_.add(key_, entry_.view());
    entry_.truncate(0);
    is_first_ = false;
  }

  TableWriter& table_;
  std::string_view separator_;
  std::string key_;
  std::size_t key_size_ = 0;
  Buffer entry_, chunk_;  ///< what stands before the postings, and these
  std::uint32_t first_ = 0, last_ = 0;
  bool is_first_ = true;
};

/// The values of one slot in all runs.
struct Slot {
  std::string bound_key;
  std::string value_key;
  std::uint32_t documents = 0;
  std::string lowest, highest;
  std::vector<std::pair<std::size_t, const Run::SlotValues*>> parts;  ///< run, values
};

std::vector<Slot> slots_of(const Runs& runs) {
  std::map<std::uint32_t, Slot> slots;
  for (std::size_t n = 0; n < runs.runs.size(); ++n) {
    for (const auto& values : runs.runs[n]->slot_values) {
      auto& slot = slots[values.slot];
      if (slot.documents == 0 || values.lowest < slot.lowest) slot.lowest = values.lowest;
      if (slot.documents == 0 || values.highest > slot.highest) slot.highest = values.highest;
      slot.documents += values.documents;
      slot.parts.emplace_back(n, &values);
    }
  }
  std::vector<Slot> list;
  for (auto& [number, slot] : slots) {
    slot.bound_key = kValueBoundKeys;
    append_slot(slot.bound_key, number);
    slot.value_key = kValueKeys;
    append_uint(slot.value_key, number);
    list.push_back(std::move(slot));
  }
  return list;
}

void write_bounds(TableWriter& table, std::vector<Slot>& slots) {
  std::ranges::sort(slots, {}, &Slot::bound_key);
  for (const auto& slot : slots) {
    std::string tag;
    append_uint(tag, slot.documents);
    append_string(tag, slot.lowest);
    if (slot.highest != slot.lowest) tag += slot.highest;
    table.add(slot.bound_key, tag);
  }
}

void write_slot(TableWriter& table, const Slot& slot, const Runs& runs) {
  std::string key, tag;
  std::uint32_t last = 0;
  for (const auto& [run, values] : slot.parts) {
    SpoolReader bytes(runs.runs[run]->values, values->begin);
    std::uint32_t docid = runs.first_docids[run] - 1;
    for (std::uint32_t n = 0; n < values->documents; ++n) {
      docid += static_cast<std::uint32_t>(bytes.uint()) + 1;
      if (tag.size() >= kChunkBytes) {
        table.add(key, tag);
        tag.clear();
      }
      if (tag.empty()) {
        key = slot.value_key;
        append_sortuint(key, docid);
      } else {
        append_uint(tag, docid - last - 1);
      }
      append_string(tag, bytes.take(bytes.uint()));
      last = docid;
    }
  }
  if (!tag.empty()) table.add(key, tag);
}

void write_lengths(TableWriter& table, const Runs& runs) {
  ChunkWriter chunks(table, "");
  chunks.begin(kLengthKeys, 0, 0);
  for (std::size_t n = 0; n < runs.runs.size(); ++n) {
    SpoolReader lengths(runs.runs[n]->lengths);
    for (std::uint32_t document = 0; document < runs.runs[n]->totals.documents; ++document) {
      std::uint32_t length;
      std::memcpy(&length, lengths.take(sizeof length).data(), sizeof length);
      chunks.add(runs.first_docids[n] + document, length);
    }
  }
  chunks.finish();
}

}  // namespace

std::string write_postlist(TableWriter& table, const Runs& runs,
                           const std::map<std::string, std::string>& metadata) {
  for (const auto& [key, value] : metadata) {
    if (!value.empty()) table.add(std::string(kMetadataKeys) + key, value);
  }
  auto slots = slots_of(runs);
  write_bounds(table, slots);
  std::ranges::sort(slots, {}, &Slot::value_key);
  for (const auto& slot : slots) write_slot(table, slot, runs);
  write_lengths(table, runs);

  std::string too_large, key;
  ChunkWriter chunks(table, {"\0", 1});
  for (TermMerge terms(runs.runs); terms.next();) {
    std::uint64_t documents = 0, wdf_sum = 0;
    for (const auto& part : terms.parts()) {
      documents += part.postings.documents;
      wdf_sum += part.postings.wdf_sum;
    }
    if (wdf_sum > std::numeric_limits<std::uint32_t>::max() && too_large.empty()) {
      too_large =
          fmt::format("{} occurs {} times: Xapian counts to 4294967295", quoted(terms.term()), wdf_sum);
    }
    key.clear();
    append_sortterm(key, terms.term());
    chunks.begin(key, documents, wdf_sum);
    for_each_posting(terms, runs, [&](std::uint32_t docid, std::uint32_t wdf) { chunks.add(docid, wdf); });
    chunks.finish();
  }
  return too_large;
}

}  // namespace dateline::glass
