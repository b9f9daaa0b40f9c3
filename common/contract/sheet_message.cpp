#include "common/contract/sheet_message.hpp"

#include <optional>
#include <utility>

#include "common/contract/message_parts.hpp"
#include "common/json/scanner.hpp"

namespace pipeline::contract {
namespace {

// Composes the error only here: most messages lack nothing.
std::optional<Rejection> FirstProblem(const FilenamePart& filename, const SheetsPart& content) {
  if (filename.problem) {
    return filename.problem;
  }
  if (filename.json.empty()) {
    return Rejection{RejectionCode::kMissingFilename, "filename: expected a string, got nothing"};
  }
  if (!content.problem && content.json.empty()) {
    return Rejection{RejectionCode::kMissingContent, "content: expected an array, got nothing"};
  }
  return content.problem;
}

Checked<SheetMessage> Assemble(FilenamePart filename, const SheetsPart& content) {
  if (std::optional<Rejection> problem = FirstProblem(filename, content)) {
    return tl::make_unexpected(*std::move(problem));
  }
  return SheetMessage{std::move(filename.text), content.sheet_names.size(), content.rows};
}

}  // namespace

Checked<SheetMessage> ReadSheetMessage(json::Scanner& scanner, RowReader& rows) {
  FilenamePart filename;
  SheetsPart content;
  const json::Kind kind = scanner.Peek();
  if (kind != json::Kind::kObject) {
    scanner.SkipValue();
    if (scanner.Finish()) {
      return tl::make_unexpected(
          Rejection{RejectionCode::kNotAnObject,
                    "document: expected an object, got " + std::string(json::NameOf(kind))});
    }
    return tl::make_unexpected(ToRejection(scanner.TakeError()));
  }
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    const std::string_view name = scanner.Keys().TextOf(key.id);
    if (IsNamed(name, "filename")) {
      filename = ReadFilename(scanner);
    } else if (IsNamed(name, "content")) {
      content = ReadSheets(scanner, "content", rows);
    } else {
      scanner.SkipValue();
    }
  }
  if (!scanner.Finish()) {
    return tl::make_unexpected(ToRejection(scanner.TakeError()));
  }
  return Assemble(std::move(filename), content);
}

Checked<SheetMessage> ReadSheetMessage(std::string_view body) {
  json::Scanner scanner(body);
  RowReader rows;
  return ReadSheetMessage(scanner, rows);
}

Checked<StepOutput> InspectSheetMessage(std::string_view body) {
  return ReadSheetMessage(body).map([](SheetMessage message) {
    return StepOutput{std::move(message.filename), message.sheets, message.rows, {}};
  });
}

}  // namespace pipeline::contract
