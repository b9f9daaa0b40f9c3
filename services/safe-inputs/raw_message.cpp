#include "services/safe-inputs/raw_message.hpp"

#include "common/base/percent_encoding.hpp"
#include "common/nats/topology.hpp"
#include "common/sheets/header_names.hpp"

namespace pipeline::safe_inputs {

std::string RawSubject(std::string_view sender) {
  std::string subject = nats::kRawStream;
  if (!sender.empty()) subject.append(".").append(sender);
  return subject;
}

nats::Outgoing MakeRawMessage(const Upload& upload, const sheets::ParseEvent& event) {
  nats::Headers headers{
      {sheets::kUploadIdHeader, upload.id},
      {sheets::kMessageIdHeader, upload.id},
      {sheets::kContentSha256Header, upload.sha256},
      {sheets::kFileNameHeader, base::PercentEncode(event.filename)},
      {sheets::kSheetsHeader, std::to_string(event.sheet_name_jsons.size())},
      {sheets::kRowsHeader, std::to_string(event.rows)},
  };
  headers.Set(sheets::kTraceparentHeader, upload.traceparent);
  return {RawSubject(upload.sender), std::move(headers), std::string(upload.body)};
}

}  // namespace pipeline::safe_inputs
