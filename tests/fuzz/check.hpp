#pragma once

#include <cstdio>
#include <cstdlib>

namespace pipeline::fuzz {

/// Ends the process, which is how a fuzz target tells of a finding, unless `holds`.
inline void Check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
  }
}

}  // namespace pipeline::fuzz
