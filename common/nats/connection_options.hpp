#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/handles.hpp"

namespace pipeline::nats {

struct ConnectionOptions {
  std::string url = "nats://127.0.0.1:4222";  ///< One, or several with commas between.
  std::string name = {};                      ///< Shown in the server's connection list.
  std::string creds_file = {};
  std::string nkey_seed_file = {};
  std::string tls_ca = {};
  std::string tls_cert = {};
  std::string tls_key = {};
  std::string user = {};
  std::string password = {};
  std::string password_file = {};  ///< The file that `password` was read from, if any.
};

/// The servers of a NATS_URL, without the empty ones between commas. Pure.
std::vector<std::string> SplitUrls(const std::string& urls);

/// The same list for log lines and error messages, without user:password@ and tokens. If a comma in
/// a password has split it, neither half is shown. Pure.
std::string WithoutPasswords(const std::string& urls);

/// The error for a NATS_URL that nats.c rejects.
base::Error BadUrl(const std::string& url);

/// The public NKey ("U...") of the first user seed ("SU...") in `text`: nats.c needs it beside the
/// seed's file. kInvalidConfiguration if there is none. Pure.
base::Result<std::string> PublicUserKey(std::string_view text);

/// The options of nats.c for `wanted`, without callbacks. kInvalidConfiguration, naming the option,
/// if nats.c rejects one. Private to common/nats.
base::Result<OptionsHandle> MakeOptions(const ConnectionOptions& wanted);

}  // namespace pipeline::nats
