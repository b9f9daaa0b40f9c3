#pragma once

#include <stop_token>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "libs/files/bucket_reader.hpp"
#include "services/kv-reader/command_line.hpp"
#include "services/kv-reader/output.hpp"

namespace pipeline::kv_reader {

// The first three end by themselves; their results are in `output` when they return, not flushed.

/// The last revision of each key, without deleted ones.
base::Result<void> ShowKeys(files::BucketReader& bucket, const CommandLine& line, Output& output);

/// kNotFound for a deleted revision; kCorrupted, with nothing written, for a value that does not
/// have the hash of its header.
base::Result<void> ShowValue(files::BucketReader& bucket, const CommandLine& line, Output& output);

/// Every revision of a key, the oldest first.
base::Result<void> ShowHistory(files::BucketReader& bucket,
                               const CommandLine& line,
                               Output& output);

/// Shows the last revision of each present key, then every change, each line flushed, until `stop`
/// is requested. Waits for a server that goes away, and misses no change of that time. Errors: no
/// such bucket, no permission, or a failing output.
base::Result<void> Watch(nats::JetStream& jetstream,
                         const CommandLine& line,
                         Output& output,
                         const std::stop_token& stop);

}  // namespace pipeline::kv_reader
