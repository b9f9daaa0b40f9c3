#include "services/api/pipeline_sources.hpp"

namespace pipeline::api {

PipelineSources::PipelineSources(const Config& config,
                                 service::Runtime& runtime,
                                 std::size_t max_upload_bytes)
    : index_(runtime.connection(),
             runtime.jetstream(),
             {.uploads = static_cast<std::size_t>(config.index_uploads),
              .bucket = config.common.topology.bucket}),
      catalog_(runtime.jetstream(),
               {.bucket = config.common.topology.bucket,
                .most_keys = static_cast<std::size_t>(config.max_keys)}),
      files_(runtime.jetstream(), config.common.topology.bucket),
      ledger_(runtime.jetstream(), index_),
      dead_letters_(runtime.jetstream()),
      uploads_(index_, catalog_, files_, ledger_),
      raw_(runtime.jetstream()),
      acceptor_(raw_, ""),
      sources_{catalog_, files_, ledger_, dead_letters_, uploads_, acceptor_, max_upload_bytes} {}

std::string PipelineSources::NotReady() const {
  std::string all;
  for (const std::string& reason :
       {index_.NotReady(), catalog_.NotReady(), dead_letters_.NotReady()}) {
    if (!reason.empty()) all += (all.empty() ? "" : "; ") + reason;
  }
  return all;
}

void PipelineSources::OnReconnected() {
  index_.OnReconnected();
  catalog_.OnReconnected();
  dead_letters_.OnReconnected();
}

}  // namespace pipeline::api
