// The ledger, its book and the region: what every answering command begins with and ends with.
#pragma once
#include <memory>
#include <string>

#include "chengjie/answer/context.h"
#include "chengjie/cli/commands.h"

namespace chengjie::cli {

struct Session {
  std::unique_ptr<store::Store> ledger;
  Book book;
  std::string region;
  answer::Basis basis;

  answer::Context context(Common const& common) {
    return {book, region, common.today, common.caller, basis};
  }
};

enum class Region { needed, optional };
Result<Session> begin(Common const&, Region need = Region::needed);

// What was shown stays openable. A ledger that cannot be written to still answers.
void keep_shown(Session&);

}  // namespace chengjie::cli
