#include "common/contract/topology.hpp"
#include "common/nats/topology.hpp"
#include "services/provision/stream_provisioner.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/provision_fixture.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::int64_t kHourNs = 3'600'000'000'000;

class ProvisionTest : public ProvisionFixture {
 protected:
  std::uint64_t Messages(const std::string& stream) { return client_.Messages(stream); }

  void PublishToBucket(int revisions) {
    for (int i = 0; i < revisions; ++i) client_.Publish("$KV.safeInputsFiles.a", "v", {});
  }
};

TEST_F(ProvisionTest, PlanOfAnEmptyServerListsEverythingAndChangesNothing) {
  const Finished plan = Run({"plan"});
  EXPECT_EQ(plan.exit_code, 3);
  for (const nats::StreamSpec& spec : nats::Topology({})) {
    EXPECT_THAT(plan.output, HasSubstr("stream " + spec.name + ": wanted, not found\n"));
    for (const std::string& durable : spec.durables) {
      EXPECT_THAT(plan.output, HasSubstr("consumer " + durable + ": wanted, not found\n"));
    }
  }
  EXPECT_EQ(Api("STREAM.NAMES").value("total", -1), 0);
}

TEST_F(ProvisionTest, ApplyMakesEverythingOnce) {
  const Finished applied = Run({"apply"});
  EXPECT_EQ(applied.exit_code, 0) << applied.errors;
  EXPECT_THAT(applied.output, HasSubstr("created stream KV_safeInputsFiles\n"));
  EXPECT_EQ(Run({"plan"}).output, "nothing differs\n");
  const Finished again = Run({"apply"});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.output, "nothing differs\n");
}

TEST_F(ProvisionTest, CheckNamesADifferentFieldAndApplyMendsIt) {
  Provision();
  UpdateStream(contract::kRawStream, {{"max_age", 48 * kHourNs}});
  UpdateConsumer(contract::kUppercasedStream, contract::kLedgerConsumer, {{"ack_wait", kHourNs}});
  const Finished check = Run({"check"});
  EXPECT_EQ(check.exit_code, 3);
  EXPECT_THAT(check.output,
              HasSubstr("stream safeInputsRawSheetData: max_age: wanted 0ms, found 2d\n"));
  EXPECT_THAT(
      check.output,
      HasSubstr("consumer safeInputsUppercasedImmudbConsumer: ack_wait: wanted 30s, found 1h\n"));
  Provision();
  EXPECT_EQ(Run({"check"}).exit_code, 0);
  EXPECT_EQ(StreamConfig(contract::kRawStream).at("max_age"), 0);
}

TEST_F(ProvisionTest, ApplyKeepsWhatAnotherToolHasSet) {
  Provision();
  UpdateStream(
      contract::kRawStream,
      {{"compression", "s2"}, {"metadata", {{"owner", "ops"}}}, {"max_age", kHourNs * 48}});
  UpdateConsumer(contract::kRawStream,
                 contract::kRawConsumer,
                 {{"metadata", {{"owner", "ops"}}}, {"max_ack_pending", 7}});
  Provision();
  const json stream = StreamConfig(contract::kRawStream);
  EXPECT_EQ(stream.at("max_age"), 0);
  EXPECT_EQ(stream.at("compression"), "s2");
  EXPECT_EQ(stream.at("metadata").at("owner"), "ops");
  const json consumer = ConsumerConfig(contract::kRawStream, contract::kRawConsumer);
  EXPECT_EQ(consumer.at("max_ack_pending"), 4096);
  EXPECT_EQ(consumer.at("metadata").at("owner"), "ops");
}

TEST_F(ProvisionTest, MendsAFilterThatWouldHideMessagesFromAService) {
  Provision();
  UpdateConsumer(contract::kRawStream,
                 contract::kRawConsumer,
                 {{"filter_subject", "safeInputsRawSheetData.ontario"}});
  EXPECT_THAT(Run({"plan"}).output,
              HasSubstr("filter_subject: wanted none, found safeInputsRawSheetData.ontario\n"));
  Provision();
  EXPECT_FALSE(
      ConsumerConfig(contract::kRawStream, contract::kRawConsumer).contains("filter_subject"));
}

TEST_F(ProvisionTest, TakesLimitsOfSingleStreamsAndConsumersFromAFile) {
  const std::map<std::string, std::string> file{{"TOPOLOGY_FILE", FileWith(R"({
        "streams": {"safeInputsDeadLetter": {"max_bytes": "10MiB", "max_age": "90d"}},
        "consumers": {"safeInputsRawSheetDataConsumer": {"ack_wait": "1m"}}})")}};
  Provision(file);
  EXPECT_EQ(StreamConfig(contract::kDeadLetterStream).at("max_bytes"), 10 * 1024 * 1024);
  EXPECT_EQ(StreamConfig(contract::kDeadLetterStream).at("max_age"), 2160 * kHourNs);
  EXPECT_EQ(StreamConfig(contract::kRawStream).at("max_bytes"), -1);
  EXPECT_EQ(ConsumerConfig(contract::kRawStream, contract::kRawConsumer).at("ack_wait"),
            kHourNs / 60);
  EXPECT_EQ(Run({"check"}, file).exit_code, 0);
  EXPECT_EQ(Run({"check"}).exit_code, 3);
}

TEST_F(ProvisionTest, RefusesAFileWithAnUnknownStream) {
  const std::string path = FileWith(R"({"streams": {"safeInputsRaw": {"replicas": 3}}})");
  const Finished plan = Run({"plan", "--topology-file", path});
  EXPECT_EQ(plan.exit_code, 2);
  EXPECT_THAT(plan.errors, HasSubstr(path + ": streams.safeInputsRaw: expected one of "));
}

TEST_F(ProvisionTest, ShrinksBelowWhatIsStoredOnlyWhenDataMayBeLost) {
  Provision();
  client_.Publish(contract::kRawStream, std::string(4000, 'x'), {});
  const std::map<std::string, std::string> file{
      {"TOPOLOGY_FILE", FileWith(R"({"streams": {"safeInputsRawSheetData": {"max_bytes": 1000},
                                "safeInputsDeadLetter": {"max_bytes": 2000}}})")}};
  const Finished refused = Run({"apply"}, file);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("expected --allow-data-loss; nothing was changed"));
  EXPECT_THAT(refused.errors,
              HasSubstr("stream safeInputsRawSheetData: max_bytes: wanted 1000, found -1; would "
                        "lose "));
  EXPECT_EQ(StreamConfig(contract::kDeadLetterStream).at("max_bytes"), -1);
  EXPECT_EQ(Run({"apply", "--allow-data-loss"}, file).exit_code, 0);
  EXPECT_EQ(StreamConfig(contract::kRawStream).at("max_bytes"), 1000);
  EXPECT_EQ(StreamConfig(contract::kDeadLetterStream).at("max_bytes"), 2000);
}

TEST_F(ProvisionTest, RefusesToForgetRevisionsOfTheBucket) {
  Provision();
  UpdateStream("KV_safeInputsFiles", {{"max_msgs_per_subject", 100}});
  PublishToBucket(65);
  const Finished refused = Run({"apply"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("max_msgs_per_subject: wanted 64, found 100; would lose"));
  EXPECT_EQ(Messages("KV_safeInputsFiles"), 65);
  EXPECT_EQ(Run({"apply", "--allow-data-loss"}).exit_code, 0);
  EXPECT_EQ(Messages("KV_safeInputsFiles"), 64);
}

TEST_F(ProvisionTest, MakesAStreamOfAnotherStorageAgainOnlyWhenDataMayBeLost) {
  Api("STREAM.CREATE.safeInputsDeadLetter",
      {{"name", "safeInputsDeadLetter"},
       {"subjects", {"safeInputsDeadLetter.>"}},
       {"storage", "memory"}});
  client_.Publish("safeInputsDeadLetter.extract", "{}", {});
  const Finished refused = Run({"apply"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("storage: wanted file, found memory; would lose its 1 "));
  EXPECT_EQ(Messages(contract::kDeadLetterStream), 1);
  EXPECT_EQ(Run({"apply", "--allow-data-loss"}).exit_code, 0);
  EXPECT_EQ(Messages(contract::kDeadLetterStream), 0);
  EXPECT_EQ(Run({"check"}).exit_code, 0);
}

TEST_F(ProvisionTest, RefusesALossThatCameAfterThePlan) {
  Provision();
  nats::TopologyOptions options;
  options.streams[contract::kRawStream].max_bytes = 1000;
  JetStreamAdmin admin(client_.jetstream());
  StreamProvisioner streams(admin, options, [](const std::string&) {});
  EXPECT_THAT(Losses(streams.Plan().value()), IsEmpty());
  client_.Publish(contract::kRawStream, std::string(4000, 'x'), {});
  const auto applied = streams.Apply(false);
  ASSERT_FALSE(applied);
  EXPECT_THAT(applied.error().message, HasSubstr("expected --allow-data-loss for stream "));
  EXPECT_EQ(StreamConfig(contract::kRawStream).at("max_bytes"), -1);
}

TEST_F(ProvisionTest, TellsWhichServerIsAway) {
  const std::string url = server_.url();
  server_.Kill();
  const Finished plan = Run({"plan", "--timeout", "100ms"});
  EXPECT_EQ(plan.exit_code, 1);
  EXPECT_THAT(plan.errors, HasSubstr("no connection to NATS at " + url));
  EXPECT_THAT(plan.output, IsEmpty());
}

TEST_F(ProvisionTest, WaitsForAServerThatStartsLater) {
  server_.Kill();
  testing::Process plan(Command({"plan"}));
  ASSERT_TRUE(testing::PollUntil(
      kPatience, [&] { return plan.Errors().find("waiting for NATS") != std::string::npos; }));
  server_.Restart();
  EXPECT_EQ(plan.Wait(kPatience), 3);
}

TEST_F(ProvisionTest, LeavesARefusedChangeToTheServersWords) {
  const Finished applied = Run({"apply", "--replicas", "3"});
  EXPECT_EQ(applied.exit_code, 1);
  EXPECT_THAT(applied.errors, HasSubstr("stream safeInputsRawSheetData: "));
  EXPECT_THAT(applied.errors, HasSubstr("replicas > 1 not supported in non-clustered mode"));
}

TEST_F(ProvisionTest, AServiceThatMayNotProvisionStartsAfterwards) {
  testing::ServiceProcess extract(
      "extract", {}, {{"NATS_URL", server_.url()}, {"AUTO_PROVISION", "false"}});
  ASSERT_TRUE(testing::PollUntil(
      kPatience, [&] { return extract.Log().find("does not exist") != std::string::npos; }));
  Provision();
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  client_.Publish(contract::kRawStream, testing::RawMessage("a.csv"), {});
  EXPECT_TRUE(
      testing::PollUntil(kPatience, [&] { return Messages(contract::kExtractedStream) == 1; }));
  EXPECT_THAT(extract.Log(), Not(HasSubstr("should be")));
}

}  // namespace
}  // namespace pipeline::provision
