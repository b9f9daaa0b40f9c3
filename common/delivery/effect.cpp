#include "common/delivery/effect.hpp"

#include <utility>

#include "common/base/digest.hpp"
#include "common/base/percent_encoding.hpp"
#include "common/sheets/header_names.hpp"

namespace pipeline::delivery {

std::string Work::BodySha256() const {
  const bool verified = output.body.empty() && !provenance.content_sha256.empty();
  return verified ? provenance.content_sha256 : base::Sha256Hex(body());
}

nats::Headers DescribingHeaders(const Work& work, std::string content_sha256) {
  return {{sheets::kUploadIdHeader, work.provenance.upload_id},
          {sheets::kOriginHeader, work.provenance.origin.ToString()},
          {sheets::kSenderHeader, work.provenance.sender},
          {sheets::kTraceparentHeader, work.provenance.traceparent},
          {sheets::kContentSha256Header, std::move(content_sha256)},
          {sheets::kFileNameHeader, base::PercentEncode(work.output.filename)},
          {sheets::kSheetsHeader, std::to_string(work.output.sheets)},
          {sheets::kRowsHeader, std::to_string(work.output.rows)}};
}

}  // namespace pipeline::delivery
