#include "libs/files/sheet_tables.hpp"

#include <cstdint>
#include <unordered_map>
#include <utility>

#include "common/contract/message_parts.hpp"
#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"

namespace pipeline::files {
namespace {

class TableReader final : public contract::RowReader {
 public:
  void StartSheet() override { tables.emplace_back(); }

  void ReadRow(json::Scanner& scanner) override {
    SheetTable& table = tables.back();
    if (scanner.Peek() != json::Kind::kObject) {
      table.rows.push_back(scanner.ReadValue());
      return;
    }
    const char* start = scanner.Cursor();
    json::Key key;
    for (scanner.EnterObject(); scanner.NextMember(key); scanner.SkipValue()) {
      const json::KeyId column = scanner.Keys().Canonical(key.id);
      if (column >= seen_in_.size()) seen_in_.resize(std::size_t{2} * column + 1);
      if (seen_in_[column] == tables.size()) continue;
      seen_in_[column] = tables.size();
      table.columns.emplace_back(scanner.Keys().TextOf(column));
    }
    table.rows.emplace_back(start, static_cast<std::size_t>(scanner.Cursor() - start));
  }

  std::vector<SheetTable> tables;

 private:
  std::vector<std::size_t> seen_in_;  // By key: the number of the sheet, from 1, seen in last.
};

}  // namespace

contract::Checked<std::vector<SheetTable>> ReadSheetTables(std::string_view body) {
  TableReader reader;
  contract::SheetsPart part;
  json::Scanner scanner(body);
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    if (contract::IsNamed(scanner.Keys().TextOf(key.id), "content")) {
      part = contract::ReadSheets(scanner, "content", reader);
    } else {
      scanner.SkipValue();
    }
  }
  if (!scanner.Finish()) return tl::make_unexpected(contract::ToRejection(scanner.TakeError()));
  if (part.problem) return tl::make_unexpected(*std::move(part.problem));
  for (std::size_t i = 0; i < part.sheet_names.size(); ++i) {
    const std::string_view quoted = part.sheet_names[i];
    reader.tables[i].name = json::DecodeString(quoted.substr(1, quoted.size() - 2));
  }
  return std::move(reader.tables);
}

std::vector<std::string_view> CellsOf(std::string_view row,
                                      const std::vector<std::string>& columns) {
  std::unordered_map<std::string_view, std::string_view> values;
  json::Scanner scanner(row);
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    const std::string_view name = scanner.Keys().TextOf(key.id);
    values.emplace(name, scanner.ReadValue());
  }
  std::vector<std::string_view> cells;
  cells.reserve(columns.size());
  for (const std::string& column : columns) {
    const auto value = values.find(column);
    cells.push_back(value == values.end() ? std::string_view("null") : value->second);
  }
  return cells;
}

}  // namespace pipeline::files
