#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/http_uploader.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {

/// One site of deploy/sites/, and a link to the hub that can be cut.
class Site {
 public:
  Site(std::string name, std::uint16_t hub_leaf_port);

  void Cut() { link_.reset(); }
  void Join();

  /// Sends a sheet to this site's safe-inputs. Its Upload-Id goes to the end of `accepted`.
  void Send(const std::string& filename, const std::string& id);

  const std::string& name() const { return name_; }
  /// In the order in which they were: Upload-Id and file name.
  const std::vector<std::pair<std::string, std::string>>& accepted() const { return accepted_; }
  ServiceProcess& safe_inputs() { return safe_inputs_; }
  NatsServer& nats() { return nats_; }

 private:
  std::map<std::string, std::string> SafeInputsEnvironment() const;

  const std::string name_;
  const std::uint16_t hub_leaf_port_;
  const std::uint16_t link_port_;
  std::unique_ptr<Process> link_;
  NatsServer nats_;
  const std::string address_;
  ServiceProcess safe_inputs_;
  HttpUploader uploader_;
  std::vector<std::pair<std::string, std::string>> accepted_;
};

/// The hub with its services, and both sites.
class SitesTest : public ::testing::Test {
 protected:
  SitesTest();
  void SetUp() override;

  /// Until the hub's pipeline has nothing left to do with this many raw sheets.
  void WaitForArrival(std::size_t sheets);
  std::string Logs();

  const std::uint16_t leaf_port_;
  NatsServer hub_;
  ImmudbServer immudb_;
  Site province_;
  Site hospital_;
  std::vector<std::unique_ptr<ServiceProcess>> services_;
  std::unique_ptr<PipelineClient> operator_;
};

}  // namespace pipeline::testing
