#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "libs/graphql/engine.hpp"
#include "libs/uploads/raw_stream.hpp"
#include "services/api/resolvers/app_schema.hpp"
#include "services/api/resolvers/request_context.hpp"
#include "tests/support/api_data_fixture.hpp"

namespace pipeline::api {

/// The sources of the resolvers, on a real server, and an engine over them.
class ResolversFixture : public DataFixture {
 protected:
  ResolversFixture() {
    StartAndWait(2);
    catalog_ = std::make_unique<BucketCatalog>(*jetstream_, CatalogOptions{});
    ledger_ = std::make_unique<LedgerReader>(*jetstream_, *index_);
    letters_ = std::make_unique<DeadLetterReader>(*jetstream_);
    files_ = std::make_unique<FileReader>(*jetstream_, kBucket);
    uploads_ = std::make_unique<UploadReader>(*index_, *catalog_, *files_, *ledger_);
    raw_ = std::make_unique<uploads::JetStreamRawStream>(*jetstream_);
    acceptor_ = std::make_unique<uploads::UploadAcceptor>(*raw_, "");
    sources_.reset(
        new Sources{*catalog_, *files_, *ledger_, *letters_, *uploads_, *acceptor_, 100'000});
    on_reconnected_ = [this] {
      catalog_->OnReconnected();
      letters_->OnReconnected();
    };
    EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] {
      return catalog_->NotReady().empty() && letters_->NotReady().empty();
    }));
  }
  ~ResolversFixture() override { on_reconnected_ = {}; }

  nlohmann::ordered_json Ask(const std::string& document,
                             const std::string& variables = "",
                             const http::Request& request = {}) {
    const auto operation = engine_.Prepare(document, std::nullopt);
    if (!operation) return nlohmann::ordered_json::parse(operation.error().body);
    RequestContext context(*sources_, request);
    return nlohmann::ordered_json::parse(engine_.Execute(*operation, variables, &context).body);
  }

  /// `data` of an answer that has no errors.
  nlohmann::ordered_json Data(const std::string& document,
                              const std::string& variables = "",
                              const http::Request& request = {}) {
    auto answer = Ask(document, variables, request);
    EXPECT_FALSE(answer.contains("errors")) << answer.dump();
    return answer["data"];
  }

  std::string CodeOf(const std::string& document, const http::Request& request = {}) {
    const auto answer = Ask(document, "", request);
    if (!answer.contains("errors")) return "none: " + answer.dump();
    return answer["errors"][0]["extensions"].value("code", "");
  }

  /// Publishes the results of both writers.
  std::uint64_t StoreInBoth(const std::string& id,
                            const std::string& key,
                            const contract::Origin& origin,
                            const std::string& value) {
    contract::Headers headers{{"Upload-Id", id}, {"Origin", origin.ToString()}, {"File-Name", key}};
    headers.Set("Anchor-Tx-Id", "42");
    Store("safeInputsLedgerReceipt." + key, R"({"database":"db","table":"t"})", headers);
    headers.Set("Anchor-Tx-Id", "");
    return PutRaw(key, value, headers);
  }

  std::unique_ptr<BucketCatalog> catalog_;
  std::unique_ptr<LedgerReader> ledger_;
  std::unique_ptr<FileReader> files_;
  std::unique_ptr<UploadReader> uploads_;
  std::unique_ptr<DeadLetterReader> letters_;
  std::unique_ptr<uploads::JetStreamRawStream> raw_;
  std::unique_ptr<uploads::UploadAcceptor> acceptor_;
  std::unique_ptr<Sources> sources_;
  graphql::Engine engine_{MakeSchema()};
};

}  // namespace pipeline::api
