#pragma once

#include "common/base/error.hpp"
#include "libs/files/bucket_reader.hpp"
#include "services/kv-reader/command_line.hpp"
#include "services/kv-reader/output.hpp"

namespace pipeline::kv_reader {

// The commands that end by themselves. What they find is in `output` when they return, not flushed.

base::Result<void> ShowKeys(files::BucketReader& bucket, const CommandLine& line, Output& output);

/// kNotFound for a deleted revision; kCorrupted, with nothing written, for a value that does not
/// have the hash of its header.
base::Result<void> ShowValue(files::BucketReader& bucket, const CommandLine& line, Output& output);

base::Result<void> ShowHistory(files::BucketReader& bucket,
                               const CommandLine& line,
                               Output& output);

}  // namespace pipeline::kv_reader
