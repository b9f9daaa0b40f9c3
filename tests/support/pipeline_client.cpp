#include "tests/support/pipeline_client.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "common/contract/topology.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::testing {
namespace {

template <typename T>
T OrThrow(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

nats::ConnectionOptions Named(nats::ConnectionOptions options) {
  if (options.name.empty()) options.name = "test";
  return options;
}

}  // namespace

PipelineClient::PipelineClient(const std::string& nats_url)
    : PipelineClient(nats::ConnectionOptions{.url = nats_url}) {}

PipelineClient::PipelineClient(const nats::ConnectionOptions& options) {
  connection_ = OrThrow(nats::Connection::Connect(Named(options), {}));
  requests_ = OrThrow(nats::Requests::Create(*connection_, {}));
  jetstream_ = std::make_unique<nats::JetStream>(*requests_);
}

std::uint64_t PipelineClient::Publish(const std::string& subject,
                                      const std::string& body,
                                      const contract::Headers& headers) {
  return OrThrow(jetstream_->PublishAndWait({subject, headers, body})).sequence;
}

std::uint64_t PipelineClient::Messages(const std::string& stream) {
  const auto info = jetstream_->Api("STREAM.INFO." + stream, "");
  return info ? (*info)["state"].value("messages", std::uint64_t{0}) : 0;
}

bool PipelineClient::HasConsumer(const std::string& stream, const std::string& durable) {
  return jetstream_->Api("CONSUMER.INFO." + stream + "." + durable, "").has_value();
}

bool PipelineClient::IsDrained(const std::string& stream, const std::string& durable) {
  const auto info = jetstream_->Api("CONSUMER.INFO." + stream + "." + durable, "");
  return info && info->value("num_pending", 1) == 0 && info->value("num_ack_pending", 1) == 0;
}

std::vector<nats::StoredMessage> PipelineClient::All(const std::string& stream) {
  const auto info = OrThrow(jetstream_->Api("STREAM.INFO." + stream, ""));
  std::vector<nats::StoredMessage> messages;
  const auto last = info["state"].value("last_seq", std::uint64_t{0});
  for (auto sequence = info["state"].value("first_seq", std::uint64_t{1}); sequence <= last;
       ++sequence) {
    auto message = jetstream_->GetMessage(stream, sequence);
    if (message) messages.push_back(std::move(*message));
  }
  return messages;
}

base::Result<nats::StoredMessage> PipelineClient::LastRevision(const std::string& key) {
  const std::string bucket = nats::TopologyOptions().bucket;
  return jetstream_->GetLastMessage(contract::BucketStream(bucket),
                                    contract::BucketSubject(bucket, key));
}

std::string RawMessage(const std::string& filename, int rows) {
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  for (int row = 0; row < rows; ++row) {
    data.push_back({{"Province", "Québec"}, {"Cases", row}, {"Notes", "été"}});
  }
  return nlohmann::ordered_json{
      {"type", "ParseEvent"},
      {"state", "DONE"},
      {"filename", filename},
      {"workbook", {{"Props", {{"Worksheets", 1}, {"SheetNames", {"Cas"}}}}}},
      {"sheets", {{{"sheetName", "Cas"}, {"data", data}}}}}
      .dump();
}

}  // namespace pipeline::testing
