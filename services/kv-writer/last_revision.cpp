#include "services/kv-writer/last_revision.hpp"

#include "common/base/encoding.hpp"
#include "common/contract/headers.hpp"
#include "libs/files/bucket_keys.hpp"

namespace pipeline::kv_writer {

LastRevision ReadLastRevision(const nats::StoredMessage& stored) {
  LastRevision last;
  last.revision = stored.sequence;
  const auto origin = contract::Origin::Parse(stored.headers.Get(contract::kOriginHeader));
  last.origin = origin.value_or(contract::Origin{stored.time_ns, 0});
  last.filename =
      base::PercentDecode(stored.headers.Get(contract::kFileNameHeader)).value_or(std::string());
  return last;
}

Decision DecideWrite(const std::optional<LastRevision>& last,
                     const contract::Origin& origin,
                     std::string_view filename) {
  if (!last) return Decision::kWrite;
  if (files::IsOtherFile(last->filename, filename)) return Decision::kOtherFile;
  if (last->origin == origin) return Decision::kAlreadyStored;
  return last->origin < origin ? Decision::kWrite : Decision::kSuperseded;
}

}  // namespace pipeline::kv_writer
