// api/openapi.yaml as it was when the program was built.
#pragma once
#include <string_view>

namespace chengjie::server::api {

std::string_view contract_text();

}  // namespace chengjie::server::api
