#include "services/extract/extract_step.hpp"

#include <string>
#include <utility>

#include "common/contract/parse_event.hpp"

namespace pipeline::extract {
namespace {

constexpr std::size_t kEnvelopeBytes = 128;

void AppendWorksheets(const contract::ParseEvent& event, std::string& body) {
  if (event.worksheets_json.empty()) {
    body.append(std::to_string(event.sheet_name_jsons.size()));
  } else {
    body.append(event.worksheets_json);
  }
}

void AppendSheetNames(const contract::ParseEvent& event, std::string& body) {
  if (!event.sheet_names_json.empty()) {
    body.append(event.sheet_names_json);
    return;
  }
  body.append("[");
  for (const std::string_view name : event.sheet_name_jsons) {
    if (body.back() != '[') {
      body.append(",");
    }
    body.append(name);
  }
  body.append("]");
}

std::string Compose(const contract::ParseEvent& event) {
  std::string body;
  body.reserve(event.sheets_json.size() + event.filename_json.size() +
               event.sheet_names_json.size() + event.worksheets_json.size() + kEnvelopeBytes);
  body.append(R"({"filename":)").append(event.filename_json);
  body.append(R"(,"metadata":{"Worksheets":)");
  AppendWorksheets(event, body);
  body.append(R"(,"SheetNames":)");
  AppendSheetNames(event, body);
  body.append(R"(},"content":)").append(event.sheets_json).append("}");
  return body;
}

}  // namespace

contract::Checked<contract::StepOutput> Extract(std::string_view raw) {
  return contract::ReadParseEvent(raw).map([](contract::ParseEvent event) {
    std::string body = Compose(event);
    const std::size_t count = event.sheet_name_jsons.size();
    return contract::StepOutput{std::move(event.filename), count, event.rows, std::move(body)};
  });
}

}  // namespace pipeline::extract
