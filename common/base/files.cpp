#include "common/base/files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace pipeline::base {
namespace {

tl::unexpected<Error> CannotRead(const std::string& path, int error_number) {
  return Fail(ErrorCode::kInvalidConfiguration,
              "cannot read " + path + ": " + std::generic_category().message(error_number));
}

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return CannotRead(path, EISDIR);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return CannotRead(path, errno);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<std::string> ReadSecretFile(const std::string& path) {
  auto secret = ReadFile(path);
  if (!secret) return secret;
  while (secret->ends_with('\n') || secret->ends_with('\r')) secret->pop_back();
  if (secret->empty()) return Fail(ErrorCode::kInvalidConfiguration, path + " is empty");
  return secret;
}

bool IsReadableByAll(const std::string& path) {
  struct stat file = {};
  return stat(path.c_str(), &file) == 0 && (file.st_mode & S_IROTH) != 0;
}

}  // namespace pipeline::base
