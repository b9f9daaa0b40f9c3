#pragma once

#include <map>
#include <string>

#include "libs/http/message.hpp"

namespace pipeline::safe_inputs {

/// The Safe Inputs page: the files of a folder, read once and kept in memory, each plain and, if
/// FILE.gz exists, as gzip. Serves no other files. Immutable; thread-safe.
class PageFolder {
 public:
  /// Without index.html in the folder, logs a warning and answers 404; uploads work without it.
  explicit PageFolder(const std::string& folder);

  http::Response Index(const http::Request& request) const { return Answer("index.html", request); }
  /// The file that the request's argument names.
  http::Response Asset(const http::Request& request) const {
    return Answer(request.argument, request);
  }

 private:
  struct File {
    std::string content_type;
    std::string content;
    std::string gzip;  ///< Empty where there is none.
    std::string tag;   ///< Of its content, without quotes.
  };

  http::Response Answer(const std::string& name, const http::Request& request) const;

  std::map<std::string, File> files_;
};

}  // namespace pipeline::safe_inputs
