#pragma once

#include <optional>

#include "libs/graphql/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/sdl_parts.hpp"
#include "libs/graphql/schema/sdl_report.hpp"

namespace pipeline::graphql {

/// What graphql-js's specifiedSDLRules find first in a document; nothing: it is right.
std::optional<Error> CheckSdl(const Source& source,
                              const SdlParts& built_in,
                              const SdlParts& parts);

/// sdl_definition_rules.cpp
void CheckUniqueDefinitions(const SdlParts& parts, SdlReport& report);
/// sdl_member_rules.cpp
void CheckUniqueMembers(const SdlParts& parts, SdlReport& report);
/// sdl_type_rules.cpp
void CheckTypes(const SdlParts& built_in, const SdlParts& parts, SdlReport& report);
/// sdl_directive_rules.cpp
void CheckDirectives(const SdlParts& built_in, const SdlParts& parts, SdlReport& report);
/// sdl_argument_rules.cpp
void CheckArguments(const SdlParts& built_in, const SdlParts& parts, SdlReport& report);

}  // namespace pipeline::graphql
