#include "chengjie/server/api/contract.h"

#include <cstddef>

extern unsigned char const chengjie_data_api_openapi_yaml[];
extern std::size_t const chengjie_data_api_openapi_yaml_size;

namespace chengjie::server::api {

std::string_view contract_text() {
  return {reinterpret_cast<char const*>(chengjie_data_api_openapi_yaml),
          chengjie_data_api_openapi_yaml_size};
}

}  // namespace chengjie::server::api
