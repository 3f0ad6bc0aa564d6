// The district's question as one TOML file (docs/place-format.md).
#pragma once
#include <string_view>

#include "chengjie/place/district.h"

namespace chengjie::place::district {

Result<Input> read_input(std::string_view toml, std::string_view name);

}  // namespace chengjie::place::district
