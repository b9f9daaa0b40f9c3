#include "services/api/resolvers/file_node.hpp"

#include "common/sheets/json_scanner.hpp"
#include "common/sheets/json_string.hpp"
#include "common/sheets/message_parts.hpp"

namespace pipeline::api {
namespace {

class RowsOfSheets final : public sheets::RowReader {
 public:
  void StartSheet() override { rows.emplace_back(); }
  void ReadRow(sheets::JsonScanner& scanner) override {
    rows.back().push_back(scanner.ReadValue());
  }

  std::vector<std::vector<std::string_view>> rows;
};

tl::unexpected<graphql::Error> NotAsStored(const bucket::Entry& value, const std::string& what) {
  return Fail("CORRUPTED",
              "revision " + std::to_string(value.revision.number) + " of " + value.revision.key +
                  ": " + what);
}

}  // namespace

void FileNode::Ask(RequestContext& context) const {
  if (value_ || ticket_) return;
  ticket_ = context.entries.Ask({entry_.revision.key, entry_.revision.number});
}

graphql::Result<std::shared_ptr<const bucket::Entry>> FileNode::Value(
    RequestContext& context) const {
  if (value_) return value_;
  Ask(context);
  auto& loaded = context.entries.Get(ticket_);
  if (!loaded) return tl::make_unexpected(ToError(loaded.error()));
  value_ = std::make_shared<const bucket::Entry>(std::move(*loaded));
  ticket_.reset();
  return value_;
}

graphql::Result<Answer> JsonOf(const bucket::Entry& value) {
  sheets::JsonScanner scanner(value.value);
  scanner.SkipValue();
  if (!scanner.Finish()) {
    return NotAsStored(value, "the value is not JSON: " + scanner.TakeRejection().message);
  }
  return Answer{graphql::RawJson{value.value}};
}

graphql::Result<std::vector<SheetNode>> SheetsOf(
    const std::shared_ptr<const bucket::Entry>& value) {
  RowsOfSheets reader;
  sheets::SheetsPart part;
  sheets::JsonScanner scanner(value->value);
  sheets::JsonKey key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    if (scanner.Keys().TextOf(key.id) == "content") {
      part = sheets::ReadSheets(scanner, "content", reader);
    } else {
      scanner.SkipValue();
    }
  }
  if (!scanner.Finish()) return NotAsStored(*value, scanner.TakeRejection().message);
  if (part.problem) return NotAsStored(*value, part.problem->message);
  std::vector<SheetNode> nodes;
  for (std::size_t i = 0; i < part.sheet_names.size(); ++i) {
    const std::string_view quoted = part.sheet_names[i];
    nodes.push_back({value,
                     sheets::DecodeJsonString(quoted.substr(1, quoted.size() - 2)),
                     std::move(reader.rows[i])});
  }
  return nodes;
}

}  // namespace pipeline::api
