#include "chengjie/cli/commands.h"

namespace chengjie::cli {

int economy_run(Common const&, EconomyRun const& args) {
  return fail({Code::unsupported, "本版本还不能计算算例", args.folder, {}});
}

}  // namespace chengjie::cli
