#pragma once

#include <cstddef>
#include <string>

#include "common/base/error.hpp"
#include "libs/files/bucket_reader.hpp"
#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "services/safe-inputs/stored_file.hpp"

namespace pipeline::safe_inputs {

/// The most rows of a page, and the most cells, where rows have many columns.
inline constexpr std::size_t kMostRowsAPage = 200;
inline constexpr std::size_t kMostCellsAPage = 50'000;

/// The bucket's files over HTTP (docs/message-contract.md, "Stored files"); with a sender, only
/// that sender's. Each request holds one value in memory, so the routes must bound their number.
/// Thread-safe; the JetStream outlives it.
class StoredFiles {
 public:
  StoredFiles(nats::JetStream& jetstream, std::string bucket, std::string sender);

  /// GET /files?name=NAME: the key that a file of this name gets, and what is stored there.
  http::Response FindByName(const http::Request& request);

  /// GET /files/{key}?sheet=0&first=0&rows=50&revision=N: a page of its rows. With a revision the
  /// pages of a file agree with each other, and the file is read once.
  http::Response ReadPage(const http::Request& request);

 private:
  base::Result<StoredFileCache::File> Read(const std::string& key, std::uint64_t revision);
  StoredFileCache::File Keep(files::Entry entry);
  bool MayRead(const std::string& key) const;
  files::BucketReader Reader() const;

  nats::JetStream& jetstream_;
  const std::string bucket_;
  const std::string sender_;
  StoredFileCache cache_;
};

/// 503: the bucket cannot be read at the moment.
http::Problem BucketUnavailable();

}  // namespace pipeline::safe_inputs
