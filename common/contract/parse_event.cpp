#include "common/contract/parse_event.hpp"

#include <optional>
#include <utility>

#include "common/contract/message_parts.hpp"
#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"

namespace pipeline::contract {
namespace {

class ParseEventReader {
 public:
  explicit ParseEventReader(std::string_view body) : scanner_(body) {}

  Checked<ParseEvent> Read() {
    const json::Kind kind = scanner_.Peek();
    if (kind == json::Kind::kObject) {
      ReadMembers();
    } else {
      scanner_.SkipValue();
    }
    if (!scanner_.Finish()) {
      return tl::make_unexpected(ToRejection(scanner_.TakeError()));
    }
    if (kind != json::Kind::kObject) {
      return tl::make_unexpected(
          Rejection{RejectionCode::kNotAnObject,
                    "document: expected an object, got " + std::string(json::NameOf(kind))});
    }
    return Assemble();
  }

 private:
  void ReadMembers() {
    json::Key key;
    for (scanner_.EnterObject(); scanner_.NextMember(key);) {
      ReadMember(scanner_.Keys().TextOf(key.id));
    }
  }

  void ReadMember(std::string_view name) {
    if (IsNamed(name, "state")) {
      has_state_ = true;
      state_problem_ = ReadState();
    } else if (IsNamed(name, "filename")) {
      filename_ = ReadFilename(scanner_);
    } else if (IsNamed(name, "workbook")) {
      ReadWorkbook();
    } else if (IsNamed(name, "sheets")) {
      RowReader rows;
      sheets_ = ReadSheets(scanner_, "sheets", rows);
    } else {
      scanner_.SkipValue();
    }
  }

  std::optional<Rejection> ReadState() {
    const json::Kind kind = scanner_.Peek();
    if (kind != json::Kind::kString) {
      scanner_.SkipValue();
      return Rejection{RejectionCode::kMissingState,
                       "state: expected a string, got " + std::string(json::NameOf(kind))};
    }
    if (json::DecodeString(scanner_.ReadString()) != "DONE") {
      return Rejection{RejectionCode::kNotDone, "state: expected DONE, got another state"};
    }
    return std::nullopt;
  }

  void ReadWorkbook() {
    if (scanner_.Peek() != json::Kind::kObject) {
      scanner_.SkipValue();
      return;
    }
    json::Key key;
    for (scanner_.EnterObject(); scanner_.NextMember(key);) {
      if (IsNamed(scanner_.Keys().TextOf(key.id), "Props") &&
          scanner_.Peek() == json::Kind::kObject) {
        ReadProps();
      } else {
        scanner_.SkipValue();
      }
    }
  }

  void ReadProps() {
    json::Key key;
    for (scanner_.EnterObject(); scanner_.NextMember(key);) {
      const std::string_view name = scanner_.Keys().TextOf(key.id);
      const json::Kind kind = scanner_.Peek();
      if (IsNamed(name, "Worksheets") && kind == json::Kind::kNumber) {
        event_.worksheets_json = scanner_.ReadValue();
      } else if (IsNamed(name, "SheetNames") && kind == json::Kind::kArray) {
        event_.sheet_names_json = ReadSheetNames();
      } else {
        scanner_.SkipValue();
      }
    }
  }

  std::string_view ReadSheetNames() {
    const char* start = scanner_.Cursor();
    bool only_strings = true;
    for (scanner_.EnterArray(); scanner_.NextElement();) {
      only_strings = only_strings && scanner_.Peek() == json::Kind::kString;
      scanner_.SkipValue();
    }
    const auto size = static_cast<std::size_t>(scanner_.Cursor() - start);
    return only_strings ? std::string_view(start, size) : std::string_view();
  }

  // Composes the error only here: most messages lack nothing.
  std::optional<Rejection> FirstProblem() {
    if (!has_state_) {
      return Rejection{RejectionCode::kMissingState, "state: expected a string, got nothing"};
    }
    if (state_problem_) {
      return std::move(state_problem_);
    }
    if (filename_.problem) {
      return std::move(filename_.problem);
    }
    if (filename_.json.empty()) {
      return Rejection{RejectionCode::kMissingFilename, "filename: expected a string, got nothing"};
    }
    if (!sheets_.problem && sheets_.json.empty()) {
      return Rejection{RejectionCode::kMissingSheets, "sheets: expected an array, got nothing"};
    }
    return std::move(sheets_.problem);
  }

  Checked<ParseEvent> Assemble() {
    if (std::optional<Rejection> problem = FirstProblem()) {
      return tl::make_unexpected(*std::move(problem));
    }
    event_.filename = std::move(filename_.text);
    event_.filename_json = filename_.json;
    event_.sheets_json = sheets_.json;
    event_.sheet_name_jsons = std::move(sheets_.sheet_names);
    event_.rows = sheets_.rows;
    return std::move(event_);
  }

  json::Scanner scanner_;
  ParseEvent event_;
  bool has_state_ = false;
  std::optional<Rejection> state_problem_;
  FilenamePart filename_;
  SheetsPart sheets_;
};

}  // namespace

Checked<ParseEvent> ReadParseEvent(std::string_view body) { return ParseEventReader(body).Read(); }

}  // namespace pipeline::contract
