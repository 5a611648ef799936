// Which mentions of organizations in an article are the same one's.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/named.h"
#include "indexer/entities/mention.h"

namespace dateline {

/// The organizations of an article, the stated ones first. Besides equal words (see join_by_words) are one: a
/// name and the letters that the text explains by it, "International Monetary Fund (IMF)", or that are the
/// initials of no other there, and a firm's name with and without its legal form, "Chrysler Corp" and
/// "Chrysler", "Ministry of Finance" and "Finance Ministry". A kind alone, "the Ministry", is the only one of
/// that kind, else nobody. The name is the stated one, else the longer; the other one is in Named::written.
std::vector<Named> join_organizations(const Article& article, const Mentions& mentions);

}  // namespace dateline
