#pragma once

#include <string>

#include "tests/support/temp_dir.hpp"

namespace pipeline::testing {

/// A certificate authority of a test's own and what it signs, by openssl. Calls throw
/// std::runtime_error where openssl fails.
class Certificates {
 public:
  Certificates();

  std::string ca() const { return File("ca.pem"); }
  /// Makes `name`.pem and `name`.key for the address 127.0.0.1.
  void Make(const std::string& name);
  std::string certificate(const std::string& name) const { return File(name + ".pem"); }
  std::string key(const std::string& name) const { return File(name + ".key"); }

 private:
  std::string File(const std::string& name) const { return (folder_.path() / name).string(); }

  TempDir folder_;
};

}  // namespace pipeline::testing
