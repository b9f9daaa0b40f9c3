#include "services/api/resolvers/file_node.hpp"

#include <utility>

#include "common/json/scanner.hpp"
#include "libs/files/sheet_tables.hpp"

namespace pipeline::api {
namespace {

tl::unexpected<graphql::Error> NotAsStored(const files::Entry& value, const std::string& what) {
  return Fail("CORRUPTED",
              "revision " + std::to_string(value.revision.number) + " of " + value.revision.key +
                  ": " + what);
}

}  // namespace

void FileNode::Ask(RequestContext& context) const {
  if (value_ || ticket_) return;
  ticket_ = context.entries.Ask({entry_.revision.key, entry_.revision.number});
}

graphql::Result<std::shared_ptr<const files::Entry>> FileNode::Value(
    RequestContext& context) const {
  if (value_) return value_;
  Ask(context);
  auto& loaded = context.entries.Get(ticket_);
  if (!loaded) return tl::make_unexpected(ToError(loaded.error()));
  value_ = std::make_shared<const files::Entry>(std::move(*loaded));
  ticket_.reset();
  return value_;
}

graphql::Result<Answer> JsonOf(files::Entry value) {
  json::Scanner scanner(value.value);
  scanner.SkipValue();
  if (!scanner.Finish()) {
    return NotAsStored(value, "the value is not JSON: " + scanner.TakeError().message);
  }
  return Answer{graphql::RawJson{std::move(value.value)}};
}

graphql::Result<std::vector<SheetNode>> SheetsOf(const std::shared_ptr<const files::Entry>& value) {
  auto tables = files::ReadSheetTables(value->value);
  if (!tables) return NotAsStored(*value, tables.error().message);
  std::vector<SheetNode> nodes;
  for (files::SheetTable& table : *tables) {
    nodes.push_back({value, std::move(table.name), std::move(table.rows)});
  }
  return nodes;
}

}  // namespace pipeline::api
