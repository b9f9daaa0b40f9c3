#include "services/kv-reader/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace pipeline::kv_reader {

void Output::Write(std::string_view bytes) {
  if (failure_ != 0) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) failure_ = errno;
}

base::Result<void> Output::Flush() {
  if (failure_ == 0 && std::fflush(file_) != 0) failure_ = errno;
  if (failure_ == 0) return {};
  const std::string reason = std::generic_category().message(failure_);
  return base::Fail(base::ErrorCode::kUnavailable,
                    failure_ == EPIPE ? std::string() : "standard output: " + reason);
}

bool Output::IsTerminal() const { return isatty(fileno(file_)) == 1; }

}  // namespace pipeline::kv_reader
