#include "tests/rights/operations.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "common/contract/topology.hpp"
#include "common/nats/topology.hpp"
#include "tests/support/pipeline_users.hpp"

namespace pipeline::testing {
namespace {

using nlohmann::json;
using Owners = std::vector<std::string>;

std::string Bucket() { return contract::BucketStream(nats::TopologyOptions().bucket); }

struct Consumer {
  std::string stream;
  std::string name;
  std::string service;
  Owners looked_at_by;  // Besides its service.
};

std::vector<Consumer> Consumers() {
  return {
      {contract::kRawStream, contract::kRawConsumer, "extract", {"safe-inputs", "api"}},
      {contract::kExtractedStream, contract::kExtractedConsumer, "uppercase", {"extract"}},
      {contract::kUppercasedStream,
       contract::kBucketConsumer,
       "kv-writer",
       {"uppercase", "immudb-writer", "safe-inputs", "api"}},
      {contract::kUppercasedStream,
       contract::kLedgerConsumer,
       "immudb-writer",
       {"uppercase", "kv-writer"}},
  };
}

struct Stream {
  std::string name;
  std::string subject;  // Of what is stored in it here.
  Owners publishers;
  Owners looked_at_by;  // Besides provision, operator and who follows it.
  Owners read_by;       // Single messages, besides the operator.
  Owners followed_by;   // With consumers of their own, besides the operator.
  bool trimmed = false;
};

std::vector<Stream> Streams() {
  return {
      {contract::kRawStream,
       "safeInputsRawSheetData",
       {"safe-inputs", "api"},
       {"extract"},
       {"safe-inputs", "api"},
       {"safe-inputs", "api"},
       true},
      {contract::kExtractedStream,
       "safeInputsExtractedSubset.key",
       {"extract"},
       {"extract", "uppercase"},
       {},
       {"safe-inputs", "api"},
       true},
      {contract::kUppercasedStream,
       "safeInputsUppercased.key",
       {"uppercase"},
       {"uppercase", "kv-writer", "immudb-writer"},
       {},
       {"safe-inputs", "api"},
       true},
      {contract::kReceiptStream,
       "safeInputsLedgerReceipt.key",
       {"immudb-writer"},
       {"immudb-writer"},
       {"api"},
       {"safe-inputs", "api"}},
      {contract::kDeadLetterStream,
       "safeInputsDeadLetter.extract",
       {"extract"},
       {"extract", "uppercase", "kv-writer", "immudb-writer"},
       {},
       {"safe-inputs", "api"}},
      {Bucket(),
       "$KV.safeInputsFiles.key",
       {"kv-writer"},
       {"kv-writer"},
       {"safe-inputs", "kv-writer", "kv-reader", "api"},
       {"safe-inputs", "kv-reader", "api"}},
  };
}

std::string Api(const std::string& verb) { return "$JS.API." + verb; }

Owners And(Owners owners, const Owners& more) {
  owners.insert(owners.end(), more.begin(), more.end());
  return owners;
}

void AddProvisioning(const Stream& stream, std::vector<Operation>& all) {
  const nats::TopologyOptions topology;
  const auto spec = nats::StreamsNamed({stream.name}, topology).front();
  const std::string config = nats::StreamConfigJson(spec, topology);
  all.push_back({Kind::kRequest, Api("STREAM.CREATE." + stream.name), {"provision"}, config});
  all.push_back({Kind::kRequest, Api("STREAM.UPDATE." + stream.name), {"provision"}, config});
  for (const Consumer& consumer : Consumers()) {
    if (consumer.stream != stream.name) continue;
    all.push_back({Kind::kRequest,
                   Api("CONSUMER.DURABLE.CREATE." + stream.name + "." + consumer.name),
                   {"provision"},
                   nats::ConsumerConfigJson(stream.name, consumer.name, topology)});
  }
}

void AddReading(const Stream& stream, std::vector<Operation>& all) {
  all.push_back({Kind::kRequest,
                 Api("STREAM.INFO." + stream.name),
                 And(And({"provision", "operator"}, stream.looked_at_by), stream.followed_by)});
  all.push_back({Kind::kRequest,
                 Api("STREAM.MSG.GET." + stream.name),
                 And({"operator"}, stream.read_by),
                 R"({"seq":1})"});
  Owners followers = And({"operator"}, stream.followed_by);
  if (stream.trimmed) followers.emplace_back("provision");
  const std::string own = stream.name + ".of-{user}";
  const json consumer = {{"stream_name", stream.name},
                         {"config", {{"name", "of-{user}"}, {"ack_policy", "none"}}}};
  all.push_back({Kind::kRequest, Api("CONSUMER.CREATE." + own), followers, consumer.dump()});
  all.push_back({Kind::kRequest, Api("CONSUMER.MSG.NEXT." + own), followers, R"({"batch":1})"});
  all.push_back({Kind::kRequest, Api("CONSUMER.DELETE." + own), followers});
}

void AddTaking(const Consumer& consumer, std::vector<Operation>& all) {
  const std::string path = consumer.stream + "." + consumer.name;
  all.push_back({Kind::kRequest,
                 Api("CONSUMER.INFO." + path),
                 And({"provision", "operator", consumer.service}, consumer.looked_at_by)});
  all.push_back(
      {Kind::kRequest, Api("CONSUMER.MSG.NEXT." + path), {consumer.service}, R"({"batch":1})"});
  all.push_back({Kind::kPublish, "$JS.ACK." + path + ".1.1.1.1.0", {consumer.service}});
}

void AddWatching(std::vector<Operation>& all) {
  all.push_back({Kind::kRequest, Api("STREAM.LIST"), {"operator"}});
  all.push_back(
      {Kind::kRequest, Api("CONSUMER.LIST.safeInputsUppercased"), {"operator", "provision"}});
  all.push_back({Kind::kRequest, Api("CONSUMER.NAMES.safeInputsUppercased"), {"operator"}});
  for (const char* request : {"INFO", "STREAM.NAMES"}) {
    all.push_back({Kind::kRequest, Api(request), {"operator", "provision"}});
  }
  all.push_back(
      {Kind::kRequest, Api("DIRECT.GET.KV_safeInputsFiles"), {"operator"}, R"({"seq":1})"});
  for (const char* subject : {"safeInputsRawSheetData",
                              "safeInputsRawSheetData.>",
                              "safeInputsExtractedSubset.>",
                              "safeInputsUppercased.>",
                              "safeInputsLedgerReceipt.>",
                              "safeInputsDeadLetter.>",
                              "$KV.safeInputsFiles.>",
                              "$JS.EVENT.ADVISORY.>"}) {
    all.push_back({Kind::kSubscribe, subject, {"operator"}});
  }
}

void AddForNobody(const Stream& stream, std::vector<Operation>& all) {
  for (const char* verb : {"STREAM.DELETE.", "STREAM.MSG.DELETE.", "CONSUMER.CREATE."}) {
    all.push_back({Kind::kRequest, Api(verb + stream.name), {}});
  }
  const Owners trims = stream.trimmed ? Owners{"provision"} : Owners{};
  all.push_back({Kind::kRequest, Api("STREAM.PURGE." + stream.name), trims, R"({"seq":1})"});
}

void AddForNobody(std::vector<Operation>& all) {
  for (const Consumer& consumer : Consumers()) {
    const std::string path = consumer.stream + "." + consumer.name;
    for (const std::string& subject : {Api("CONSUMER.CREATE." + path),
                                       Api("CONSUMER.CREATE." + path + ".filter"),
                                       Api("CONSUMER.DELETE." + path)}) {
      all.push_back({Kind::kRequest, subject, {}});
    }
  }
  for (const char* subject : {"safeInputsRawSheetData.other",
                              "$KV.other.key",
                              "$JS.API.STREAM.CREATE.other",
                              "$JS.API.STREAM.CREATE.KV_other",
                              "$SYS.REQ.SERVER.PING"}) {
    all.push_back({Kind::kPublish, subject, {}});
  }
  for (const char* subject : {">", "*.>", "$JS.>", "$JS.API.>", "$JS.ACK.>", "$KV.>", "_INBOX.>"}) {
    all.push_back({Kind::kSubscribe, subject, {}});
  }
}

}  // namespace

std::vector<Operation> AllOperations() {
  std::vector<Operation> all;
  for (const std::string& user : Users()) {
    all.push_back({Kind::kSubscribe, "_INBOX_" + user + ".>", {user}});
    all.push_back({Kind::kPublish, "_INBOX_" + user + ".1", {}});
  }
  for (const Stream& stream : Streams()) AddProvisioning(stream, all);
  for (const Stream& stream : Streams()) {
    all.push_back({Kind::kStore, stream.subject, stream.publishers, "{}"});
  }
  for (const char* service : {"uppercase", "kv-writer", "immudb-writer"}) {
    all.push_back({Kind::kStore, std::string("safeInputsDeadLetter.") + service, {service}, "{}"});
  }
  all.push_back({Kind::kStore, "safeInputsRawSheetData.example", {"sender-example"}, "{}"});
  for (const Stream& stream : Streams()) AddReading(stream, all);
  for (const Consumer& consumer : Consumers()) AddTaking(consumer, all);
  AddWatching(all);
  for (const Stream& stream : Streams()) AddForNobody(stream, all);
  AddForNobody(all);
  return all;
}

}  // namespace pipeline::testing
