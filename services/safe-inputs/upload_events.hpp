#pragma once

#include <cstddef>
#include <memory>

#include "libs/http/message.hpp"
#include "libs/http/router.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::safe_inputs {

/// The most uploads that one stream of events follows.
inline constexpr std::size_t kMostIdsAStream = 50;

/// GET /uploads/events?id=A&id=B: the states of uploads as server-sent events on one connection
/// (docs/message-contract.md). The first event of each id is its whole present state, so a client
/// that lost its connection only has to ask again. Each stream has a thread; beyond `streams`, a
/// request is answered 503 at once. Thread-safe; the index outlives it and its streams.
class UploadEvents {
 public:
  UploadEvents(uploads::UploadIndex& index, std::size_t streams)
      : index_(index), limit_(std::make_shared<http::ConcurrencyLimit>(streams)) {}

  http::Response Handle(const http::Request& request) const;

 private:
  uploads::UploadIndex& index_;
  const std::shared_ptr<http::ConcurrencyLimit> limit_;
};

}  // namespace pipeline::safe_inputs
