// How fast the ledger's flow is, batched and one upload at a time, on a real immudb: JSON on
// standard output. The ratio is what counts; both flows run on the same server and database, one
// after the other.
#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/base/digest.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"
#include "tests/support/immudb_server.hpp"

namespace pipeline::bench {
namespace {

using immudb_writer::ImmudbLedger;
using immudb_writer::LedgerUpload;
using ledger::ImmudbOptions;
using nlohmann::ordered_json;

constexpr std::size_t kBatch = 50;

// `count` uploads with bodies of `bytes`, under ids that no other call gave.
class Uploads {
 public:
  Uploads(std::size_t count, std::size_t bytes) {
    static int series = 0;
    const std::string prefix = std::to_string(++series) + "-";
    bodies_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string id = prefix + std::to_string(i);
      bodies_.push_back(id + std::string(bytes - id.size(), 'x'));
      LedgerUpload upload;
      upload.upload_id = base::Sha256Hex(id).substr(0, 32);
      upload.filename = upload.key = "report-" + id + ".xlsx";
      upload.origin = "1764000000000000000-" + std::to_string(i);
      upload.content_sha256 = base::Sha256Hex(bodies_.back());
      upload.body = bodies_.back();
      uploads_.push_back(std::move(upload));
    }
  }

  std::span<const LedgerUpload> all() const { return uploads_; }

 private:
  std::vector<std::string> bodies_;
  std::vector<LedgerUpload> uploads_;
};

// Uploads a second when `batch` of them go in one call.
double Rate(ImmudbLedger& ledger, std::size_t count, std::size_t bytes, std::size_t batch) {
  const Uploads uploads(count, bytes);
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t at = 0; at < count; at += batch) {
    const auto part = uploads.all().subspan(at, std::min(batch, count - at));
    const auto answers = ledger.Store(part);
    if (!answers) {
      throw std::runtime_error(answers.error().message);
    }
    for (const auto& answer : *answers) {
      if (!answer) {
        throw std::runtime_error(answer.error().message);
      }
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return static_cast<double>(count) / took.count();
}

// Both flows in turn, three times; the medians.
ordered_json Compare(ImmudbLedger& ledger,
                     std::size_t bytes,
                     std::size_t alone,
                     std::size_t batched) {
  std::vector<double> one_at_a_time;
  std::vector<double> in_batches;
  for (int round = 0; round < 3; ++round) {
    one_at_a_time.push_back(Rate(ledger, alone, bytes, 1));
    in_batches.push_back(Rate(ledger, batched, bytes, kBatch));
  }
  std::sort(one_at_a_time.begin(), one_at_a_time.end());
  std::sort(in_batches.begin(), in_batches.end());
  return {{"bytes", bytes},
          {"alone_per_s", one_at_a_time[1]},
          {"batched_per_s", in_batches[1]},
          {"batched_mb_per_s", in_batches[1] * static_cast<double>(bytes) / 1e6},
          {"ratio", in_batches[1] / one_at_a_time[1]}};
}

ordered_json Post(httplib::Client& client, const std::string& path, const ordered_json& body) {
  const auto answer = client.Post(path, body.dump(), "application/json");
  if (!answer || answer->status != 200) {
    throw std::runtime_error(
        "POST " + path + ": expected 200, got " +
        (answer ? std::to_string(answer->status) + " " + answer->body : "no answer"));
  }
  return ordered_json::parse(answer->body);
}

// SQL cannot set a database's syncFrequency; REST can, when it is created.
void CreateDatabase(const testing::ImmudbServer& server,
                    const std::string& name,
                    int sync_frequency_ms) {
  constexpr const char* kImmudbInBase64 = "aW1tdWRi";
  httplib::Client client("http://" + server.web_address());
  const auto login =
      Post(client, "/api/login", {{"user", kImmudbInBase64}, {"password", kImmudbInBase64}});
  client.set_default_headers({{"Authorization", login.at("token").get<std::string>()}});
  Post(client,
       "/api/db/create/v2",
       {{"name", name}, {"settings", {{"syncFrequency", {{"value", sync_frequency_ms}}}}}});
}

ordered_json Measure(const testing::ImmudbServer& server, const std::string& database) {
  ledger::ImmudbOptions options;
  options.address = server.address();
  options.database = database;
  ImmudbLedger ledger(options);
  if (const auto ensured = ledger.EnsureSchema(); !ensured) {
    throw std::runtime_error(ensured.error().message);
  }
  Rate(ledger, kBatch, 6'000, kBatch);
  return ordered_json::array(
      {Compare(ledger, 6'000, 200, 2'000), Compare(ledger, 457'000, 40, 200)});
}

int Run() {
  testing::ImmudbServer server({.web_server = true});
  CreateDatabase(server, "ledger4ms", 4);
  const ordered_json report{{"benchmark", "ledger"},
                            {"cores", std::thread::hardware_concurrency()},
                            {"rows_per_statement", kBatch},
                            {"sync_20ms", Measure(server, "defaultdb")},
                            {"sync_4ms", Measure(server, "ledger4ms")}};
  std::cout << report.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace pipeline::bench

int main() {
  try {
    return pipeline::bench::Run();
  } catch (const std::exception& failure) {
    std::cerr << "ledger_bench: " << failure.what() << "\n";
    return 1;
  }
}
