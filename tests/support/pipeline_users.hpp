#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"

namespace pipeline::testing {

/// The users of deploy/nats/users.conf, as that file has them.
std::vector<std::string> Users();
std::string PasswordOf(const std::string& user);

/// Environment of nats-server for that file: each user's password.
std::map<std::string, std::string> PasswordVariables();

/// The server that deploy/nats/ describes, on a free port.
NatsServerOptions DeployedServer();

nats::ConnectionOptions ConnectAs(const std::string& user, const std::string& url);

}  // namespace pipeline::testing
