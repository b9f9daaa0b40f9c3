#include "common/contract/topology.hpp"

namespace pipeline::contract {

std::string BucketStream(std::string_view bucket) { return "KV_" + std::string(bucket); }

std::string BucketSubject(std::string_view bucket, std::string_view key) {
  return "$KV." + std::string(bucket) + "." + std::string(key);
}

std::optional<Store> StoreWrittenBy(std::string_view service) {
  if (service == "kv-writer") return Store::kBucket;
  if (service == "immudb-writer") return Store::kLedger;
  return std::nullopt;
}

}  // namespace pipeline::contract
