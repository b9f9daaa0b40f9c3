#pragma once

#include <string_view>

#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"

namespace pipeline::extract {

/// Turns a raw message (a ParseEvent, whole or lean) into
/// {"filename":s,"metadata":{"Worksheets":n,"SheetNames":[s]},"content":[...]}: `filename` and
/// `content`, which is the `sheets` array, byte for byte as they came. `metadata` is taken from
/// workbook.Props; what is missing there is counted and named from `sheets`. Pure; safe from any
/// thread.
contract::Checked<contract::StepOutput> Extract(std::string_view raw);

}  // namespace pipeline::extract
