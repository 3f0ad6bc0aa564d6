// Two versions of one rule side by side: which firms gain by the change, which lose, and for which
// it cannot be said, and for want of what.
#pragma once
#include <string>

#include "chengjie/answer/context.h"
#include "chengjie/rules/pack.h"

namespace chengjie::answer {

// "specialised_sme@2022", "专精特新中小企业@2026-04": id or name of a pack, and the beginning of
// the day it took effect. not_found names the versions there are; bad_usage: more than one fits.
Result<rules::Pack const*> pack_version(rules::Packs const&, std::string const& named);

// A holder of the title is judged as at a re-check, everyone else as a new applicant. Items: the
// firms that change, holders who lose first; at most `most`, every one is counted in the notes.
Result<Answer> affected(Context const&, rules::Packs const&, std::string const& from,
                        std::string const& to, std::size_t most);

}  // namespace chengjie::answer
