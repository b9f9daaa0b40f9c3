#include "libs/files/file_place.hpp"

#include <utility>

#include "common/contract/sheet_key.hpp"

namespace pipeline::files {

using base::ErrorCode;

bool IsOtherFile(std::string_view stored_name, std::string_view filename) {
  return !stored_name.empty() && stored_name != filename;
}

base::Result<FilePlace> PlaceOf(const std::string& filename,
                                const std::string& sender,
                                const ReadLast& read_last) {
  for (const std::string& key :
       {contract::KeyOf(sender, filename), contract::AlternativeKeyOf(sender, filename)}) {
    auto last = read_last(key);
    if (!last && last.error().code == ErrorCode::kNotFound) return FilePlace{key, std::nullopt};
    if (!last) return tl::make_unexpected(std::move(last).error());
    if (!IsOtherFile(last->revision.filename, filename)) return FilePlace{key, *std::move(last)};
  }
  return base::Fail(ErrorCode::kConflict, "both keys of this name hold files of other names");
}

}  // namespace pipeline::files
