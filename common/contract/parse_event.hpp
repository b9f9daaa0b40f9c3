#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/contract/rejection.hpp"

namespace pipeline::contract {

/// The parts of a raw message (what a SheetJS worker posts, whole or lean) that the pipeline needs.
/// The views point into the checked bytes, which must outlive it.
struct ParseEvent {
  std::string filename;              ///< Decoded.
  std::string_view filename_json;    ///< The string as it came, quotes included.
  std::string_view worksheets_json;  ///< workbook.Props.Worksheets, a number; empty if absent.
  std::string_view
      sheet_names_json;  ///< workbook.Props.SheetNames, an array of strings; empty if absent.
  std::string_view sheets_json;                    ///< The `sheets` array, byte for byte.
  std::vector<std::string_view> sheet_name_jsons;  ///< sheets[i].sheetName, quotes included.
  std::size_t rows = 0;                            ///< Elements of all sheets[i].data.
};

/// Checks every byte of `body` (RFC 8259 grammar, UTF-8, no lone surrogate even when escaped, no
/// duplicate key, nesting up to kMaxDepth) and the contract of a raw message. Members may come in
/// any order; those that are not named here may hold anything. Pure; safe from any thread; linear
/// time.
///
/// Of several breaches the first of this list is told: the document, `state`, `filename`, `sheets`.
/// `type` is not looked at: who sends calls it by several names, and `state` says what matters.
/// `workbook`, or a part of it, that is absent or of another type than expected counts as absent: a
/// workbook made from .csv has no Props, and `sheets` says the same.
Checked<ParseEvent> ReadParseEvent(std::string_view body);

}  // namespace pipeline::contract
