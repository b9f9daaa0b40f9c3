#include "common/delivery/effect.hpp"

#include "common/base/digest.hpp"
#include "common/base/percent_encoding.hpp"
#include "common/sheets/header_names.hpp"

namespace pipeline::delivery {

nats::Headers DescribingHeaders(const Work& work, std::string_view body) {
  return {{sheets::kUploadIdHeader, work.provenance.upload_id},
          {sheets::kOriginHeader, work.provenance.origin.ToString()},
          {sheets::kSenderHeader, work.provenance.sender},
          {sheets::kTraceparentHeader, work.provenance.traceparent},
          {sheets::kContentSha256Header, base::Sha256Hex(body)},
          {sheets::kFileNameHeader, base::PercentEncode(work.output.filename)},
          {sheets::kSheetsHeader, std::to_string(work.output.sheets)},
          {sheets::kRowsHeader, std::to_string(work.output.rows)}};
}

}  // namespace pipeline::delivery
