#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/resolvers/request_context.hpp"

namespace pipeline::api {

/// One sheet of a value: what it holds points into the value.
struct SheetNode {
  std::shared_ptr<const files::Entry> value;
  std::string name;
  std::vector<std::string_view> rows;  ///< Each as it is stored.
};

/// A revision of a file, and its value once somebody has asked for it.
class FileNode {
 public:
  explicit FileNode(CatalogEntry entry) : entry_(std::move(entry)) {}
  /// With its value.
  explicit FileNode(files::Entry value)
      : entry_{value.revision, {}},
        value_(std::make_shared<const files::Entry>(std::move(value))) {}

  const CatalogEntry& entry() const { return entry_; }
  const files::BucketRevision& revision() const { return entry_.revision; }

  /// Notes that the value will be needed.
  void Ask(RequestContext& context) const;
  /// The value, which is JSON. NOT_FOUND where the bucket holds it no longer, CORRUPTED where it is
  /// not what was stored.
  graphql::Result<std::shared_ptr<const files::Entry>> Value(RequestContext& context) const;

 private:
  CatalogEntry entry_;
  mutable std::shared_ptr<EntryBatch::Ticket> ticket_;
  mutable std::shared_ptr<const files::Entry> value_;
};

/// The value's JSON, checked: anybody who may write to the bucket may have written something else.
graphql::Result<Answer> JsonOf(files::Entry value);
/// CORRUPTED where the value has none.
graphql::Result<std::vector<SheetNode>> SheetsOf(const std::shared_ptr<const files::Entry>& value);

/// Gives File, Sheet and their pages their functions.
void SetFileFields(graphql::Schema& schema);
void SetSheetFields(graphql::Schema& schema);

}  // namespace pipeline::api
