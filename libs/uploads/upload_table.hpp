#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/contract/provenance.hpp"
#include "libs/uploads/aged_out_ids.hpp"
#include "libs/uploads/newest_revisions.hpp"
#include "libs/uploads/upload_event.hpp"
#include "libs/uploads/upload_record.hpp"

namespace pipeline::uploads {

/// The last `capacity` uploads, by what their messages said: events in, records out. Events of
/// different streams may come in any order and more than once. One Origin is one acceptance; an id
/// that was accepted again stands for its newest acceptance. Of what is older than the last
/// `capacity` only the ids and revisions are remembered, of 15 times as many. Bounded in memory by
/// `capacity` alone. Not thread-safe.
class UploadTable {
 public:
  explicit UploadTable(std::size_t capacity);

  void Apply(const UploadEvent& event);

  /// Nothing where it is not known, or no longer. Valid until the next Apply().
  const UploadRecord* Find(const std::string& upload_id) const;
  const UploadRecord* Find(const contract::Origin& origin) const;
  /// The newest `count` acceptances, before (that is: older than) `before` where it is given.
  std::vector<UploadRecord> Newest(std::size_t count,
                                   const std::optional<contract::Origin>& before) const;
  /// The bucket's revision of an upload of which only the id is remembered; 0 where it had none
  /// when it aged out. Nothing where the id is not remembered.
  std::optional<std::uint64_t> AgedOut(std::string_view upload_id) const {
    return aged_out_.Find(upload_id);
  }
  /// See NewestRevisions::NewerThan.
  std::optional<Revision> NewerRevisionThan(const UploadRecord& record) const {
    return newest_.NewerThan(record);
  }

  std::size_t size() const { return by_origin_.size(); }
  std::optional<contract::Origin> oldest() const;

 private:
  UploadRecord* Obtain(const UploadEvent& event);
  void EvictOldest();

  const std::size_t capacity_;
  std::map<contract::Origin, UploadRecord> by_origin_;
  std::unordered_map<std::string, contract::Origin> by_id_;
  AgedOutIds aged_out_;
  NewestRevisions newest_;
};

}  // namespace pipeline::uploads
