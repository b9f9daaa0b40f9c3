#pragma once

#include <string>

namespace pipeline::base {

/// Sets up spdlog's default logger: one line an event on standard error, as text (coloured on a
/// terminal only) or as one JSON object a line. `level` is one of trace, debug, info, warn, error;
/// `format` is text or json. Log lines carry identifiers (Upload-Id, subject, sequence), never a
/// payload or a secret.
void SetUpLogging(const std::string& service, const std::string& level, const std::string& format);

/// Warns if every user of the machine may read the secret at `path`, which came from `variable`.
/// Nothing if `path` is empty.
void WarnIfReadableByAll(const std::string& variable, const std::string& path);

}  // namespace pipeline::base
