#include "services/api/data/dead_letter.hpp"

#include <charconv>
#include <string_view>

#include "common/base/encoding.hpp"
#include "common/contract/headers.hpp"
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

DeadLetter ReadDeadLetter(const nats::Position& position, const contract::Headers& headers) {
  const auto text = [&headers](const char* name) { return ShownText(headers.Get(name)); };
  const auto filename = base::PercentDecode(headers.Get(contract::kFileNameHeader));
  DeadLetter letter;
  letter.sequence = position.sequence;
  letter.time_ns = position.time_ns;
  letter.service = text(contract::kDeadLetterServiceHeader);
  letter.code = text(contract::kDeadLetterCodeHeader);
  letter.reason = text(contract::kDeadLetterReasonHeader);
  letter.subject = text(contract::kDeadLetterSubjectHeader);
  letter.stream = text(contract::kDeadLetterStreamHeader);
  letter.stream_sequence = ReadNumber(headers.Get(contract::kDeadLetterSequenceHeader));
  letter.deliveries = ReadNumber(headers.Get(contract::kDeadLetterDeliveriesHeader));
  letter.part = text(contract::kDeadLetterPartHeader);
  letter.upload_id = text(contract::kUploadIdHeader);
  letter.filename = ShownText(filename.value_or(std::string()));
  letter.sender = text(contract::kSenderHeader);
  return letter;
}

}  // namespace pipeline::api
