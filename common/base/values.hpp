#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace pipeline::base {

// How the text of an option becomes its value. Each stores it and answers nothing, or answers what
// was expected and what came. Pure.

std::string StoreFlag(const std::string& text, bool* target);
std::string StoreCount(const std::string& text,
                       std::int64_t minimum,
                       std::int64_t maximum,
                       std::int64_t* target);
std::string StoreDuration(const std::string& text, std::chrono::milliseconds* target);
/// Bytes.
std::string StoreSize(const std::string& text, std::int64_t* target);
std::string StoreChoice(const std::string& text,
                        const std::vector<std::string>& allowed,
                        std::string* target);

}  // namespace pipeline::base
