#include "services/kv-reader/watch.hpp"

#include <chrono>
#include <string>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/nats/stream_reader.hpp"
#include "libs/files/bucket_reader.hpp"
#include "services/kv-reader/revision_text.hpp"

namespace pipeline::kv_reader {
namespace {

using base::ErrorCode;
using files::Operation;
using files::Revision;
using std::chrono::milliseconds;

// How late a stop may be noticed.
constexpr milliseconds kStep{100};
constexpr milliseconds kPause{250};

base::Result<void> Show(const Revision& revision, bool json, Output& output) {
  output.Write(json ? JsonChangeLine(revision) : Line(ChangeColumns(revision)));
  return output.Flush();
}

// Says once what is waited for, each time that it begins.
class Patience {
 public:
  // False if waiting does not help.
  bool Accept(const base::Error& error, const std::stop_token& stop) {
    if (error.code == ErrorCode::kTimeout) {
      Reset();
      return true;
    }
    if (!error.retryable && !connected_before_) return false;
    if (!told_) base::LogWarning("waiting: {}", error.message);
    told_ = true;
    base::SleepFor(kPause, stop);
    return true;
  }

  void Reset() {
    told_ = false;
    connected_before_ = true;
  }

 private:
  bool told_ = false;
  bool connected_before_ = false;
};

}  // namespace

base::Result<void> Watch(nats::JetStream& jetstream,
                         const CommandLine& line,
                         Output& output,
                         const std::stop_token& stop) {
  const std::string& bucket = line.common.topology.bucket;
  nats::StreamReader reader(jetstream, files::FromLastRevisions(bucket, line.subject));
  Patience patience;
  bool present = true;
  while (!stop.stop_requested()) {
    const auto message = reader.Next(kStep);
    if (!message && !patience.Accept(message.error(), stop)) {
      return tl::make_unexpected(files::Explain(jetstream, bucket, message.error()));
    }
    if (message) {
      patience.Reset();
      const auto revision = files::ReadRevision(bucket, *message);
      // A deleted key is no present value; its deletion while watching is a change.
      const bool gone_before = present && revision && revision->operation != Operation::kPut;
      if (revision && !gone_before) {
        auto shown = Show(*revision, line.json, output);
        if (!shown) return shown;
      }
    }
    present = present && !reader.CaughtUp();
  }
  return {};
}

}  // namespace pipeline::kv_reader
