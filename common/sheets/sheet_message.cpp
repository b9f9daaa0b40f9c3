#include "common/sheets/sheet_message.hpp"

#include <utility>

#include "common/sheets/json_scanner.hpp"
#include "common/sheets/message_parts.hpp"

namespace pipeline::sheets {
namespace {

Checked<SheetMessage> Assemble(FilenamePart filename, const SheetsPart& content) {
  if (filename.problem) {
    return tl::make_unexpected(*std::move(filename.problem));
  }
  if (content.problem) {
    return tl::make_unexpected(*content.problem);
  }
  return SheetMessage{std::move(filename.text), content.sheet_names.size(), content.rows};
}

}  // namespace

Checked<SheetMessage> ReadSheetMessage(JsonScanner& scanner, RowReader& rows) {
  FilenamePart filename;
  SheetsPart content;
  content.problem =
      Rejection{RejectionCode::kMissingContent, "content: expected an array, got nothing"};
  const JsonKind kind = scanner.Peek();
  if (kind != JsonKind::kObject) {
    scanner.SkipValue();
    if (scanner.Finish()) {
      return tl::make_unexpected(
          Rejection{RejectionCode::kNotAnObject,
                    "document: expected an object, got " + std::string(NameOf(kind))});
    }
    return tl::make_unexpected(scanner.TakeRejection());
  }
  JsonKey key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    const std::string_view name = scanner.Keys().TextOf(key.id);
    if (name == "filename") {
      filename = ReadFilename(scanner);
    } else if (name == "content") {
      content = ReadSheets(scanner, "content", rows);
    } else {
      scanner.SkipValue();
    }
  }
  if (!scanner.Finish()) {
    return tl::make_unexpected(scanner.TakeRejection());
  }
  return Assemble(std::move(filename), content);
}

Checked<SheetMessage> ReadSheetMessage(std::string_view body) {
  JsonScanner scanner(body);
  RowReader rows;
  return ReadSheetMessage(scanner, rows);
}

}  // namespace pipeline::sheets
