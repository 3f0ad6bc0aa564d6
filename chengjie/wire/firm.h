// A firm under the rule packs as JSON: {"rules":[{"pack","state","conditions","missing"}]}.
#pragma once
#include "chengjie/answer/how/how.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {

Json json_of(answer::FirmVerdicts const&);

}  // namespace chengjie::wire
