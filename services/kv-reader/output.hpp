#pragma once

#include <cstdio>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::kv_reader {

/// Where results go: standard output, or another open file, which it does not close. After a
/// failure all that comes is dropped. Not thread-safe.
class Output {
 public:
  explicit Output(std::FILE* file) : file_(file) {}

  void Write(std::string_view bytes);
  /// What was written has left the process, or an error that says why not. The message is empty
  /// where the reader has had enough and closed its end (`| head`), which nobody needs to be told.
  base::Result<void> Flush();
  bool IsTerminal() const;

 private:
  std::FILE* file_;
  int failure_ = 0;  ///< errno of the first one.
};

}  // namespace pipeline::kv_reader
