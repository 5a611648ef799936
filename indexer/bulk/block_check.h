// Whether the bytes of a block can be one of Xapian's tables. Xapian itself does not ask: it goes where the
// block says that its items are.
#pragma once

#include <string_view>

namespace dateline::glass {

/// Whether every item that the directory of `block` names lies inside it, holds its key, and what they leave
/// free is what the header says; true of a block of free ones, whose readers look themselves. Of the keys
/// and tags nothing is said. Takes as long as the block has items, some hundred nanoseconds.
bool is_well_formed(std::string_view block);

}  // namespace dateline::glass
