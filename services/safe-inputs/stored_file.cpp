#include "services/safe-inputs/stored_file.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::safe_inputs {

StoredFile::StoredFile(files::Entry entry) : entry_(std::move(entry)) {
  if (!files::HasItsHash(entry_)) {
    problem_ = "the value does not have the SHA-256 of its header";
    return;
  }
  auto tables = files::ReadSheetTables(entry_.value);
  if (tables) {
    tables_ = *std::move(tables);
  } else {
    problem_ = tables.error().message;
  }
}

std::size_t StoredFile::bytes() const {
  std::size_t bytes = sizeof(*this) + entry_.value.capacity();
  for (const files::SheetTable& table : tables_) {
    bytes += sizeof(files::SheetTable) + table.rows.capacity() * sizeof(std::string_view);
    for (const std::string& column : table.columns) {
      bytes += sizeof(std::string) + column.capacity();
    }
  }
  return bytes;
}

StoredFileCache::File StoredFileCache::Get(const std::string& key, std::uint64_t revision) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(files_.begin(), files_.end(), [&](const File& file) {
    return file->revision().number == revision && file->revision().key == key;
  });
  if (found == files_.end()) return nullptr;
  files_.splice(files_.begin(), files_, found);
  return files_.front();
}

void StoredFileCache::Put(File file) {
  const std::lock_guard lock(mutex_);
  bytes_ += file->bytes();
  files_.push_front(std::move(file));
  while (bytes_ > most_bytes_ && files_.size() > 1) {
    bytes_ -= files_.back()->bytes();
    files_.pop_back();
  }
}

}  // namespace pipeline::safe_inputs
