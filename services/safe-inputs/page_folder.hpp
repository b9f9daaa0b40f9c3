#pragma once

#include <map>
#include <string>

#include "libs/http/message.hpp"

namespace pipeline::safe_inputs {

/// The Safe Inputs page: the files of a folder, read once and kept in memory, each as it is and as
/// gzip where FILE.gz lies beside it. Nothing else can be asked for. Immutable; safe from any
/// thread.
class PageFolder {
 public:
  /// A folder without index.html is no page: it is answered with 404, and the log says so. Uploads
  /// work all the same.
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
