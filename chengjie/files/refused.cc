#include "chengjie/files/refused.h"

#include <utility>

namespace chengjie::files {

std::string_view name_of(Refusal why) {
  switch (why) {
    case Refusal::empty_file:
      return "empty_file";
    case Refusal::encrypted:
      return "encrypted";
    case Refusal::damaged:
      return "damaged";
    case Refusal::bad_encoding:
      return "bad_encoding";
    case Refusal::unsupported_format:
      return "unsupported_format";
    case Refusal::too_large:
      return "too_large";
  }
  return "damaged";
}

Refused refuse(Refusal why, std::string what, std::string help) {
  auto const code = why == Refusal::too_large            ? Code::limit
                    : why == Refusal::unsupported_format ? Code::unsupported
                                                         : Code::bad_input;
  return {why, Error{code, std::move(what), {}, std::move(help)}};
}

}  // namespace chengjie::files
