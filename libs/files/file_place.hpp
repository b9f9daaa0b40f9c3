#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "libs/files/look_up.hpp"
#include "libs/files/revision.hpp"

namespace pipeline::files {

/// Whether a key whose last revision tells `stored_name` is another file's than `filename`'s. A
/// revision that tells none (deleted, or written by another tool) keeps nobody out. Pure.
bool IsOtherFile(std::string_view stored_name, std::string_view filename);

/// Where the next upload of a file goes.
struct FilePlace {
  std::string key;
  std::optional<Entry> last;  ///< What the key holds last, deleted or not.
};

/// As kv-writer chooses it: KeyOf(), or AlternativeKeyOf() where the first holds another file.
/// kConflict where both do; other errors are those of `read_last`. It holds until somebody writes.
base::Result<FilePlace> PlaceOf(const std::string& filename,
                                const std::string& sender,
                                const ReadLast& read_last);

}  // namespace pipeline::files
