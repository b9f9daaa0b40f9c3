#include "services/api/data/dead_letter.hpp"

#include <charconv>
#include <string_view>

#include "common/base/percent_encoding.hpp"
#include "common/sheets/header_names.hpp"
#include "services/api/data/shown_text.hpp"

namespace pipeline::api {
namespace {

std::optional<std::uint64_t> ReadNumber(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

DeadLetter ReadDeadLetter(const nats::Position& position, const nats::Headers& headers) {
  const auto text = [&headers](const char* name) { return ShownText(headers.Get(name)); };
  const auto filename = base::PercentDecode(headers.Get(sheets::kFileNameHeader));
  DeadLetter letter;
  letter.sequence = position.sequence;
  letter.time_ns = position.time_ns;
  letter.service = text(sheets::kDeadLetterServiceHeader);
  letter.code = text(sheets::kDeadLetterCodeHeader);
  letter.reason = text(sheets::kDeadLetterReasonHeader);
  letter.subject = text(sheets::kDeadLetterSubjectHeader);
  letter.stream = text(sheets::kDeadLetterStreamHeader);
  letter.stream_sequence = ReadNumber(headers.Get(sheets::kDeadLetterSequenceHeader));
  letter.deliveries = ReadNumber(headers.Get(sheets::kDeadLetterDeliveriesHeader));
  letter.part = text(sheets::kDeadLetterPartHeader);
  letter.upload_id = text(sheets::kUploadIdHeader);
  letter.filename = ShownText(filename.value_or(std::string()));
  letter.sender = text(sheets::kSenderHeader);
  return letter;
}

}  // namespace pipeline::api
