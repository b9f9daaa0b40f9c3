#pragma once

#include <string>
#include <utility>

#include "libs/http/message.hpp"
#include "libs/uploads/upload_acceptor.hpp"

namespace pipeline::safe_inputs {

/// POST /uploads: what the acceptor says of a request's body, as an HTTP answer. Thread-safe.
/// `stream` outlives it.
class UploadHandler {
 public:
  UploadHandler(uploads::RawStream& stream, std::string sender)
      : acceptor_(stream, std::move(sender)) {}

  http::Response Handle(const http::Request& request) const;

 private:
  const uploads::UploadAcceptor acceptor_;
};

}  // namespace pipeline::safe_inputs
