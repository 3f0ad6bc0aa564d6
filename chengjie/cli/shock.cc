// chengjie shock: what a firm's stop, a supplier's failure or a power cut would do to the district.
#include "chengjie/answer/effect/shock.h"

#include "chengjie/cli/commands.h"
#include "chengjie/cli/page.h"
#include "chengjie/cli/session.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {

int shock(Common const& common, Shock const& args) {
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto const answer = answer::shock(session->context(common), {.firm = args.firm,
                                                               .supplier = args.supplier,
                                                               .power = args.power,
                                                               .share = args.share,
                                                               .days = args.days,
                                                               .recovery = args.recovery});
  if (!answer) { return fail(answer.error()); }
  keep_shown(*session);
  if (common.json) {
    say(wire::dump(wire::json_of(*answer)));
  } else {
    print_answer(*answer, kEverything);
  }
  return kYes;
}

}  // namespace chengjie::cli
