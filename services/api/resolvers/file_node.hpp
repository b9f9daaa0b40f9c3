#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/resolvers/request_context.hpp"

namespace pipeline::api {

/// One sheet of a value; its rows point into the value.
struct SheetNode {
  std::shared_ptr<const files::Entry> value;
  std::string name;
  std::vector<std::string_view> rows;  ///< JSON of each row, as stored.
};

/// A revision of a file, with its value once that was requested.
class FileNode {
 public:
  explicit FileNode(CatalogEntry entry) : entry_(std::move(entry)) {}
  /// A revision whose value is already read.
  explicit FileNode(files::Entry value)
      : entry_{value.revision, {}},
        value_(std::make_shared<const files::Entry>(std::move(value))) {}

  const CatalogEntry& entry() const { return entry_; }
  const files::BucketRevision& revision() const { return entry_.revision; }

  /// Requests the value in the next batch.
  void Ask(RequestContext& context) const;
  /// The value. NOT_FOUND where the bucket no longer holds it, CORRUPTED where its hash is wrong.
  graphql::Result<std::shared_ptr<const files::Entry>> Value(RequestContext& context) const;

 private:
  CatalogEntry entry_;
  mutable std::shared_ptr<EntryBatch::Ticket> ticket_;
  mutable std::shared_ptr<const files::Entry> value_;
};

/// The value as JSON. CORRUPTED for other bytes: anybody with write access may have stored them.
graphql::Result<Answer> JsonOf(files::Entry value);
/// The sheets of a value. CORRUPTED where it has none.
graphql::Result<std::vector<SheetNode>> SheetsOf(const std::shared_ptr<const files::Entry>& value);

}  // namespace pipeline::api
