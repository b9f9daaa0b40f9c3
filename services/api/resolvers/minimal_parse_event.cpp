#include "services/api/resolvers/minimal_parse_event.hpp"

#include <nlohmann/json.hpp>

#include "common/json/scanner.hpp"

namespace pipeline::api {
namespace {

using contract::RejectionCode;

tl::unexpected<contract::Rejection> Refuse(RejectionCode code, const std::string& got) {
  return tl::make_unexpected(contract::Rejection{
      code,
      "content: expected a list of sheets, or an object with `sheets` or `content`; got " + got});
}

contract::Checked<std::string_view> SheetsIn(std::string_view content) {
  json::Scanner scanner(content);
  const json::Kind kind = scanner.Peek();
  if (kind == json::Kind::kArray) return content;
  if (kind != json::Kind::kObject) {
    return Refuse(RejectionCode::kMissingSheets, std::string(json::NameOf(kind)));
  }
  std::string_view found;
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    const std::string_view name = scanner.Keys().TextOf(key.id);
    const bool wanted = name == "sheets" || (name == "content" && found.empty());
    const std::string_view value = scanner.ReadValue();
    if (wanted) found = value;
  }
  if (!scanner.Finish()) return tl::make_unexpected(contract::ToRejection(scanner.TakeError()));
  if (found.empty()) return Refuse(RejectionCode::kMissingSheets, "an object without them");
  return found;
}

}  // namespace

contract::Checked<std::string> MinimalParseEvent(std::string_view filename,
                                                 std::string_view content) {
  const auto list = SheetsIn(content);
  if (!list) return tl::make_unexpected(list.error());
  std::string event = R"({"type":"ParseEvent","state":"DONE","filename":)";
  event += nlohmann::json(filename).dump();
  event.append(R"(,"sheets":)").append(*list).append("}");
  return event;
}

}  // namespace pipeline::api
