#include "services/kv-writer/last_revision.hpp"

#include "common/base/percent_encoding.hpp"
#include "common/bucket/file_place.hpp"
#include "common/sheets/header_names.hpp"

namespace pipeline::kv_writer {

LastRevision ReadLastRevision(const nats::StoredMessage& stored) {
  LastRevision last;
  last.revision = stored.sequence;
  const auto origin = delivery::Origin::Parse(stored.headers.Get(sheets::kOriginHeader));
  last.origin = origin.value_or(delivery::Origin{stored.time_ns, 0});
  last.filename =
      base::PercentDecode(stored.headers.Get(sheets::kFileNameHeader)).value_or(std::string());
  return last;
}

Decision Decide(const std::optional<LastRevision>& last,
                const delivery::Origin& origin,
                std::string_view filename) {
  if (!last) return Decision::kWrite;
  if (bucket::IsOtherFile(last->filename, filename)) return Decision::kOtherFile;
  if (last->origin == origin) return Decision::kAlreadyStored;
  return last->origin < origin ? Decision::kWrite : Decision::kSuperseded;
}

}  // namespace pipeline::kv_writer
