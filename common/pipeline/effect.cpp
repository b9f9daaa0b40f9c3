#include "common/pipeline/effect.hpp"

#include <utility>

#include "common/base/digest.hpp"
#include "common/base/percent_encoding.hpp"
#include "common/contract/headers.hpp"

namespace pipeline {

std::string Work::BodySha256() const {
  const bool verified = output.body.empty() && !provenance.content_sha256.empty();
  return verified ? provenance.content_sha256 : base::Sha256Hex(body());
}

contract::Headers DescribingHeaders(const Work& work, std::string content_sha256) {
  return {{contract::kUploadIdHeader, work.provenance.upload_id},
          {contract::kOriginHeader, work.provenance.origin.ToString()},
          {contract::kSenderHeader, work.provenance.sender},
          {contract::kTraceparentHeader, work.provenance.traceparent},
          {contract::kContentSha256Header, std::move(content_sha256)},
          {contract::kFileNameHeader, base::PercentEncode(work.output.filename)},
          {contract::kSheetsHeader, std::to_string(work.output.sheets)},
          {contract::kRowsHeader, std::to_string(work.output.rows)}};
}

}  // namespace pipeline
