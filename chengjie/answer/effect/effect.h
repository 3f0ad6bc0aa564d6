// What it brings (成效): every waiting project's output, jobs, tax and value added as ranges, and
// what every dated target still needs.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

Result<Answer> effect(Context const&, std::string const& project);

}  // namespace chengjie::answer
