#include "services/safe-inputs/config.hpp"

#include "common/base/host_port.hpp"
#include "common/contract/provenance.hpp"
#include "libs/http/tls_context.hpp"

namespace pipeline::safe_inputs {
namespace {

// An upload of the index takes about 1 KB of memory.
constexpr std::int64_t kMostIndexUploads = 1'000'000;
// Each has a thread.
constexpr std::int64_t kMostWatchers = 10'000;

constexpr std::int64_t kMostUploadsPerMinute = 1'000'000;

std::string CheckListenAddress(const std::string& text) {
  const auto address = base::ParseHostPort(text);
  return address ? std::string() : "LISTEN_ADDRESS: " + address.error().message;
}

std::string CheckSender(const std::string& sender) {
  if (sender.empty() || contract::IsSender(sender)) return {};
  return "SENDER: expected at most 128 of A-Z a-z 0-9 _ - with single dots between, got \"" +
         sender + "\"";
}

std::string CheckUploadBytes(std::int64_t bytes) {
  if (bytes == -1 || bytes > 0) return {};
  return "MAX_UPLOAD_BYTES: expected more than 0";
}

void AddEntranceOptions(base::Options& options, Config* target) {
  options.Text("--page-dir",
               "PAGE_DIR",
               "Folder of the page for browsers; unset: share/page beside the executable's folder",
               &target->page_dir);
  options.Text("--upload-tokens-file",
               "UPLOAD_TOKENS_FILE",
               "File of bearer tokens, one a line, of which a request must have one; unset: none",
               &target->tokens_file);
  options.Text("--allowed-hosts",
               "ALLOWED_HOSTS",
               "Names to be asked under besides addresses and localhost, commas between; *: any",
               &target->allowed_hosts);
  options.Count("--uploads-per-minute",
                "UPLOADS_PER_MINUTE",
                "Uploads of one client address; 0: any number",
                0,
                kMostUploadsPerMinute,
                &target->uploads_per_minute);
}

}  // namespace

void AddOptions(base::Options& options, Config* target) {
  service::AddCommonOptions(options, kServiceName, &target->common);
  options.Text("--listen-address",
               "LISTEN_ADDRESS",
               "host:port to take uploads on; port 0: any free one",
               &target->listen_address);
  http::AddTlsOptions(options, &target->tls);
  AddEntranceOptions(options, target);
  options.Text("--sender",
               "SENDER",
               "Who sends; uploads go to safeInputsRawSheetData.{SENDER}",
               &target->sender);
  options.Size("--max-upload-bytes",
               "MAX_UPLOAD_BYTES",
               "Most bytes of an upload; unset: what NATS lets through",
               &target->max_upload_bytes);
  options.Count("--index-uploads",
                "INDEX_UPLOADS",
                "How many uploads can be asked for, the last ones",
                1,
                kMostIndexUploads,
                &target->index_uploads);
  options.Count("--max-watchers",
                "MAX_WATCHERS",
                "Streams of GET /uploads/events at a time",
                1,
                kMostWatchers,
                &target->max_watchers);
  options.Check([target] { return CheckListenAddress(target->listen_address); });
  options.Check([target] { return CheckSender(target->sender); });
  options.Check([target] { return CheckUploadBytes(target->max_upload_bytes); });
}

}  // namespace pipeline::safe_inputs
