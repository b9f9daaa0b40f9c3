#pragma once

#include <string>

#include "common/service/runtime.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "libs/uploads/upload_index.hpp"
#include "services/api/config.hpp"
#include "services/api/resolvers/request_context.hpp"

namespace pipeline::api {

/// Owns the sources of the resolvers. Created once NATS has been reached; the runtime outlives it.
class PipelineSources {
 public:
  PipelineSources(const Config& config, service::Runtime& runtime, std::size_t max_upload_bytes);

  const Sources& sources() const { return sources_; }
  /// Empty when every source is up to date; else the reasons.
  std::string NotReady() const;
  void OnReconnected();

 private:
  uploads::UploadIndex index_;
  BucketCatalog catalog_;
  FileReader files_;
  LedgerReader ledger_;
  DeadLetterReader dead_letters_;
  UploadReader uploads_;
  uploads::JetStreamRawStream raw_;
  uploads::UploadAcceptor acceptor_;
  const Sources sources_;
};

}  // namespace pipeline::api
