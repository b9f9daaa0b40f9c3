#pragma once

#include <string>

#include "common/base/digest.hpp"
#include "common/base/encoding.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::api {

inline constexpr const char* kBucket = "safeInputsFiles";

/// A server with the pipeline's streams, into which the tests write what the services would.
class DataFixture : public uploads::IndexFixture {
 protected:
  /// A revision as kv-writer writes it; answers its number.
  std::uint64_t Put(const std::string& key,
                    const std::string& filename,
                    const std::string& value = "{}",
                    const std::string& upload_id = "u") {
    return PutRaw(key,
                  value,
                  {{"Upload-Id", upload_id},
                   {"Origin", "1700000000000000000-1"},
                   {"Content-Sha256", base::Sha256Hex(value)},
                   {"File-Name", base::PercentEncode(filename)},
                   {"Sheets", "1"},
                   {"Rows", "2"}});
  }

  std::uint64_t Delete(const std::string& key) {
    return PutRaw(key, "", {{"KV-Operation", "DEL"}});
  }

  std::uint64_t PutRaw(const std::string& key,
                       const std::string& value,
                       const contract::Headers& headers) {
    return Store(contract::BucketSubject(kBucket, key), value, headers);
  }

  std::uint64_t Store(const std::string& subject,
                      const std::string& body,
                      const contract::Headers& headers) {
    const auto ack = jetstream_->PublishAndWait({subject, headers, body});
    EXPECT_TRUE(ack) << (ack ? "" : ack.error().message);
    return ack ? ack->sequence : 0;
  }
};

}  // namespace pipeline::api
